"""/centres/<slug>/ and /structures/<slug>/: who it is for, how to reach it, where facts come from.

What is told of now (open, closed) is judged at the request: a cache may keep the page a minute, and
never past the next change.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.structure_page.coming import coming_of
from directory.structure_page.cooperation import cooperation_of
from directory.structure_page.documents import documents_of, videos_of
from directory.structure_page.drawn import map_of
from directory.structure_page.missing import missing
from directory.structure_page.network import network_of
from directory.structure_page.pathway import pathways_of
from directory.structure_page.reading import Subject, find
from directory.structure_page.same_place import same_place_of
from directory.structure_page.sources import reservation_of, sources_of
from directory.structure_page.who import areas_of, diseases_of, rungs_of
from diseases.json_ld import as_script
from foundations.http import publish
from structures.json_ld import place
from structures.models import Structure

LONGEST = 60  # seconds that a cache may keep a page


@require_safe
def centre(request: HttpRequest, slug: str) -> HttpResponse:
    return page(request, slug, of_centres=True)


@require_safe
def structure(request: HttpRequest, slug: str) -> HttpResponse:
    return page(request, slug, of_centres=False)


def page(request: HttpRequest, slug: str, *, of_centres: bool) -> HttpResponse:
    """One published structure, at the address of its kind; 404 for what is unknown, or still waits
    for an editor's word. The page of a duplicate is for good that of the row it was merged into."""
    subject = find(slug)
    if subject is None:
        kept = Structure.objects.kept_for(slug)
        if kept is None:
            raise Http404
        return redirect(kept, permanent=True)
    if of_centres != (subject.structure.kind == Structure.Kind.CENTRE):
        return redirect(subject.structure, permanent=True)
    context = about(subject, request)
    html = render_to_string("directory/structure/page.html", context, request)
    return publish(
        request, html.encode(), "text/html; charset=utf-8", max_age=seconds_kept(context)
    )


def about(subject: Subject, request: HttpRequest) -> dict[str, Any]:
    """What the page tells."""
    diseases = diseases_of(subject)
    coming = coming_of(subject, timezone.now())
    documents, videos = documents_of(subject), videos_of(subject)
    return {
        "structure": subject.structure,
        "centre": subject.centre,
        "service": subject.service,
        "hosted": subject.hosted,
        "establishment": subject.establishment,
        "host": subject.host,
        "phones": subject.phones,
        "phones_are_of_host": subject.phones_are_of_host,
        "diseases": diseases,
        "rungs": rungs_of(subject),
        "areas": areas_of(subject),
        "coming": coming,
        "network": network_of(subject),
        "pathways": pathways_of(subject, diseases),
        "cooperation": cooperation_of(subject),
        "same_place": same_place_of(subject),
        "documents": documents,
        "videos": videos,
        "map_data": map_of(subject),
        "is_at_commune": subject.is_at_commune,
        "reservation": reservation_of(subject, timezone.localdate()),
        "sources": sources_of(subject),
        "missing": missing(subject, coming, documents, videos),
        "json_ld": as_script(
            place(subject.structure, subject.phones, request.build_absolute_uri(request.path))
        ),
    }


def seconds_kept(context: dict[str, Any]) -> int:
    opening = context["coming"].opening
    left = opening.seconds_left if opening else None
    return LONGEST if left is None else max(0, min(LONGEST, int(left)))
