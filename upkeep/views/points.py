"""/gestion/upkeep/a-placer/ and /points-douteux/: who stands nowhere, who may stand elsewhere."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from structures.models import Structure
from territories.models import Department
from upkeep import doubts, placing, queue
from upkeep.concrete import concrete, table_of
from upkeep.geocoding import run
from upkeep.geocoding.ban import SwitchedOff, Unanswered, asking
from upkeep.geocoding.judging import EXACT, GOOD, HOUSE, PROBABLE, Candidate
from upkeep.models import ConfirmedPoint


@queue.page()
def to_place(request: HttpRequest) -> HttpResponse:
    department = request.GET.get("department", "").replace("\x00", "")
    rows = without_point_in(department)
    page = queue.page_of(rows, request, per_page=20)
    lines = [
        (structure, queue.form_of(table_of(structure), structure.pk), proposal)
        for structure, proposal in run.proposals(page.object_list)
    ]
    return queue.show(
        request,
        "upkeep/to_place.html",
        "À placer",
        page=page,
        lines=lines,
        department=department,
        departments=Department.objects.defer("area", "area_overview"),
        may_place=request.user.has_perm(queue.SETTLE),
        geocoder=geocoder_is_on(),
    )


def without_point_in(department: str) -> placing.StructureQuerySet:
    """Those that something can place first: an address, then a commune, then the others."""
    rows = placing.without_point()
    if department:
        rows = rows.in_department(department)
    known = Q(commune__isnull=True), Q(address="")
    rows = rows.alias(no_commune=known[0], no_address=known[1])
    return run.with_what_is_asked(rows).order_by("no_commune", "no_address", "name", "pk")


def geocoder_is_on() -> bool:
    try:
        asking()
    except SwitchedOff:
        return False
    return True


@queue.action(queue.SETTLE)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask the geocoder about one structure, now and once."""
    structure = _structure(request)
    try:
        (outcome,) = run.geocode([structure], asking(retries=0))
    except SwitchedOff:
        raise PermissionDenied("GEOCODER") from None
    except Unanswered:
        messages.error(request, "Le géocodeur ne répond pas. Réessayez dans une minute.")
        return queue.back(request, "upkeep:to_place")
    said = {
        run.PLACED: f"« {structure} » est placé d’après son adresse.",
        run.ASKED: f"« {structure} » : choisissez parmi les réponses, ou placez à la main.",
        run.AT_COMMUNE: f"Adresse inconnue : « {structure} » est au point de sa commune.",
        run.NOWHERE: f"Rien ne permet de placer « {structure} » : ouvrez sa fiche.",
    }
    messages.info(request, said[outcome])
    return queue.back(request, "upkeep:to_place")


@queue.action(queue.SETTLE)
def choose(request: HttpRequest) -> HttpResponse:
    """One of the answers of the geocoder, that a person recognises."""
    structure = _structure(request)
    asked = run.question_of(structure)
    candidates = run.kept([asked])[asked] if asked and asked in run.kept([asked]) else []
    chosen = request.POST.get("candidate", "")
    if not chosen.isdecimal() or int(chosen) >= len(candidates):
        raise Http404("candidate")
    candidate = candidates[int(chosen)]
    run.choose(structure, candidate, precision_of(candidate), by=request.user)
    messages.success(request, f"« {structure} » est placé : {candidate.label}.")
    return queue.back(request, "upkeep:to_place")


def precision_of(candidate: Candidate) -> str:
    """A person chose the address; the point is that of a door when the answer is a number."""
    return EXACT if candidate.type == HOUSE and candidate.score >= GOOD else PROBABLE


@queue.action(queue.SETTLE)
def at_commune(request: HttpRequest) -> HttpResponse:
    structure = _structure(request)
    if placing.place_at_commune(structure, by=request.user):
        messages.success(request, f"« {structure} » est au point de sa commune, dit probable.")
    else:
        messages.error(request, f"Aucune commune connue pour « {structure} » : ouvrez sa fiche.")
    return queue.back(request, "upkeep:to_place")


@queue.page()
def doubtful(request: HttpRequest) -> HttpResponse:
    page = queue.page_of(doubts.doubtful_points(), request)
    lines = [
        (
            structure,
            queue.form_of(table_of(structure), structure.pk),
            doubts.WORDS[structure.doubt],
            None if structure.metres_outside is None else structure.metres_outside / 1000,
        )
        for structure in page.object_list
    ]
    return queue.show(
        request,
        "upkeep/doubtful_points.html",
        "Points douteux",
        page=page,
        lines=lines,
        may_place=request.user.has_perm(queue.SETTLE),
    )


@queue.action(queue.SETTLE)
def confirm(request: HttpRequest) -> HttpResponse:
    """The point is right as it is: it is doubted no more until it moves."""
    structure = _structure(request)
    if structure.point is None:
        raise Http404("point")
    ConfirmedPoint.objects.update_or_create(
        structure=structure,
        defaults={
            "point": structure.point,
            "confirmed_on": timezone.localdate(),
            "confirmed_by": queue.person(request),
        },
    )
    messages.success(request, f"Le point de « {structure} » est confirmé.")
    return queue.back(request, "upkeep:doubtful_points")


def _structure(request: HttpRequest) -> Structure:
    """The structure that a button names, if this person may change it."""
    key = request.POST.get("structure", "")
    if not key.isdecimal():
        raise Http404("structure")
    rows = run.with_what_is_asked(Structure.objects.standing())
    structure = get_object_or_404(rows, pk=int(key))
    if not queue.may_change(request, concrete(structure)):
        raise PermissionDenied(key)
    return structure
