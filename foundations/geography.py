"""Geography spoken in five verbs, and the only way to make a point from numbers.

Points are geography columns in WGS 84 (EPSG:4326), longitude first; distances are metres on the
spheroid, carried as `django.contrib.gis.measure.Distance`.
"""

from collections.abc import Sequence
from typing import Protocol, Self

from django.contrib.gis.db.models import PointField
from django.contrib.gis.db.models.functions import Distance, GeometryDistance
from django.contrib.gis.geos import Point, Polygon
from django.contrib.gis.measure import D
from django.db import models
from django.db.models import F, Subquery
from django.db.models.functions import Cast, Coalesce

WGS84 = 4326

FRENCH_BOXES: tuple[tuple[float, float, float, float], ...] = (
    (-5.5, 41.0, 10.0, 51.5),  # mainland and Corsica
    (-63.3, 14.2, -60.7, 18.3),  # Guadeloupe, Martinique, Saint-Martin, Saint-Barthélemy
    (-54.7, 2.0, -51.5, 6.0),  # Guyane
    (44.9, -13.2, 45.5, -12.5),  # Mayotte
    (55.1, -21.5, 56.0, -20.8),  # La Réunion
    (-56.6, 46.6, -55.9, 47.3),  # Saint-Pierre-et-Miquelon
    (-178.4, -14.5, -175.9, -13.0),  # Wallis-et-Futuna
    (-155.0, -28.0, -134.0, -7.5),  # Polynésie française
    (158.0, -23.5, 172.5, -18.0),  # Nouvelle-Calédonie
)
"""West, south, east, north of the inhabited French territories, in degrees."""


SPHERE_TO_SPHEROID = 1.007
"""More than twice the largest measured difference between the two distances (0.30 %)."""

AROUND_THE_EARTH = 20_100_000.0  # metres: farther than any two points


class OutsideFrance(ValueError):
    """Coordinates that are not in France; most often latitude and longitude were swapped."""


class Located(Protocol):
    """Whatever has a point: a Place, an Establishment, a Commune."""

    @property
    def point(self) -> Point | None: ...


def lon_lat(point: Point | None) -> tuple[float, float] | None:
    """Longitude and latitude (degrees, WGS 84) of a point, as plain numbers."""
    return None if point is None else (point.x, point.y)


def is_in_france(*, lon: float, lat: float) -> bool:
    """Whether a position (degrees, WGS 84) lies in a box around a French territory."""
    return any(w <= lon <= e and s <= lat <= n for w, s, e, n in FRENCH_BOXES)


def point(*, lon: float, lat: float, anywhere: bool = False) -> Point:
    """A WGS 84 point from degrees; the only constructor that the project uses.

    Raises ValueError when the numbers are not on Earth, OutsideFrance when they are outside the
    French territories and `anywhere` is false: that is how swapped coordinates are caught.
    """
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError(f"not a position on Earth: longitude {lon}, latitude {lat}")
    if not anywhere and not is_in_france(lon=lon, lat=lat):
        raise OutsideFrance(f"not in France: longitude {lon}, latitude {lat}")
    return Point(lon, lat, srid=WGS84)


class GeographicQuerySet(models.QuerySet):
    """The five verbs. Rows without a point are never dropped by an ordering: they come last."""

    point_field = "point"

    def with_distance(self, place: Located) -> Self:
        """Annotate `distance`: exact metres on the spheroid from the place, null without points."""
        if place.point is None:
            return self.annotate(distance=models.Value(None, output_field=models.FloatField()))
        return self.annotate(distance=Distance(self.point_field, place.point))

    def nearest_first(self, place: Located) -> Self:
        """Order by the exact distance, then by primary key; rows without a point come last."""
        return self.with_distance(place).order_by(F("distance").asc(nulls_last=True), "pk")

    def nearest(self, place: Located, count: int) -> Self:
        """The `count` nearest rows, exactly those of `nearest_first` but found through the index.

        `<->` walks the index but measures on a sphere: up to 0.3 % off the spheroid, enough to
        reorder a town seen from afar. So it only bounds the search, generously; what lies within
        the bound is put in the order that is shown.
        """
        if place.point is None:
            return self.none()
        on_the_sphere = GeometryDistance(self.point_field, place.point)
        located = self.filter(**{f"{self.point_field}__isnull": False})
        last = located.order_by(on_the_sphere).values_list(on_the_sphere)[count - 1 : count]
        bound = Coalesce(Subquery(last) * SPHERE_TO_SPHEROID, AROUND_THE_EARTH)
        near = located.filter(**{f"{self.point_field}__dwithin": (place.point, bound)})
        return near.nearest_first(place)[:count]

    def within(self, place: Located, km: float) -> Self:
        """Rows at most `km` kilometres (spheroid) from the place; served by the spatial index."""
        if place.point is None:
            return self.none()
        return self.filter(**{f"{self.point_field}__dwithin": (place.point, D(km=km))})

    def in_bbox(self, bbox: Sequence[float]) -> Self:
        """Rows inside west, south, east, north (degrees), edges included.

        Compared on the plane of longitude and latitude, as maps do: on the sphere the northern
        edge of a box is an arc that bulges, and would let in points that the map does not show.
        """
        west, south, east, north = bbox
        box = Polygon.from_bbox((west, south, east, north))
        box.srid = WGS84
        on_the_plane = Cast(self.point_field, PointField(srid=WGS84))
        return self.alias(on_the_plane=on_the_plane).filter(on_the_plane__coveredby=box)

    def in_department(self, code: str) -> Self:
        """Rows of one department ("94", "2A", "972"), with or without a point."""
        return self.filter(department=code)
