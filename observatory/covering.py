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
from observatory import drawn
from observatory.choosing import form_of
from observatory.concluding import conclusions, quotation
from observatory.expected import expected_patients
from observatory.publishing import published, refused
from routing.coverage import origins
from routing.coverage.answering import Coverage, answer
from routing.coverage.api import published as published_file
from routing.coverage.figures import Figures
from routing.coverage.files import CONTENT_TYPES
from routing.coverage.origins import DepartmentRow
from routing.coverage.parameters import CoverageParameters, read
from routing.coverage.question import CoverageQuestion
from routing.coverage.served import Served, served, worst_served

SORT, MAP = "sort", "map"
SORTS = ("code", "share", "median", "beyond")
COMMUNE_SORTS: dict[str, Callable[[Served], Any]] = {
    "code": lambda one: one.insee,
    "share": lambda one: (-(one.minutes or 0), one.insee),
    "median": lambda one: (-(one.minutes or 0), one.insee),
    "beyond": lambda one: (-one.people, one.insee),
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
    context = {
        **_common(request, found),
        "departments": sorted(found.departments, key=_order(found, shown[SORT])),
        "regions": found.regions,
        "sort": shown[SORT],
        "sorts": tuple(SORTS),
        "maps": drawn.MAPS,
        "map": shown[MAP],
        "drawing": drawn.country_map(found, shown[MAP], _links(found)),
        "histogram": drawn.histogram(found),
        "table_parameters": urlencode(found.question.parameters),
        "department_parameters": urlencode(_of_subject(found.question)),
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
    communes = sorted(served(found), key=COMMUNE_SORTS[shown[SORT]])
    files = {"department": row.code}
    context = {
        **_common(request, found),
        "department": row,
        "table_parameters": urlencode(_of_subject(found.question)),
        "communes": communes,
        "sort": shown[SORT],
        "sorts": tuple(SORTS),
        "maps": drawn.COMMUNE_MAPS,
        "map": drawn.of_communes(shown[MAP]),
        "drawing": drawn.department_map(found, row.code, shown[MAP]),
        "histogram": drawn.histogram(found),
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
    address = permanent(request, found.question)
    return drawn.picture(request, found, drawn.country_map(found, shown[MAP]), extension, address)


@answering
def department_map(request: HttpRequest, department: str, extension: str) -> HttpResponse:
    given, shown = _given(request)
    code = _department(department).code
    found = answer(read(given | {"departments": code}))
    address = permanent(request, found.question)
    drawing = drawn.department_map(found, code, shown[MAP])
    return drawn.picture(request, found, drawing, extension, address)


def _given(request: HttpRequest) -> tuple[dict[str, str], dict[str, str]]:
    """The parameters of the question, and how it is to be shown. Raises Problem."""
    given = query_values(request, [*CoverageParameters.names(), SORT, MAP])
    shown = {SORT: given.pop(SORT, "code"), MAP: given.pop(MAP, drawn.MAPS[0].name)}
    choices: dict[str, Any] = {SORT: SORTS, MAP: [one.name for one in drawn.MAPS]}
    for name, value in shown.items():
        if value not in choices[name]:
            expected = f"attendu : {', '.join(choices[name])}"
            raise Problem(
                code="invalid", detail="Cette page n'existe pas ainsi.", errors={name: [expected]}
            )
    return given, shown


def _common(request: HttpRequest, found: Coverage) -> dict[str, Any]:
    address = permanent(request, found.question)
    return {
        "coverage": found,
        "question": found.question,
        "subject": found.subject,
        "whole": found.whole,
        "headline": next(s for s in found.whole.shares if s.minutes == found.question.minutes),
        "expected": expected_patients(found),
        "conclusions": conclusions(found),
        "quotation": quotation(found, address),
        "address": address,
        "parameters": urlencode(found.question.parameters),
        "compare_parameters": urlencode({"a": f"{found.subject.kind}:{found.subject.code}"}),
    }


def permanent(request: HttpRequest, question: CoverageQuestion) -> str:
    """The address that answers the same question later, from the data of then."""
    return request.build_absolute_uri(_address("coverage", question))


def _address(name: str, question: CoverageQuestion, **changed: str) -> str:
    parameters = {**question.parameters, **changed}
    return f"{reverse(name)}?{urlencode({k: v for k, v in parameters.items() if v})}"


def _of_subject(question: CoverageQuestion) -> dict[str, str]:
    """The parameters but for the departments, which another address names."""
    return {name: value for name, value in question.parameters.items() if name != "departments"}


def _links(found: Coverage) -> Callable[[str], str]:
    query = urlencode(_of_subject(found.question))
    return lambda code: f"{reverse('coverage_department', args=[code])}?{query}"


def _files(
    name: str, question: CoverageQuestion, extensions: Any, kwargs: Any = None, **shown: str
) -> dict[str, str]:
    kept = _of_subject(question) if kwargs else question.parameters
    query = urlencode({**kept, **shown})
    return {
        extension: f"{reverse(name, kwargs={**(kwargs or {}), 'extension': extension})}?{query}"
        for extension in extensions
    }


def _department(code: str) -> DepartmentRow:
    for row in origins.current().departments:
        if row.code == code.upper():
            return row
    raise Http404


def _known_format(extension: str) -> str:
    if extension not in CONTENT_TYPES:
        raise Http404
    return extension


def _order(found: Coverage, sort: str) -> Callable[[Figures], Any]:
    """What is worst comes first, what cannot be told last."""

    def share(row: Figures) -> float | None:
        return next(one.central for one in row.shares if one.minutes == found.question.minutes)

    def told(value: float | None, sign: int) -> tuple[bool, float]:
        return value is None, sign * (value or 0)

    keys: dict[str, Callable[[Figures], Any]] = {
        "code": lambda row: row.zone.code,
        "share": lambda row: (*told(share(row), 1), row.zone.code),
        "median": lambda row: (*told(row.median, -1), row.zone.code),
        "beyond": lambda row: (*told(row.beyond, -1), row.zone.code),
    }
    return keys[sort]
