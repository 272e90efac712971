"""The services as the engine holds them: read once, kept while the directory stands.

As the labelled centres are (`routing.directory`): plain values, read again when the version of the
directory has moved on, so that an edit shows at the next question in every process.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, Value

from foundations.provenance import Evidence
from foundations.words import Words
from routing.answer import Link
from routing.around.frontier import frontier_of
from routing.around.service import Area, HeldService
from routing.around.services import Known, Services
from routing.around.shelves import SHELVES
from routing.directory import read_phones
from structures.models import (
    CompleteList,
    NationalDirectory,
    Service,
    ServiceArea,
    ServiceDisease,
)

_held: tuple[int, Services] | None = None


def services_at(version: int) -> Services:
    """The services of that version of the directory: no query when it is the one that is held."""
    global _held
    if _held is None or _held[0] != version:
        _held = version, _read()
    return _held[1]


def _read() -> Services:
    services = sorted(_read_services(), key=lambda service: (service.name, service.slug))
    complete = _read_complete()
    return Services(
        services=services,
        complete=complete,
        directories=tuple(_read_directories()),
        known=_known(services, complete),
    )


def _known(
    services: Collection[HeldService], complete: dict[str, frozenset[str]]
) -> dict[str, Known]:
    """A service without a position may stand anywhere in its department: there, nobody knows
    which is the nearest."""
    measured = {shelf.category for shelf in SHELVES if shelf.chosen_by == "distance"}
    found = {}
    for category in sorted(measured & complete.keys()):
        unplaced = {s.department for s in services if s.category == category and not s.position}
        sure = complete[category] - unplaced
        found[category] = Known(departments=sure, frontier=frontier_of(sure))
    return found


def _read_complete() -> dict[str, frozenset[str]]:
    departments: dict[str, set[str]] = defaultdict(set)
    rows = CompleteList.objects.published().values_list("category", "department")
    for category, department in rows:
        departments[category].add(department)
    return {category: frozenset(codes) for category, codes in departments.items()}


def _read_directories() -> Iterator[tuple[str, frozenset[str], Link]]:
    codes = ArrayAgg("departments", filter=Q(departments__isnull=False), default=Value([]))
    rows = NationalDirectory.objects.published().annotate(codes=codes)
    for row in rows.order_by("category", "title", "slug"):
        yield row.category, frozenset(row.codes), Link(Words.alike(row.title), row.url)


def _read_services() -> Iterator[HeldService]:
    phones, areas, diseases = read_phones(), _read_areas(), _read_diseases()
    for row in Service.objects.published().order_by("pk").values(*COLUMNS):
        pk, point = row.pop("pk"), row.pop("point")
        yield HeldService(
            pk=pk,
            commune_name=row.pop("commune__full_name") or "",
            department=row.pop("department") or "",
            lon=round(point.x, 6) if point else None,
            lat=round(point.y, 6) if point else None,
            precision=row.pop("point_precision"),
            phones=(*phones.get(pk, ()), *phones.get(row.pop("establishment"), ())),
            age_min=_years(row.pop("age_min")),
            age_max=_years(row.pop("age_max")),
            paediatric=row.pop("paediatric_emergency"),
            diseases=frozenset(diseases.get(pk, ())),
            area=areas.get(pk),
            **row,
        )


COLUMNS = (
    "pk",
    "slug",
    "kind",
    "category",
    "establishment",
    "name",
    "address",
    "postal_line",
    "commune",
    "commune__full_name",
    "department",
    "territory",
    "point",
    "point_precision",
    "official_url",
    "audience",
    "age_min",
    "age_max",
    "paediatric_emergency",
    "relevance",
    "access",
    "note",
    "evidence",
)


def _read_areas() -> dict[int, Area]:
    """What the published areas of a structure name, together."""
    areas = ServiceArea.objects.exclude(evidence=Evidence.GENERAL_KNOWLEDGE)
    communes: dict[int, set[str]] = defaultdict(set)
    departments: dict[int, set[str]] = defaultdict(set)
    for owner, insee in areas.exclude(communes=None).values_list("structure", "communes"):
        communes[owner].add(insee)
    for owner, code in areas.exclude(departments=None).values_list("structure", "departments"):
        departments[owner].add(code)
    territories: dict[int, set[str]] = defaultdict(set)
    everywhere: set[int] = set()
    owners: set[int] = set()
    for owner, kind, territory in areas.values_list("structure", "kind", "territory"):
        owners.add(owner)
        if kind == ServiceArea.Kind.NATIONAL:
            everywhere.add(owner)
        elif territory:
            territories[owner].add(territory)
    return {
        owner: Area(
            communes=frozenset(communes[owner]),
            departments=frozenset(departments[owner]),
            territories=frozenset(territories[owner]),
            everywhere=owner in everywhere,
        )
        for owner in owners
    }


def _read_diseases() -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for owner, orpha in ServiceDisease.objects.published().values_list("service", "disease"):
        found[owner].add(orpha)
    return found


def _years(age: Any) -> float | None:
    return None if age is None else float(age)
