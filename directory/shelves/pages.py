"""/ressources/: the two halves, each shelf with its facets as links, and its rows as a file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from directory.shelves.catalogue import FOR_PROFESSIONALS, SHELVES, VIDEOS
from directory.shelves.held import held
from directory.shelves.publishing import published
from directory.shelves.rows import presenting_a_structure
from directory.shelves.shelf import Shelf, address
from foundations.spreadsheets import CONTENT_TYPES, download
from foundations.version import one_state
from resources.held_guides import current_guides
from resources.models import Guide

ROWS_OF_A_PAGE = 100


@require_safe
@one_state()
def index(request: HttpRequest) -> HttpResponse:
    told = current_guides()
    context = {
        "professionals": [(shelf, len(rows_of(shelf))) for shelf in FOR_PROFESSIONALS],
        "videos": (VIDEOS, len(rows_of(VIDEOS))),
        "first_steps": [one for one in told.guides if one.kind == Guide.Kind.FIRST_STEPS],
        "situations": [one for one in told.guides if one.kind == Guide.Kind.SITUATION],
        "terms": len(told.terms),
    }
    return published(request, "directory/shelves/index.html", context)


@require_safe
@one_state()
def shelf(request: HttpRequest, slug: str) -> HttpResponse:
    """The rows of a shelf. A choice that no row has is said and left aside; so is a bad page."""
    one = _shelf(slug)
    rows = rows_of(one)
    asked, unknown = _asked(one, rows, request)
    page = Paginator(_in_order(one, rows, asked), ROWS_OF_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "shelf": one,
        "total": len(rows),
        "page": page,
        "groups": one.grouped(page.object_list),
        "facets": one.shown_facets(rows, asked),
        "is_chosen": bool(asked),
        "unknown": unknown,
        "presenting": presenting_a_structure(rows) if one is VIDEOS else 0,
        "query": address(asked, "", ""),
        "previous": address(asked, "page", str(page.number - 1)) if page.has_previous() else "",
        "next": address(asked, "page", str(page.number + 1)) if page.has_next() else "",
    }
    return published(request, "directory/shelves/shelf.html", context)


@require_safe
@one_state()
def shelf_file(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    """What the page shows with the same choices, all pages at once."""
    if extension not in CONTENT_TYPES:
        raise Http404
    one = _shelf(slug)
    rows = rows_of(one)
    asked, _unknown = _asked(one, rows, request)
    return download(one.sheet(_in_order(one, rows, asked)), extension, f"ressources-{one.slug}")


def rows_of(one: Shelf) -> list[Any]:
    return held(f"shelf {one.slug}", lambda: list(one.rows()))


def _shelf(slug: str) -> Shelf:
    if slug not in SHELVES:
        raise Http404
    return SHELVES[slug]


def _asked(one: Shelf, rows: list[Any], request: HttpRequest) -> tuple[dict[str, str], list[str]]:
    """The choices that some row has, and the values that none has."""
    asked = one.asked(request.GET.dict())
    unknown = one.unknown(rows, asked)
    return {name: value for name, value in asked.items() if value not in unknown}, unknown


def _in_order(one: Shelf, rows: list[Any], asked: dict[str, str]) -> list[Any]:
    """Group after group: what a page and a file cut the same way."""
    return [row for group in one.grouped(one.found(rows, asked)) for row in group.rows]
