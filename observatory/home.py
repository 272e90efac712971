"""/observatoire/: the question, and every network at a glance."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from foundations.problems import Problem
from foundations.version import one_state
from observatory.choosing import FIELDS, Form, chosen, refused
from observatory.overview import lines
from observatory.publishing import published
from routing.coverage.parameters import read


@require_safe
@one_state()
def observatory(request: HttpRequest) -> HttpResponse:
    """A sent form leads to the permanent address of its answer; one to mend comes back filled."""
    given = {name: request.GET.get(name, "") for name in FIELDS}
    if not any(given.values()):
        return _page(request, Form())
    parameters, form = chosen(given)
    if parameters is None:
        return _page(request, form, status=400)
    try:
        question = read(dict(parameters))
    except Problem as problem:
        return _page(request, refused(form, problem), status=400)
    return redirect(f"{reverse('coverage')}?{urlencode(question.parameters)}")


def _page(request: HttpRequest, form: Form, status: int = 200) -> HttpResponse:
    networks = lines()
    context = {
        "form": form,
        "complete": [line for line in networks if line.subject.is_complete and line.subject.known],
        "partial": [
            line for line in networks if not line.subject.is_complete and line.subject.known
        ],
        "unknown": [line for line in networks if not line.subject.known],
        "is_computing": any(line.figures is None for line in networks),
    }
    return published(request, "observatory/home.html", context, status)
