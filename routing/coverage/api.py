"""/api/v1/coverage/…: the planner's figures for machines, and the files that people keep."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from foundations.http import JSON, ApiView, Content, as_bytes, publish, query_values
from foundations.problems import Problem
from foundations.schema import NOT_FOUND, PROBLEM
from routing.coverage.answering import Coverage, Versions, answer
from routing.coverage.figures import Figures
from routing.coverage.files import CONTENT_TYPES, file_name, written
from routing.coverage.parameters import FORMATS, CoverageParameters, departments, read
from routing.coverage.question import CoverageQuestion
from routing.coverage.serializers import CommuneCoverageSerializer, CoverageSerializer
from routing.coverage.served import served
from routing.coverage.sites import Site
from routing.coverage.table import WARNING

KEPT_FILES = 16  # of some megabytes at most
FORMAT = OpenApiParameter("format", enum=list(FORMATS), default="json")
DEPARTMENT = OpenApiParameter(
    "department", required=True, description="code d'un département : 94, 2A, 972"
)
NO_SITE = (
    "Aucun centre connu : rien n'est dit de l'éloignement. Ce n'est pas la preuve d'un manque de "
    "soins."
)
PARTIAL = "Liste partielle : un éloignement peut n'être qu'un centre que nous ne connaissons pas."

UNCONFIRMED = (
    "Des sites ne disent pas s'ils reçoivent ces patients : ils comptent, sauf dans la borne basse."
)
UNPLACED = "Des centres connus n'ont pas de position : ils ne comptent pas."
NO_SITE_THERE = (
    "Là où aucun site n'est connu dans le territoire, il n'y a ni minutes ni part, et le total de "
    "la France compte ces habitants comme éloignés."
)


class DepartmentsView(ApiView):
    """How far the people of each department are from the centres in question."""

    @extend_schema(
        operation_id="coverage_departments",
        summary="Éloignement par département",
        description="Exactement un de `disease`, `network`, `filiere`, `label`. Les minutes sont "
        "estimées en voiture. Une liste partielle (`completeness`) n'est jamais un manque.",
        parameters=[CoverageParameters, FORMAT],
        responses={200: CoverageSerializer, **PROBLEM, **NOT_FOUND},
        tags=["coverage"],
    )
    def get(self, request: Request) -> HttpResponse:
        given = query_values(request, [*CoverageParameters.names(), "format"])
        return published(request, read(given), "department", _format(given))


class CommunesView(ApiView):
    """The same for each commune of a department: a whole department is nobody's place."""

    @extend_schema(
        operation_id="coverage_communes",
        summary="Éloignement par commune d'un département",
        parameters=[DEPARTMENT, CoverageParameters, FORMAT],
        responses={200: CommuneCoverageSerializer, **PROBLEM, **NOT_FOUND},
        tags=["coverage"],
    )
    def get(self, request: Request) -> HttpResponse:
        known = set(CoverageParameters.names()) - {"region", "departments"}
        given = query_values(request, [*known, "department", "format"])
        code = _department(given)
        return published(request, read(given | {"departments": code}), "commune", _format(given))


def _department(given: dict[str, Any]) -> str:
    code = given.pop("department", "").upper()
    if code not in departments():
        wrong = "attendu : le code d'un département" if not code else "département inconnu"
        raise Problem(
            code="invalid",
            detail="La question ne peut pas être lue.",
            errors={"department": [wrong]},
        )
    return code


def _format(given: dict[str, Any]) -> str:
    asked = given.pop("format", "json")
    if asked not in FORMATS:
        raise Problem(
            code="invalid",
            detail="Ce format n'existe pas ici.",
            errors={"format": [f"attendu : {', '.join(FORMATS)}"]},
        )
    return asked


def published(request: Any, question: CoverageQuestion, level: str, extension: str) -> HttpResponse:
    """A coverage as JSON or as a file, written once while its versions stand."""
    coverage = answer(question)
    written_for = get_language() or "fr", timezone.localdate()
    content = kept_file(coverage.versions, question, level, extension, *written_for)
    if extension == "json":
        return publish(request, content, JSON)
    response = publish(request, content, CONTENT_TYPES[extension])
    name = file_name(coverage, level, extension)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@lru_cache(maxsize=KEPT_FILES)
def kept_file(
    _versions: Versions,
    question: CoverageQuestion,
    level: str,
    extension: str,
    _language: str,
    _day: date,
) -> Content:
    """Headings are in the reader's language, and a file tells the day it was made."""
    coverage = answer(question)
    if extension == "json":
        return Content(as_bytes(as_json(coverage, level)))
    return Content(written(coverage, level, extension))


def as_json(coverage: Coverage, level: str) -> dict[str, Any]:
    subject, question = coverage.subject, coverage.question
    return {
        "subject": {"kind": subject.kind, "code": subject.code, "name": subject.name},
        "audience": question.audience,
        "minutes": question.minutes,
        "known": subject.known,
        "announced": subject.announced,
        "completeness": subject.completeness,
        "sites": [
            {
                "name": site.name,
                "finess": site.finess or None,
                "department": site.department,
                "lon": site.lon,
                "lat": site.lat,
                "precision": site.precision,
                "audience_confirmed": site.confirmed,
                "centres": site.centres,
            }
            for site in coverage.supply.sites
        ],
        "sites_without_position": coverage.supply.unplaced,
        "notices": list(notices(coverage)),
        "data_version": str(coverage.versions),
        "whole": figures_json(coverage.whole),
        "results": list(_results(coverage, level)),
    }


def _results(coverage: Coverage, level: str) -> Iterator[dict[str, Any]]:
    if level == "department":
        yield from map(figures_json, coverage.departments)
        return
    for row, one in zip(coverage.communes, served(coverage), strict=True):
        yield {
            **figures_json(row),
            "minutes_low": one.minutes_low,
            "minutes_high": one.minutes_high,
            "nearest": _site_json(one.site),
            "second": _site_json(one.second),
        }


def _site_json(site: Site | None) -> dict[str, Any] | None:
    return {"name": site.name, "finess": site.finess or None} if site else None


def notices(coverage: Coverage) -> Iterable[dict[str, str]]:
    yield {"code": "car_minutes", "text": WARNING}
    if not coverage.has_sites:
        yield {"code": "no_known_site", "text": NO_SITE}
    elif not coverage.subject.is_complete:
        yield {"code": "partial_list", "text": PARTIAL}
    if any(not site.confirmed for site in coverage.supply.sites):
        yield {"code": "unconfirmed_audience", "text": UNCONFIRMED}
    if coverage.supply.unplaced:
        yield {"code": "unplaced_centres", "text": UNPLACED}
    if coverage.has_sites and any(row.people and not row.measured for row in coverage.departments):
        yield {"code": "no_site_in_territory", "text": NO_SITE_THERE}


def figures_json(figures: Figures) -> dict[str, Any]:
    return asdict(figures)
