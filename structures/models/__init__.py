"""What stands somewhere. One module an idea: structure, establishment, network, centre, service."""

from structures.models.centre import Affiliation, Centre, Label
from structures.models.completeness import CompleteList, NationalDirectory
from structures.models.establishment import Establishment
from structures.models.hosted import Audience, Hosted
from structures.models.network import Claim, Network
from structures.models.placed_point import PlacedPoint
from structures.models.service import Category, Service, ServiceDisease, nature
from structures.models.structure import Phone, ServiceArea, Structure, StructureQuerySet

__all__ = [
    "Affiliation",
    "Audience",
    "Category",
    "Centre",
    "Claim",
    "CompleteList",
    "Establishment",
    "Hosted",
    "Label",
    "NationalDirectory",
    "Network",
    "Phone",
    "PlacedPoint",
    "Service",
    "ServiceArea",
    "ServiceDisease",
    "Structure",
    "StructureQuerySet",
    "nature",
]
