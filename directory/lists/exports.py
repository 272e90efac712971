"""What a list shows, whole, as a file for a spreadsheet, with where each row comes from.

Rows come as plain values: 30,000 structures as objects took 12 s and two gigabytes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.translation import gettext

from directory.lists.asked import Asked
from directory.lists.entries import has_page
from directory.lists.kinds import ASSOCIATION
from directory.lists.pages import stretches_of
from directory.lists.words import category_name, kind_name
from foundations.geography import lon_lat
from foundations.http import Content
from foundations.problems import Problem
from foundations.spreadsheets import Cell, Sheet, written
from structures.cards import distance_km
from structures.filters import Criteria
from structures.models import Label, Phone, Structure
from territories.place import Place

KEPT_FILES = 8  # of some megabytes at most
AT_A_TIME = 2_000  # rows
LONGEST_XLSX = 10_000
"""Rows: beyond, writing one takes tens of seconds, and CSV says the same."""

PROVENANCE = ("source", "source_url", "licence", "retrieved_on", "verified_on", "evidence")
COLUMNS = (
    "kind", "kind_name", "name", "slug", "category", "category_name", "label", "label_name",
    "network", "network_name", "filiere", "audience", "age_min", "age_max", "establishment",
    "finess", "address", "postal_line", "commune", "commune_name", "department", "territory",
    "lon", "lat", "precision", "distance_km", "phone", "phone_kind", "phone_as_of", "official_url",
    "page_url", "concerns", "note", *PROVENANCE,
)  # fmt: skip
"""Named as the fields of /api/v1/structures."""


def own_phone(field: str) -> Subquery:
    """Of its own numbers, the first that the public may call."""
    phones = Phone.objects.filter(structure=OuterRef("pk")).exclude(number="")
    called = phones.exclude(kind=Phone.Kind.EXPERT_LINE).order_by("kind", "number")
    return Subquery(called.values(field)[:1])


def of_either(field: str) -> Coalesce:
    return Coalesce(f"centre__{field}", f"service__{field}")


STRUCTURE: dict[str, Any] = {
    "category": F("service__category"),
    "label": F("centre__label"),
    "network": F("centre__network"),
    "network_name": F("centre__network__name"),
    "filiere": F("centre__network__filiere"),
    "audience": of_either("audience"),
    "age_min": of_either("age_min"),
    "age_max": of_either("age_max"),
    "establishment": of_either("establishment__name"),
    "finess": Coalesce(
        "as_establishment__finess",
        NullIf(F("service__finess"), Value("")),
        "centre__establishment__finess",
        "service__establishment__finess",
    ),
    "commune_name": F("commune__full_name"),
    "precision": F("point_precision"),
    "phone": own_phone("number"),
    "phone_kind": own_phone("kind"),
    "phone_as_of": own_phone("as_of"),
    "concerns": F("centre__network__disease_group"),
}
OWN = (
    "kind", "name", "slug", "address", "postal_line", "commune", "department", "territory", "point",
    "official_url", "note", *PROVENANCE,
)  # fmt: skip
OF_ASSOCIATIONS = (
    "name", "slug", "filiere", "address", "postcode", "seat_city", "department", "phone",
    "website", "concerns", "note", *PROVENANCE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """What `distance_km` reads of a structure."""

    distance: Any
    point_precision: str


def file_of(asked: Asked, count: int, versions: tuple[int, int], language: str) -> Content:
    """The file; one that tells no private place is written once while the tables stand.

    Raises Problem for a spreadsheet of too many rows.
    """
    if asked.format == "xlsx" and count > LONGEST_XLSX:
        raise Problem(
            code="too_large",
            detail=gettext(
                "Cette liste est trop longue pour un fichier XLSX. Choisissez le fichier CSV."
            ),
        )
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
        for told in stretch.told(told_of):
            yield [told.get(name) for name in COLUMNS]


def told_of(found: QuerySet, is_measured: bool) -> Iterable[dict[str, Any]]:
    """The cells of each row, by column."""
    if found.model is not Structure:
        return map(of_association, found.values(*OF_ASSOCIATIONS).iterator(AT_A_TIME))
    own = (*OWN, "distance") if is_measured else OWN
    values = found.values(*own, **{f"of_{name}": told for name, told in STRUCTURE.items()})
    return map(of_structure, values.iterator(AT_A_TIME))


def of_structure(row: dict[str, Any]) -> dict[str, Any]:
    told = {name.removeprefix("of_"): value for name, value in row.items()}
    lon, lat = lon_lat(told["point"]) or (None, None)
    is_centre = told["kind"] == Structure.Kind.CENTRE
    measured = Measured(told.get("distance"), told["precision"])
    return {
        **told,
        "kind_name": kind_name(told["kind"]),
        "category_name": category_name(told["category"]) if told["category"] else None,
        "label_name": Label(told["label"]).label if told["label"] else None,
        "lon": rounded(lon),
        "lat": rounded(lat),
        "distance_km": distance_km(measured),  # type: ignore[arg-type]
        "page_url": reverse("centre" if is_centre else "structure", args=[told["slug"]]),
    }


def of_association(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "kind": ASSOCIATION,
        "kind_name": kind_name(ASSOCIATION),
        "postal_line": f"{row['postcode']} {row['seat_city']}".strip(),
        "official_url": row["website"],
        "page_url": reverse("association", args=[row["slug"]]) if has_page() else None,
    }


def rounded(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, 6)
