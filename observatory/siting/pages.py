"""/observatoire/implantation/: the question, the search that goes on, its outcome."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from foundations.http import query_values
from foundations.problems import Problem
from foundations.version import one_state
from observatory.concluding import conclusions
from observatory.covering import permanent
from observatory.drawn import MAPS, country_map
from observatory.models import SitingRun
from observatory.publishing import published, refused, uncached
from observatory.siting import runs
from observatory.siting.lock import somebody_works
from observatory.siting.question import (
    AIM,
    AIMS,
    MOST_OPENED,
    SITES,
    SitingQuestion,
    of_coverage,
    read_siting,
)
from observatory.siting.solving import data_of, time_limit
from observatory.siting.wording import aim_words, how_sure, method_words, stage_words
from observatory.siting.worker import ensure_worker
from routing.coverage.answering import Coverage, answer
from routing.coverage.candidates import candidates
from routing.coverage.hospitals import hospitals
from routing.coverage.parameters import CoverageParameters
from routing.coverage.scenario import Scenario, suppose

COME_BACK = 60  # seconds, when too many searches wait
SHOWN_AGAIN = 2  # seconds, by the browser, without a script
KNOWN = (*CoverageParameters.names(), SITES, AIM)


@require_http_methods(["GET", "HEAD", "POST"])
def siting(request: HttpRequest) -> HttpResponseBase:
    """By GET the form; by POST a search is asked, and found again at an address of its own."""
    try:
        with one_state():
            if request.method == "POST":
                return _asked(request, _sent(request.POST))
            given = query_values(request, KNOWN)
            return _form(request, answer(of_coverage(given)), given)
    except Problem as problem:
        return refused(request, problem)


@require_safe
def siting_run(request: HttpRequest, key: UUID) -> HttpResponse:
    run = get_object_or_404(SitingRun, pk=key)
    if not run.is_finished:
        return _waiting(request, run)
    try:
        with one_state():
            return _finished(request, run, runs.question_of(run))
    except Problem as problem:  # the data no longer know what was asked
        return refused(request, problem)


def _sent(form: QueryDict) -> dict[str, str]:
    return {name: str(form[name]) for name in KNOWN if form.get(name)}


def _asked(request: HttpRequest, given: dict[str, str]) -> HttpResponseBase:
    coverage = answer(of_coverage(given))
    try:
        question = read_siting(given)
        _check_there_are_enough(coverage, question)
    except Problem as problem:
        return _form(request, coverage, given, problem.errors)
    try:
        run = runs.ask(question, data_of(coverage.versions))
    except runs.QueueFull:
        context = _common(request, coverage) | {"given": given, "waiting": runs.MOST_WAITING}
        busy = render(request, "observatory/siting_busy.html", context, status=503)
        busy["Retry-After"] = str(COME_BACK)
        return uncached(busy)
    if not run.is_finished:
        ensure_worker()
    there = redirect("siting_run", key=run.pk)
    there.status_code = HTTPStatus.SEE_OTHER
    return there


def _check_there_are_enough(coverage: Coverage, question: SitingQuestion) -> None:
    count = len(candidates(coverage))
    if question.sites > count:
        told = ngettext(
            "%(n)d hôpital seulement peut ouvrir un site ici.",
            "%(n)d hôpitaux seulement peuvent ouvrir un site ici.",
            count,
        ) % {"n": count}
        raise Problem(code="too_many", detail=told, errors={SITES: [told]})


def _form(
    request: HttpRequest,
    coverage: Coverage,
    given: dict[str, str],
    errors: dict[str, list[str]] | None = None,
) -> HttpResponse:
    context = _common(request, coverage) | {
        "hospitals": len(candidates(coverage)),
        "aims": [(aim, aim_words(aim, coverage.question.minutes)) for aim in AIMS],
        "p": given.get(SITES, "1"),
        "aim": given.get(AIM, AIMS[0]),
        "errors": errors or {},
        "most": MOST_OPENED,
        "seconds": round(time_limit()),
    }
    return published(request, "observatory/siting.html", context, 400 if errors else 200)


def _waiting(request: HttpRequest, run: SitingRun) -> HttpResponse:
    """Shown again every two seconds; whoever looks sees to it that somebody works."""
    is_left = run.state == SitingRun.State.RUNNING and not somebody_works()
    ensure_worker()
    context = {
        "run": run,
        "is_interrupted": is_left or run.state == SitingRun.State.INTERRUPTED,
        "ahead": runs.ahead_of(run),
        "stage": stage_words(run.stage),
        "seconds": round(time_limit()),
    }
    going_on = render(request, "observatory/siting_waiting.html", context)
    going_on["Refresh"] = str(SHOWN_AGAIN)
    return uncached(going_on)


def _finished(request: HttpRequest, run: SitingRun, question: SitingQuestion) -> HttpResponse:
    coverage = answer(question.coverage)
    context = _common(request, coverage) | {
        "run": run,
        "given": question.parameters,
        "aim": aim_words(question.aim, question.coverage.minutes),
        "p": question.sites,
        "again": urlencode(question.parameters),
    }
    if run.state == SitingRun.State.FAILED:
        return uncached(render(request, "observatory/siting_failed.html", context))
    context |= _outcome(coverage, run.result)
    return published(request, "observatory/siting_outcome.html", context)


def _outcome(coverage: Coverage, outcome: Any) -> dict[str, Any]:
    """What was found; the maps only as long as they would show the same data."""
    is_current = outcome["versions"] == data_of(coverage.versions)
    shown = {
        "outcome": outcome,
        "is_current": is_current,
        "method": method_words(outcome["method"]),
        "how_sure": how_sure(outcome["method"], outcome["proven"], outcome["gap"]),
        "reached": sum(one["brought"]["reached"] for one in outcome["opened"]),
        "people": sum(one["brought"]["people"] for one in outcome["opened"]),
    }
    if is_current and outcome["opened"]:
        opened = hospitals(one["finess"] for one in outcome["opened"]).sites
        after = suppose(coverage, Scenario(opened))
        shown |= {
            "drawing_before": country_map(coverage, MAPS[0].name, ident="carte-avant"),
            "drawing_after": country_map(after, MAPS[0].name, ident="carte-apres"),
        }
    return shown


def _common(request: HttpRequest, coverage: Coverage) -> dict[str, Any]:
    return {
        "coverage": coverage,
        "question": coverage.question,
        "subject": coverage.subject,
        "parameters": coverage.question.parameters,
        "address": permanent(request, coverage.question),
        "conclusions": conclusions(coverage),
        "people": coverage.whole.people,
    }
