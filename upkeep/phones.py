"""Numbers that are missing, old, or only those of a switchboard."""

from datetime import date, timedelta

from django.db.models import DateField, Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from structures.models import Phone, Structure, StructureQuerySet

STALE_AFTER = timedelta(days=3 * 365)
"""A number that its source gave more than three years ago: hospitals move and renumber services."""

MISSING, OLD, SWITCHBOARD = "missing", "old", "switchboard"
LISTS = {
    MISSING: "Sans aucun numéro",
    OLD: "Numéros de plus de trois ans",
    SWITCHBOARD: "Centres joints par le seul standard",
}


def listed(which: str, today: date) -> StructureQuerySet:
    """The published structures of one of LISTS; a number « on the official page » is a number."""
    rows = Structure.objects.published().annotate(
        house=Coalesce("centre__establishment", "service__establishment"),
    )
    own = Phone.objects.filter(structure=OuterRef("pk")).exclude(number="", url="")
    of_house = Phone.objects.filter(structure=OuterRef("house")).exclude(number="", url="")
    match which:
        case "missing":
            rows = rows.filter(~Exists(own), ~Exists(of_house))
        case "old":
            newest = own.order_by().values("structure").annotate(day=Max("as_of")).values("day")
            rows = rows.annotate(newest=Subquery(newest, output_field=DateField()))
            rows = rows.filter(newest__lt=today - STALE_AFTER)
        case _:
            direct = own.exclude(kind=Phone.Kind.SWITCHBOARD)
            rows = rows.filter(~Exists(direct), Exists(of_house) | Exists(own))
            rows = rows.filter(kind=Structure.Kind.CENTRE)
    return rows


def ordered(rows: StructureQuerySet, which: str) -> StructureQuerySet:
    """The oldest numbers first; otherwise emergencies, then centres, then by name."""
    if which == OLD:
        return rows.order_by("newest", "name", "pk")
    first = Q(kind=Structure.Kind.EMERGENCY)
    second = Q(kind=Structure.Kind.CENTRE)
    return rows.alias(emergency=first, centres=second).order_by(
        F("emergency").desc(), F("centres").desc(), "name", "pk"
    )
