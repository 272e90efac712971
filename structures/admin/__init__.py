"""The back office of the directory: establishments, centres, services, networks, affiliations."""

from structures.admin.centre import AffiliationAdmin, CentreAdmin
from structures.admin.completeness import CompleteListAdmin, NationalDirectoryAdmin
from structures.admin.establishment import EstablishmentAdmin
from structures.admin.index import StructureIndex
from structures.admin.network import NetworkAdmin
from structures.admin.service import ServiceAdmin

__all__ = [
    "AffiliationAdmin",
    "CentreAdmin",
    "CompleteListAdmin",
    "EstablishmentAdmin",
    "NationalDirectoryAdmin",
    "NetworkAdmin",
    "ServiceAdmin",
    "StructureIndex",
]
