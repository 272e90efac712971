"""The back office of the directory: establishments, centres, networks, affiliations."""

from structures.admin.centre import AffiliationAdmin, CentreAdmin
from structures.admin.establishment import EstablishmentAdmin
from structures.admin.network import NetworkAdmin

__all__ = ["AffiliationAdmin", "CentreAdmin", "EstablishmentAdmin", "NetworkAdmin"]
