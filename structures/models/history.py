"""The tables of structures whose former states are kept."""

from foundations.history import track
from structures.models.centre import Affiliation, Centre
from structures.models.completeness import CompleteList, NationalDirectory
from structures.models.establishment import Establishment
from structures.models.network import Claim, Network
from structures.models.service import Service, ServiceDisease
from structures.models.structure import Phone, ServiceArea

TRACKED = track(
    "structures",
    Affiliation,
    Centre,
    Claim,
    CompleteList,
    Establishment,
    NationalDirectory,
    Network,
    Phone,
    Service,
    ServiceArea,
    ServiceDisease,
    but=("merged_into",),
)
