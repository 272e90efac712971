"""Areas and points of the communes: checked, rounded, and simplified so that neighbours stay glued.

Coordinates are degrees (WGS 84), longitude first; they are rounded to 5 decimals (about 1 m), the
precision of the shipped files.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from pyproj import Geod
from shapely import Geometry, MultiPolygon, Point

DECIMALS = 5
REGIONAL_TOLERANCE = 0.005
"""Degrees: the square root of the smallest triangle kept; half a pixel at zoom 8."""
OVERVIEW_TOLERANCE = 0.015
TOWN_HALL_TOLERANCE_M = 100
"""A town hall this far outside its outline counts as inside: the outlines are simplified."""
FAR_M = 5_000

GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True)
class ChosenPoint:
    """The point of a commune and how it was chosen; `metres_out` is how far the town hall was."""

    lon: float | None
    lat: float | None
    precision: str
    rejection: str | None = None
    metres_out: float = 0.0


def read_area(wkb: bytes) -> Geometry:
    """A valid multipolygon on the 1e-5 degree grid."""
    return tidy(shapely.from_wkb(wkb))


def tidy(area: Geometry) -> Geometry:
    """The multipolygon rounded vertex by vertex (shared borders stay shared), made valid."""
    rounded = shapely.transform(area, lambda xy: np.round(xy, DECIMALS))
    if not shapely.is_valid(rounded):
        rounded = shapely.make_valid(rounded, method="structure", keep_collapsed=False)
    polygons = [
        p for p in shapely.get_parts(rounded, return_index=False) if p.geom_type == "Polygon"
    ]
    if not polygons:  # make_valid may nest collections
        polygons = [p for g in shapely.get_parts(rounded) for p in shapely.get_parts(g)]
    return MultiPolygon([p for p in polygons if p.geom_type == "Polygon" and not p.is_empty])


def simplified(areas: Sequence[Geometry], tolerance: float) -> list[Geometry]:
    """The same areas with fewer vertices, as one coverage: common borders remain common."""
    return [tidy(area) for area in shapely.coverage_simplify(np.array(areas), tolerance)]


def merged(areas: Sequence[Geometry], holes_filled_below_km2: float = 0.0) -> Geometry:
    """The union of neighbouring areas; holes smaller than the limit are closed."""
    union = shapely.union_all(np.array(areas), grid_size=10**-DECIMALS)
    if not holes_filled_below_km2:
        return tidy(union)
    polygons = []
    for polygon in shapely.get_parts(union):
        rings = [r for r in polygon.interiors if _ring_km2(r) >= holes_filled_below_km2]
        polygons.append(shapely.Polygon(polygon.exterior, rings))
    return tidy(MultiPolygon(polygons))


def km2(area: Geometry) -> float:
    """The area on the ellipsoid, in square kilometres."""
    return abs(GEOD.geometry_area_perimeter(area)[0]) / 1e6


def choose_point(area: Geometry | None, town_hall: bytes | None) -> ChosenPoint:
    """The town hall when it is in the commune, else a point on its surface, else nothing."""
    hall = shapely.from_wkb(town_hall) if town_hall else None
    if hall is not None and (hall.is_empty or not np.isfinite([hall.x, hall.y]).all()):
        return _surface(area, "town_hall_not_a_number")
    if hall is None:
        return _surface(area, "no_town_hall")
    if area is None:
        return ChosenPoint(round(hall.x, 6), round(hall.y, 6), "town_hall")
    metres = metres_outside(area, hall)
    if metres <= TOWN_HALL_TOLERANCE_M:
        return ChosenPoint(round(hall.x, 6), round(hall.y, 6), "town_hall")
    reason = "town_hall_over_5_km_outside" if metres > FAR_M else "town_hall_outside"
    return _surface(area, reason, metres)


def metres_outside(area: Geometry, position: Point) -> float:
    """Metres from a position to an area, 0 inside (nearest point in degrees)."""
    if shapely.covers(area, position):
        return 0.0
    nearest = shapely.shortest_line(area, position)
    (lon1, lat1), (lon2, lat2) = shapely.get_coordinates(nearest)
    return GEOD.inv(lon1, lat1, lon2, lat2)[2]


def _surface(area: Geometry | None, reason: str, metres: float = 0.0) -> ChosenPoint:
    if area is None:
        return ChosenPoint(None, None, "none", reason)
    inside = shapely.point_on_surface(area)
    return ChosenPoint(
        round(inside.x, DECIMALS), round(inside.y, DECIMALS), "surface_point", reason, metres
    )


def _ring_km2(ring: Geometry) -> float:
    return km2(shapely.Polygon(ring))
