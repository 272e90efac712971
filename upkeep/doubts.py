"""Which points a map doubts and no person has confirmed, and what is doubted, in words."""

from django.db.models import F, Q, TextField
from django.db.models.functions import Cast

from structures.models import Structure, StructureQuerySet
from territories.doubtful_points import DOUBTS, with_doubts
from upkeep.concrete import own_place

WORDS = {
    "swapped": "longitude et latitude inversées : dans l’autre ordre, le point est dans la commune",
    "outside_france": "hors de France",
    "at_sea": "en mer, ou à l’étranger",
    "outside_commune": "hors de la commune",
    "rounded": "coordonnées arrondies au dixième de degré : une ville, pas une porte",
}


def doubtful_points() -> StructureQuerySet:
    """The structures whose point a map doubts and no person has confirmed, the farthest first."""
    rows = Structure.objects.standing().filter(own_place(), point__isnull=False)
    rows = rows.alias(
        point_text=Cast("point", TextField()),
        confirmed_text=Cast("confirmed_point__point", TextField()),
    ).filter(Q(confirmed_point__isnull=True) | ~Q(confirmed_text=F("point_text")))
    rows = with_doubts(rows).filter(doubt__in=DOUBTS)
    outlines = ("area", "area_overview", "area_regional", "summary")
    rows = rows.select_related("commune").defer(*(f"commune__{name}" for name in outlines))
    return rows.order_by(F("metres_outside").desc(nulls_last=True), "pk")
