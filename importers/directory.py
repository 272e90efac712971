"""data/directory/ -> the tables of structures: which file feeds which table, parents first."""

from importers import directory_rows as rows
from importers import service_rows
from importers.feed import Feed, Yield
from importers.hospitals.sources import FINESS, SAE
from importers.nomenclature import PROVENANCE
from importers.places import PLACE, positions_left
from structures.models import (
    Affiliation,
    Centre,
    Claim,
    Establishment,
    Network,
    Phone,
    ServiceArea,
)

EMERGENCIES = ("emergency_general", "emergency_paediatric")
FINESS_IS_THE_TRUTH_OF = (
    "official_name",
    "finess_legal",
    "siret",
    "category",
    "address",
    "postal_line",
    "commune",
    "department",
    "territory",
    "source",
)
"""Of the establishments that a loaded register names (docs/decisions/0018)."""


def feeds() -> list[Feed]:
    """The tables of structures, parents first."""
    return [
        Feed(
            title="établissements",
            model=Establishment,
            key=("finess",),
            columns=(
                *rows.ESTABLISHMENT,
                *PROVENANCE,
                "kind",
                "commune",
                "department",
                "territory",
                "point",
            ),
            rows=rows.establishments,
            path="data/directory/establishments.csv",
            yields=(
                Yield(FINESS, FINESS_IS_THE_TRUTH_OF),
                Yield(SAE, EMERGENCIES),
                *positions_left(),
            ),
        ),
        Feed(
            title="réseaux",
            model=Network,
            key=("slug",),
            columns=(*rows.NETWORK, *PROVENANCE, "filiere"),
            rows=rows.networks,
            path="data/directory/networks.csv",
        ),
        Feed(
            title="maladies prises en charge",
            model=Claim,
            key=("network", "disease"),
            columns=("network", "disease", *PROVENANCE),
            rows=rows.claims,
            path="data/directory/network_claims.csv",
        ),
        Feed(
            title="centres",
            model=Centre,
            key=("slug",),
            columns=(*rows.CENTRE, *PROVENANCE, "kind", "network", "establishment", *PLACE),
            rows=rows.centres,
            path="data/directory/centres.csv",
            kept={"stands_apart": PLACE},
        ),
        *service_rows.feeds(),
        Feed(
            title="téléphones",
            model=Phone,
            key=("structure", "kind", "number"),
            columns=("structure", *rows.PHONE),
            rows=rows.phones,
            path="data/directory/phones.csv",
            yields=(Yield(FINESS, ("as_of", "source")),),
        ),
        Feed(
            title="affiliations",
            model=Affiliation,
            key=("host", "parent"),
            columns=("host", "parent", "disease_group", "pairing", "source"),
            rows=rows.affiliations,
            path="data/directory/affiliations.csv",
        ),
        Feed(
            title="réseaux des affiliations",
            model=Affiliation.networks.through,
            key=("affiliation", "network"),
            columns=("affiliation", "network"),
            set_of=("affiliation", "networks"),
            rows=rows.affiliation_networks,
            path="data/directory/affiliations.csv",
        ),
        Feed(
            title="zones d'intervention",
            model=ServiceArea,
            key=("structure", "kind"),
            columns=("structure", "kind", "territory", *PROVENANCE),
            rows=rows.service_areas,
            path="data/directory/service_areas.csv",
        ),
        Feed(
            title="départements des zones",
            model=ServiceArea.departments.through,
            key=("servicearea", "department"),
            columns=("servicearea", "department"),
            set_of=("servicearea", "departments"),
            rows=rows.service_area_departments,
            path="data/directory/service_areas.csv",
        ),
    ]
