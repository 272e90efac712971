"""Points that may be wrong: what a map says of a position that is written beside a commune.

`with_doubts` is for any table with a `point` and a `commune`. Outlines are those of the gazetteer,
in WGS 84; distances are metres on the spheroid.
"""

from typing import Any, TypeVar

from django.contrib.gis.db.models import MultiPolygonField, PointField
from django.contrib.gis.geos import Point
from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Round

from foundations.geography import FRENCH_BOXES, WGS84
from territories.models import Commune

OUTSIDE_M = 1_000
"""Outlines are simplified by hundreds of metres and hospitals straddle limits: nearer is inside."""

OUTLINE_UNKNOWN_M = 30_000
"""From the point of a commune without an outline: the widest communes are some 60 km across."""

AT_SEA_DEGREES = 0.02
"""Farther from any outline than this (about 2 km) is no quay: it is the sea, or another country."""

ROUNDED_TO = 1
"""Decimals of a degree that name a town at best: 0.1 degree is 7 to 11 km in France."""

DOUBTS = ("swapped", "outside_france", "at_sea", "outside_commune", "rounded")
"""What `doubt` can say, the surest first."""

Rows = TypeVar("Rows", bound=models.QuerySet)


def with_doubts(rows: Rows) -> Rows:
    """Annotate `doubt` (one of DOUBTS, null when there is none) and `metres_outside`.

    `metres_outside` is the distance to the outline of the commune, 0 inside; to the point of the
    commune when it has no outline; null without a commune or a point.
    """
    rows = rows.alias(
        lon=_number("ST_X", ON_THE_PLANE),
        lat=_number("ST_Y", ON_THE_PLANE),
        swapped_is_right=_intersects(
            F("commune__area"),
            Func(ON_THE_PLANE, function="ST_FlipCoordinates", output_field=PointField(srid=WGS84)),
        ),
        near_land=Exists(_communes_around()),
    )
    rows = rows.annotate(metres_outside=_metres_outside())
    outside = Q(commune__area__isnull=False, metres_outside__gt=OUTSIDE_M) | Q(
        commune__area__isnull=True, metres_outside__gt=OUTLINE_UNKNOWN_M
    )
    # the dear tests come after `outside`, which few rows pass: AND stops at the first that fails
    return rows.annotate(
        doubt=Case(
            When(point__isnull=True, then=Value(None)),
            When(outside & Q(swapped_is_right=True), then=Value("swapped")),
            When(~_in_a_french_box(), then=Value("outside_france")),
            When(outside & Q(near_land=False), then=Value("at_sea")),
            When(outside, then=Value("outside_commune")),
            When(_is_rounded(), then=Value("rounded")),
            default=Value(None),
            output_field=models.CharField(),
        )
    )


ON_THE_PLANE = Cast("point", PointField(srid=WGS84))


def _metres_outside() -> Case:
    area = Cast("commune__area", MultiPolygonField(geography=True, srid=WGS84))
    to_outline = _number("ST_Distance", area, F("point"))
    to_its_point = _number("ST_Distance", F("commune__point"), F("point"))
    return Case(
        When(_intersects(F("commune__area"), ON_THE_PLANE), then=Value(0.0)),
        default=Coalesce(to_outline, to_its_point),
        output_field=models.FloatField(),
    )


def _in_a_french_box() -> Q:
    boxes = Q()
    for west, south, east, north in FRENCH_BOXES:
        boxes |= Q(lon__range=(west, east), lat__range=(south, north))
    return boxes


def _is_rounded() -> Q:
    return Q(lon=Round("lon", ROUNDED_TO), lat=Round("lat", ROUNDED_TO))


def _communes_around() -> models.QuerySet:
    """The communes whose outline is near the point, found by the index on outlines."""
    near = Func(
        F("area"),
        Cast(OuterRef("point"), PointField(srid=WGS84)),
        Value(AT_SEA_DEGREES),
        function="ST_DWithin",
        output_field=models.BooleanField(),
    )
    return Commune.objects.filter(near).order_by()


def _intersects(area: Any, position: Any) -> Func:
    return Func(area, position, function="ST_Intersects", output_field=models.BooleanField())


def _number(function: str, *of: Any) -> Func:
    return Func(*of, function=function, output_field=models.FloatField())


def metres_outside_commune(insee: str, position: Point) -> float | None:
    """How far a position is from the outline of a commune: 0 inside, None without an outline."""
    area = Cast("area", MultiPolygonField(geography=True, srid=WGS84))
    here = Value(position, output_field=PointField(geography=True, srid=WGS84))
    metres = _number("ST_Distance", area, here)
    return Commune.objects.filter(pk=insee).values_list(metres, flat=True).first()
