"""/plateforme/: what the platform is for, where, with which hospitals, and its figures twice.

Once as its own pages announce them, once as the tables know them, and why they differ.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from directory.shelves import catalogue
from directory.shelves.held import held
from directory.shelves.pages import rows_of
from directory.shelves.publishing import published
from directory.shelves.rows import presenting_a_structure
from directory.shelves.shelf import PROVENANCE_COLUMNS
from foundations.provenance import Evidence
from foundations.spreadsheets import CONTENT_TYPES, Sheet, download
from foundations.version import one_state
from resources.held_guides import current_guides
from resources.models import Association, PlatformFigure, Training
from structures.models import Category, Centre, Establishment, Service, Structure, nature
from territories.models import Department, PlatformZonePart

What = PlatformFigure.What
Kind = Structure.Kind
Status = Establishment.Platform
HOSPITALS = (Status.LEADER, Status.MEMBER)
MEMBERS = (*HOSPITALS, Status.MEMBER_SITE)
RESEARCH = (Category.RESEARCH_UNIT, Category.LABORATORY, Category.PLATFORM)
ZONE = "esmara"


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing counted: the figures announced, which may differ, and what the tables know."""

    what: str
    words: str
    announced: tuple[PlatformFigure, ...]
    known: int

    @property
    def is_contradicted(self) -> bool:
        return len(self.announced) > 1

    @property
    def values(self) -> list[int]:
        return [one.value for one in self.announced]


@dataclass(frozen=True, slots=True)
class Known:
    """The platform as the tables tell it, in one small set of queries."""

    hospitals: tuple[Establishment, ...]
    sites: tuple[Establishment, ...]
    affiliates: tuple[Establishment, ...]
    parts: tuple[PlatformZonePart, ...]
    figures: tuple[Figure, ...]
    services: dict[str, int]
    hidden_units: int
    associations: int
    diplomas: int


@require_safe
@one_state()
def platform(request: HttpRequest) -> HttpResponse:
    known = held("platform", read)
    trials = rows_of(catalogue.TRIALS)
    units = rows_of(catalogue.RESEARCH_UNITS)
    laboratories = rows_of(catalogue.LABORATORIES)
    videos = rows_of(catalogue.VIDEOS)
    context = {
        "known": known,
        "figures": known.figures,
        "departments": sorted(_departments(known.parts)),
        "counts": {
            "medico_social": known.services.get(Kind.MEDICO_SOCIAL, 0),
            "paramedical": known.services.get(Kind.PARAMEDICAL, 0),
            "emergency": known.services.get(Kind.EMERGENCY, 0),
            "laboratory": len([one for one in laboratories if one.category == "laboratory"]),
            "platform": len([one for one in laboratories if one.category == "platform"]),
            "guides": len(current_guides().guides),
            "protocols": len(rows_of(catalogue.PROTOCOLS)),
            "cards": len(rows_of(catalogue.EMERGENCY_CARDS)),
            "meetings": len(rows_of(catalogue.MEETINGS)),
            "trials": len(trials),
            "confirmed": sum(bool(trial.confirmed_site) for trial in trials),
            "units": len(units),
            "themes": sum(len(unit.topics) for unit in units),
            "works": len({work.publication_id for unit in units for work in unit.works}),
            "videos": len(videos),
            "presenting": presenting_a_structure(videos),
            "trainings": len(rows_of(catalogue.TRAININGS)),
        },
    }
    return published(request, "directory/platform.html", context)


@require_safe
@one_state()
def platform_file(request: HttpRequest, extension: str) -> HttpResponse:
    """The figures, announced and known, one announced figure a line."""
    if extension not in CONTENT_TYPES:
        raise Http404
    headings = ["ce qui est compté", "annoncé", "connu ici", "remarque"]
    rows = [
        [
            figure.words,
            one.value,
            figure.known,
            one.note,
            *(column.of(one) for column in PROVENANCE_COLUMNS),
        ]
        for figure in held("platform", read).figures
        for one in figure.announced
    ]
    headings += [column.heading for column in PROVENANCE_COLUMNS]
    return download(Sheet("Chiffres clés", headings, rows), extension, "plateforme-chiffres")


def read() -> Known:
    """Eight queries."""
    establishments = list(
        Establishment.objects.published()
        .exclude(platform="")
        .select_related("commune")
        .defer("commune__area", "commune__area_overview", "commune__area_regional")
        .order_by("name", "slug")
    )
    centres = dict(
        Centre.objects.published()
        .filter(establishment__platform__in=MEMBERS)
        .values_list("establishment")
        .annotate(count=Count("pk"))
        .order_by("establishment")
    )
    for one in establishments:
        one.centres_known = centres.get(one.pk, 0)  # type: ignore[attr-defined]
    of_status = {
        status: tuple(one for one in establishments if one.platform == status)
        for status in Status.values
    }
    parts = tuple(
        PlatformZonePart.objects.filter(zone=ZONE)
        .exclude(evidence=Evidence.GENERAL_KNOWLEDGE)
        .prefetch_related(Prefetch("departments", Department.objects.only("code", "name")))
        .order_by("evidence", "name")
    )
    services = Counter[str]()
    around = 0
    hidden_units = 0
    departments = _departments(parts)
    counted = Service.objects.standing().values_list("category", "evidence", "department")
    for category, evidence, department, count in counted.annotate(count=Count("pk")).order_by():
        if evidence == Evidence.GENERAL_KNOWLEDGE:
            hidden_units += count if category == Category.RESEARCH_UNIT else 0
            continue
        services[nature(category)] += count
        if department in departments and category not in RESEARCH:
            around += count
    associations = Association.objects.published().count()
    known = {
        What.CENTRES: sum(centres.values()),
        What.HOSPITALS: sum(len(of_status[status]) for status in HOSPITALS),
        What.RESEARCH_UNITS: services[Kind.RESEARCH_UNIT],
        What.STRUCTURES: around,
        What.ASSOCIATIONS: associations,
    }
    return Known(
        hospitals=of_status[Status.LEADER] + of_status[Status.MEMBER],
        sites=of_status[Status.MEMBER_SITE] + of_status[Status.AFFILIATE_SITE],
        affiliates=of_status[Status.AFFILIATE],
        parts=parts,
        figures=_figures(PlatformFigure.objects.published(), known),
        services=dict(services),
        hidden_units=hidden_units,
        associations=associations,
        diplomas=Training.objects.published().filter(kind=Training.Kind.DIPLOMA).count(),
    )


def _figures(announced: Iterable[Any], known: dict[What, int]) -> tuple[Figure, ...]:
    by_what: dict[str, list[PlatformFigure]] = {}
    for one in announced:
        by_what.setdefault(one.what, []).append(one)
    return tuple(
        Figure(what.value, str(what.label), tuple(by_what.get(what, ())), known[what])
        for what in What
    )


def _departments(parts: Iterable[PlatformZonePart]) -> set[str]:
    return {one.pk for part in parts for one in part.departments.all()}
