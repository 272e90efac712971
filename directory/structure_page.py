"""The public page of a structure: who it is for, how to reach it, where each fact comes from."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from structures.cards import claimed_diseases
from structures.models import Centre, Structure


@require_safe
def centre(request: HttpRequest, slug: str) -> HttpResponse:
    """One published centre; 404 for what is unknown, or still waits for an editor's word."""
    found = (
        Centre.objects.published()
        .select_related("network__filiere", "establishment", "commune", "department")
        .prefetch_related("phones", "establishment__phones")
        .filter(slug=slug)
        .first()
    )
    if found is None:
        return to_the_kept_row(slug)
    phones = list(found.phones.all())
    if not phones and found.establishment is not None:
        phones = list(found.establishment.phones.all())
    sisters = (
        Centre.objects.published()
        .filter(network=found.network)
        .exclude(pk=found.pk)
        .select_related("commune", "establishment")
        .order_by("name", "slug")
    )
    context = {
        "centre": found,
        "network": found.network,
        "phones": phones,
        "diseases": claimed_diseases(found.network),
        "sisters": sisters,
    }
    return render(request, "structures/centre.html", context)


def to_the_kept_row(slug: str) -> HttpResponse:
    """The page of a duplicate is that of the row it was merged into, for good."""
    kept = Structure.objects.kept_for(slug)
    if kept is None:
        raise Http404(slug)
    return redirect(kept, permanent=True)


@require_safe
def structure(request: HttpRequest, slug: str) -> HttpResponse:
    """A structure that is no centre; the page of a centre has an address of its own."""
    found = Structure.objects.published().filter(slug=slug).first()
    if found is None:
        return to_the_kept_row(slug)
    if found.kind == Structure.Kind.CENTRE:
        return redirect(found, permanent=True)
    return render(request, "directory/structure.html", {"structure": found})
