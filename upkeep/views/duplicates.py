"""/gestion/upkeep/doublons/: pairs side by side, to merge or to set aside; /fusions/: to undo."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from upkeep import merging, queue
from upkeep.concrete import concrete, table_of
from upkeep.duplicates import finder
from upkeep.duplicates.sides import Side, sides_of
from upkeep.models import DuplicatePair, Merge

PAIRS_A_PAGE = 20
FIND, DISMISS = "upkeep.add_duplicatepair", "upkeep.change_duplicatepair"
MERGE, UNDO, VIEW_MERGES = "upkeep.add_merge", "upkeep.delete_merge", "upkeep.view_merge"


@dataclass(frozen=True, slots=True)
class Shown:
    """A pair as the page shows it: what each says, and whether they say the same."""

    pair: DuplicatePair
    sides: tuple[Side, Side]


@queue.page("upkeep.view_duplicatepair")
def to_settle(request: HttpRequest) -> HttpResponse:
    page = queue.page_of(finder.to_settle(), request, PAIRS_A_PAGE)
    return queue.show(
        request,
        "upkeep/duplicates.html",
        "Doublons possibles",
        page=page,
        pairs=_shown(page.object_list),
        may_find=request.user.has_perm(FIND),
        may_dismiss=request.user.has_perm(DISMISS),
        may_merge=request.user.has_perm(MERGE),
        dismissed=DuplicatePair.objects.filter(dismissed_on__isnull=False).count(),
    )


def _shown(pairs: Iterable[DuplicatePair]) -> list[Shown]:
    pairs = list(pairs)
    sides = sides_of({pk for pair in pairs for pk in (pair.first_id, pair.second_id)})
    return [Shown(pair, (sides[pair.first_id], sides[pair.second_id])) for pair in pairs]


@queue.action(FIND)
def look_again(request: HttpRequest) -> HttpResponse:
    count = finder.look_again()
    messages.success(request, f"Recherche faite : {count} paires à trancher.")
    return queue.back(request, "upkeep:duplicates")


@queue.action(DISMISS)
def dismiss(request: HttpRequest) -> HttpResponse:
    """They are two: the pair is never shown again."""
    pair = _pair(request)
    pair.dismissed_on, pair.dismissed_by = timezone.localdate(), queue.person(request)
    pair.save()
    messages.success(request, "Ces deux lignes ne sont pas des doublons : c’est noté.")
    return queue.back(request, "upkeep:duplicates")


@queue.action(MERGE)
def merge(request: HttpRequest) -> HttpResponse:
    """The other row of the pair is merged into the one that the person keeps."""
    pair = _pair(request)
    both = {str(pair.first_id): pair.first, str(pair.second_id): pair.second}
    kept = both.pop(request.POST.get("keep", ""), None)
    if kept is None:
        raise Http404("keep")
    (duplicate,) = both.values()
    for row in (kept, duplicate):
        if not queue.may_change(request, concrete(row)):
            raise PermissionDenied(row.slug)
    try:
        merging.merge(kept, duplicate, request.user)
    except merging.CannotMerge as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            f"« {duplicate} » est fusionnée dans « {kept} ». La liste des fusions la défait.",
        )
    return queue.back(request, "upkeep:duplicates")


@queue.page(VIEW_MERGES)
def merges(request: HttpRequest) -> HttpResponse:
    rows = Merge.objects.select_related("merged", "kept", "merged_by").order_by("-merged_on", "pk")
    page = queue.page_of(rows, request)
    return queue.show(
        request,
        "upkeep/merges.html",
        "Fusions",
        page=page,
        lines=[
            (done, *(queue.form_of(table_of(row), row.pk) for row in (done.kept, done.merged)))
            for done in page.object_list
        ],
        may_undo=request.user.has_perm(UNDO),
    )


@queue.action(UNDO)
def undo(request: HttpRequest) -> HttpResponse:
    """The duplicate stands again, and the kept row tells its own story only."""
    key = request.POST.get("merge", "")
    if not key.isdecimal():
        raise Http404("merge")
    done = get_object_or_404(Merge.objects.select_related("merged", "kept"), pk=int(key))
    for row in (done.merged, done.kept):
        if not queue.may_change(request, concrete(row)):
            raise PermissionDenied(row.slug)
    name = str(done.merged)
    merging.undo(done, request.user)
    messages.success(request, f"La fusion est défaite : « {name} » est de nouveau visible.")
    return queue.back(request, "upkeep:merges")


def _pair(request: HttpRequest) -> DuplicatePair:
    key = request.POST.get("pair", "")
    if not key.isdecimal():
        raise Http404("pair")
    return get_object_or_404(finder.to_settle().select_related("first", "second"), pk=int(key))
