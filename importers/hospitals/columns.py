"""The columns of establishments and services that registers speak of, and an empty row of both."""

from typing import Any

from importers.directory_rows import ESTABLISHMENT
from importers.nomenclature import PROVENANCE
from importers.places import PLACE
from importers.service_rows import SERVICE

ESTABLISHMENT_COLUMNS = (
    *ESTABLISHMENT,
    *PROVENANCE,
    "kind",
    "commune",
    "department",
    "territory",
    "point",
)
SERVICE_COLUMNS = (*SERVICE, *PROVENANCE, "kind", "establishment", *PLACE)
EMPTY: dict[str, Any] = dict.fromkeys((*ESTABLISHMENT_COLUMNS, *SERVICE_COLUMNS), "") | {
    "retrieved_on": None,
    "point": None,
    "sources": [],
    "age_min": None,
    "age_max": None,
}
