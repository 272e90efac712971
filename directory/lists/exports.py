"""What a list shows, whole, as a file for a spreadsheet, with where each row comes from."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from directory.lists.asked import Asked
from directory.lists.entries import address_of
from directory.lists.kinds import ASSOCIATION
from directory.lists.pages import stretches_of
from directory.lists.words import category_name, kind_name
from foundations.http import Content
from foundations.spreadsheets import Cell, Sheet, written
from resources.models import Association
from structures.cards import card
from structures.filters import Criteria
from structures.models import Structure
from territories.place import Place

KEPT_FILES = 8  # of some megabytes at most

PROVENANCE = ("source", "source_url", "licence", "retrieved_on", "verified_on", "evidence")
COLUMNS = (
    "kind", "kind_name", "name", "slug", "category", "category_name", "label", "label_name",
    "network", "network_name", "filiere", "audience", "age_min", "age_max", "establishment",
    "finess", "address", "postal_line", "commune", "commune_name", "department", "territory",
    "lon", "lat", "precision", "distance_km", "phone", "phone_kind", "phone_as_of", "official_url",
    "page_url", "concerns", "note", *PROVENANCE,
)  # fmt: skip
"""Named as the fields of /api/v1/structures."""


def file_of(asked: Asked, versions: tuple[int, int], language: str) -> Content:
    """The file; one that tells no private place is written once while the tables stand."""
    if asked.is_private:
        return Content(written(sheet(asked.criteria, asked.place), asked.format))
    return kept_file(versions, language, tuple(sorted(asked.criteria.items())), asked.format)


@lru_cache(maxsize=KEPT_FILES)
def kept_file(
    versions: tuple[int, int], language: str, criteria: tuple[tuple[str, Any], ...], extension: str
) -> Content:
    return Content(written(sheet(dict(criteria), None), extension))


def sheet(criteria: Criteria, place: Place | None) -> Sheet:
    return Sheet("annuaire", COLUMNS, rows(criteria, place))


def rows(criteria: Criteria, place: Place | None) -> Iterator[list[Cell]]:
    """In the order of the list, without its pages."""
    for stretch in stretches_of(criteria, place):
        yield from map(cells, stretch.all())


def cells(row: Structure | Association) -> list[Cell]:
    told = of_association(row) if isinstance(row, Association) else of_structure(row)
    return [told.get(name) for name in COLUMNS]


def of_structure(one: Structure) -> dict[str, Any]:
    told = card(one)
    phone = next((phone for phone in one.phones.all() if phone.number), None)
    network, establishment = told["network"] or {}, told["establishment"] or {}
    category = told["category"]
    return {
        **told,
        "kind_name": kind_name(one.kind),
        "category_name": category_name(category) if category else None,
        "network": network.get("slug"),
        "network_name": network.get("name"),
        "establishment": establishment.get("name"),
        "finess": establishment.get("finess"),
        "phone": phone.number if phone else None,
        "phone_kind": phone.kind if phone else None,
        "phone_as_of": phone.as_of if phone else None,
        "page_url": one.get_absolute_url(),
        "note": one.note,
        **provenance(one),
    }


def of_association(one: Association) -> dict[str, Any]:
    return {
        "kind": ASSOCIATION,
        "kind_name": kind_name(ASSOCIATION),
        "name": one.name,
        "slug": one.slug,
        "filiere": one.filiere_id,
        "address": one.address,
        "postal_line": f"{one.postcode} {one.seat_city}".strip(),
        "department": one.department_id,
        "phone": one.phone,
        "official_url": one.website,
        "page_url": address_of(one),
        "concerns": one.concerns,
        "note": one.note,
        **provenance(one),
    }


def provenance(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in PROVENANCE}
