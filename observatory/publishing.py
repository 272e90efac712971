"""How the observatory answers: alike for everybody, with a strong tag for caches."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from foundations.http import publish
from foundations.problems import Problem

HTML = "text/html; charset=utf-8"


def published(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A public page; what asks to be mended is kept by no cache."""
    if status == 200:
        return publish(request, render_to_string(template, context, request).encode(), HTML)
    return uncached(render(request, template, context, status=status))


def refused(request: HttpRequest, problem: Problem) -> HttpResponse:
    """What is wrong with an address, and the way back to the question."""
    context = {"problem": problem}
    return uncached(render(request, "observatory/refused.html", context, status=problem.status))


def uncached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
