"""What stands somewhere. One module an idea: structure, establishment, network, centre."""

from structures.models.centre import Affiliation, Audience, Centre, Label
from structures.models.establishment import Establishment
from structures.models.network import Claim, Network
from structures.models.structure import Phone, ServiceArea, Structure, StructureQuerySet

__all__ = [
    "Affiliation",
    "Audience",
    "Centre",
    "Claim",
    "Establishment",
    "Label",
    "Network",
    "Phone",
    "ServiceArea",
    "Structure",
    "StructureQuerySet",
]
