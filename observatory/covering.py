"""/observatoire/couverture/: one question, its figures by department, its files and its map."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from foundations.http import query_values
from foundations.problems import Problem
from foundations.version import one_state
from observatory.choosing import form_of
from observatory.concluding import conclusions, quotation
from observatory.drawn import MAPS, country_map, department_map_of, histogram, picture
from observatory.publishing import published, refused
from observatory.served import worst_served
from routing.coverage.answering import Coverage, answer
from routing.coverage.api import published as published_file
from routing.coverage.files import CONTENT_TYPES
from routing.coverage.parameters import CoverageParameters, read
from routing.coverage.question import CoverageQuestion
from territories.models import Department

SORT, MAP = "sort", "map"
SORTS = {
    "code": lambda row: row.zone.code,
    "share": lambda row: (_central(row) is None, _central(row) or 0),
    "median": lambda row: (row.median is None, -(row.median or 0)),
    "beyond": lambda row: -(row.beyond or 0),
}
WORST = 20


def answering(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view by GET from one state of the directory; what is wrong with its address is a page."""

    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with one_state():
                return view(request, *args, **kwargs)
        except Problem as problem:
            return refused(request, problem)

    return wrapped


@answering
def coverage(request: HttpRequest) -> HttpResponse:
    given, shown = _given(request)
    found = answer(read(given))
    rows = sorted(found.departments, key=lambda row: row.zone.code)
    context = {
        **_common(request, found),
        "departments": sorted(rows, key=SORTS[shown[SORT]]),
        "regions": found.regions,
        "sort": shown[SORT],
        "sorts": tuple(SORTS),
        "maps": MAPS,
        "map": shown[MAP],
        "drawing": country_map(found, shown[MAP], _links(found)),
        "histogram": histogram(found),
        "worst": worst_served(found, WORST),
        "form": form_of(found.question, found.subject.name),
        "map_files": _files("coverage_map", found.question, ("svg", "png"), map=shown[MAP]),
        "files": _files("coverage_file", found.question, CONTENT_TYPES),
    }
    return published(request, "observatory/coverage.html", context)


@answering
def department(request: HttpRequest, department: str) -> HttpResponse:
    given, shown = _given(request)
    row = _department(department)
    found = answer(read(given | {"departments": row.code}))
    communes = list(found.communes())
    files = {"department": row.code}
    context = {
        **_common(request, found),
        "department": row,
        "communes": sorted(communes, key=SORTS[shown[SORT]]),
        "sort": shown[SORT],
        "sorts": tuple(SORTS),
        "maps": MAPS,
        "map": shown[MAP],
        "drawing": department_map_of(found, row.code, communes, shown[MAP]),
        "histogram": histogram(found),
        "worst": worst_served(found, WORST),
        "whole_country": _address("coverage", found.question, departments=""),
        "map_files": _files(
            "coverage_department_map", found.question, ("svg", "png"), files, map=shown[MAP]
        ),
        "files": _files("coverage_department_file", found.question, CONTENT_TYPES, files),
    }
    return published(request, "observatory/department.html", context)


@answering
def table_file(request: HttpRequest, extension: str) -> HttpResponse:
    given, _shown = _given(request)
    return published_file(request, read(given), "department", _known_format(extension))


@answering
def department_file(request: HttpRequest, department: str, extension: str) -> HttpResponse:
    given, _shown = _given(request)
    asked = read(given | {"departments": _department(department).code})
    return published_file(request, asked, "commune", _known_format(extension))


@answering
def map_file(request: HttpRequest, extension: str) -> HttpResponse:
    given, shown = _given(request)
    found = answer(read(given))
    address = _permanent(request, found.question)
    return picture(request, found, shown[MAP], extension, address)


@answering
def department_map(request: HttpRequest, department: str, extension: str) -> HttpResponse:
    given, shown = _given(request)
    code = _department(department).code
    found = answer(read(given | {"departments": code}))
    address = _permanent(request, found.question)
    return picture(request, found, shown[MAP], extension, address, department=code)


def _given(request: HttpRequest) -> tuple[dict[str, str], dict[str, str]]:
    """The parameters of the question, and how it is to be shown. Raises Problem."""
    given = query_values(request, [*CoverageParameters.names(), SORT, MAP])
    shown = {SORT: given.pop(SORT, "code"), MAP: given.pop(MAP, MAPS[0].name)}
    choices: dict[str, Any] = {SORT: SORTS, MAP: [one.name for one in MAPS]}
    for name, value in shown.items():
        if value not in choices[name]:
            expected = f"attendu : {', '.join(choices[name])}"
            raise Problem(
                code="invalid", detail="Cette page n'existe pas ainsi.", errors={name: [expected]}
            )
    return given, shown


def _common(request: HttpRequest, found: Coverage) -> dict[str, Any]:
    address = _permanent(request, found.question)
    return {
        "coverage": found,
        "question": found.question,
        "subject": found.subject,
        "whole": found.whole,
        "headline": next(s for s in found.whole.shares if s.minutes == found.question.minutes),
        "conclusions": conclusions(found),
        "quotation": quotation(found, address),
        "address": address,
        "parameters": urlencode(found.question.parameters),
    }


def _permanent(request: HttpRequest, question: CoverageQuestion) -> str:
    """The address that answers the same question later, from the data of then."""
    return request.build_absolute_uri(_address("coverage", question))


def _address(name: str, question: CoverageQuestion, **changed: str) -> str:
    parameters = {**question.parameters, **changed}
    return f"{reverse(name)}?{urlencode({k: v for k, v in parameters.items() if v})}"


def _links(found: Coverage) -> Callable[[str], str]:
    kept = {k: v for k, v in found.question.parameters.items() if k != "departments"}
    query = urlencode(kept)
    return lambda code: f"{reverse('coverage_department', args=[code])}?{query}"


def _files(
    name: str, question: CoverageQuestion, extensions: Any, kwargs: Any = None, **shown: str
) -> dict[str, str]:
    kept = {k: v for k, v in question.parameters.items() if not (kwargs and k == "departments")}
    query = urlencode({**kept, **shown})
    return {
        extension: f"{reverse(name, kwargs={**(kwargs or {}), 'extension': extension})}?{query}"
        for extension in extensions
    }


def _department(code: str) -> Department:
    row = Department.objects.filter(pk=code.upper()).only("code", "name").first()
    if row is None:
        raise Http404
    return row


def _known_format(extension: str) -> str:
    if extension not in CONTENT_TYPES:
        raise Http404
    return extension


def _central(row: Any) -> float | None:
    return row.shares[-1].central if row.shares else None

