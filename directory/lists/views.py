"""/annuaire/ and /annuaire/<kind>/: what is listed, as a page and as a file."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from directory.lists.asked import Asked, Nearness, machine_query, read
from directory.lists.counts import counts
from directory.lists.drawn import map_of
from directory.lists.entries import entries
from directory.lists.exports import LONGEST_XLSX, file_of
from directory.lists.facets import Names, address, facets, kinds, must_post, query_of, removable
from directory.lists.forms import near_form
from directory.lists.honesty import completeness
from directory.lists.kinds import ASSOCIATION, CODES_BY_ALIAS, KINDS_BY_CODE
from directory.lists.pages import page_of
from foundations.http import publish
from foundations.problems import Problem
from foundations.spreadsheets import CONTENT_TYPES
from foundations.version import Watched, current_version, one_state
from routing.views import PART_OF_PAGE, page

HTML = "text/html; charset=utf-8"


@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: HttpRequest, kind: str = "") -> HttpResponse:
    """A list by GET; by POST the same, with what a person typed and no cache keeps."""
    if kind and kind not in KINDS_BY_CODE:
        return to_its_code(request, kind)
    try:
        with one_state():
            asked = read(request, kind)
            return the_file(request, asked) if asked.format else the_page(request, asked)
    except Problem as problem:
        context = {"problem": problem, "kind": kind, **page(request)}
        return private(render(request, "directory/list_refused.html", context, status=400))


def to_its_code(request: HttpRequest, kind: str) -> HttpResponse:
    """The words that people write in an address lead to the code of the kind. 404 for others."""
    code = CODES_BY_ALIAS.get(kind)
    if code is None:
        raise Http404
    path = reverse("list", kwargs={"kind": code})
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{path}?{query}" if query else path, permanent=True)


def the_page(request: HttpRequest, asked: Asked) -> HttpResponse:
    context = page(request, **shown(asked))
    body = render_to_string("directory/list.html", context, request).encode()
    if asked.is_private:
        return private(HttpResponse(body, content_type=HTML))
    response = publish(request, body, HTML)
    patch_vary_headers(response, [PART_OF_PAGE])
    return response


def the_file(request: HttpRequest, asked: Asked) -> HttpResponse:
    versions = current_version(), current_version(Watched.RESOURCES)
    count = counts(asked.criteria).total
    content = file_of(asked, count, versions, get_language() or "fr")
    content_type = CONTENT_TYPES[asked.format]
    if asked.is_private:
        response = private(HttpResponse(content.body, content_type=content_type))
    else:
        response = publish(request, content, content_type)
    name = f"annuaire-{asked.kind}" if asked.kind else "annuaire"
    response["Content-Disposition"] = f'attachment; filename="{name}.{asked.format}"'
    return response


def private(response: HttpResponse) -> HttpResponse:
    """No cache keeps what a person typed."""
    response["Cache-Control"] = "no-store, private"
    return response


def shown(asked: Asked) -> dict[str, Any]:
    """What the templates read."""
    counted = counts(asked.criteria)
    found = page_of(asked.criteria, asked.place, asked.cursor)
    lines = entries(found)
    names = Names.read()
    measured = found.measured
    return {
        "asked": asked,
        "kind": KINDS_BY_CODE.get(asked.kind),
        "is_of_associations": asked.kind == ASSOCIATION,
        "kinds": kinds(asked, counted),
        "facets": facets(asked, counted, names),
        "chosen": removable(asked, counted, names),
        "total": counted.total,
        "nearest": lines[:measured],
        "others": lines[measured:],
        "page": found,
        "map_data": map_of(lines, asked.place),
        "has_map": any(line.lon is not None for line in lines),
        "without_position": sum(line.lon is None for line in lines),
        "completeness": completeness(asked),
        "must_post": must_post(asked),
        "here": address(asked),
        "here_without_q": address(asked.without("q")),
        "q_must_post": asked.place is not None or "filiere" in asked.criteria,
        "facet_fields": query_of(asked.without("q")).items(),
        "next": address(asked, cursor=found.next),
        "previous": address(asked, cursor=found.previous),
        "without_place": address(replace(asked, nearness=Nearness())),
        "form": near_form(asked.nearness),
        "files": {
            extension: address(asked, format=extension)
            for extension in CONTENT_TYPES
            if extension != "xlsx" or counted.total <= LONGEST_XLSX
        },
        "machine": urlencode(machine_query(asked)),
        "has_machine": not asked.is_private and asked.kind != ASSOCIATION,
    }
