"""How the pages of the shelves are answered: alike for everybody, with a tag for caches."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from foundations.http import publish

HTML = "text/html; charset=utf-8"


def published(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A public page with a strong ETag."""
    return publish(request, render_to_string(template, context, request).encode(), HTML)
