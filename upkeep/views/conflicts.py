"""/gestion/upkeep/desaccords/: what sources say against each other, or against a correction."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from foundations import corrections
from upkeep import conflicts, queue


@queue.page()
def to_settle(request: HttpRequest) -> HttpResponse:
    which = request.GET.get("liste", "")
    which = which if which in conflicts.LISTS else conflicts.CORRECTIONS
    page = queue.page_of(conflicts.rows_of(which), request, per_page=20)
    return queue.show(
        request,
        "upkeep/conflicts.html",
        "Désaccords",
        page=page,
        conflicts=list(conflicts.conflicts(which, page.object_list)),
        which=which,
        lists=conflicts.LISTS,
        may_settle=request.user.has_perm(queue.SETTLE),
    )


@queue.action(queue.SETTLE)
def settle(request: HttpRequest) -> HttpResponse:
    """Keep the correction against what its source says now, or take the word of the source."""
    key, choice = request.POST.get("correction", ""), request.POST.get("choice", "")
    if not key.isdecimal() or choice not in ("ours", "source"):
        raise Http404("correction")
    correction = get_object_or_404(corrections.changed_since(), pk=int(key))
    row = corrections.row_of(correction)
    if row is None:
        raise Http404("row")
    if not queue.may_change(request, row):
        raise PermissionDenied(key)
    if choice == "ours":
        corrections.keep_against(correction)
        messages.success(request, f"« {row} » : la correction est gardée.")
    else:
        corrections.revert(correction)
        messages.success(request, f"« {row} » : la valeur de la source est reprise.")
    return queue.back(request, "upkeep:conflicts")
