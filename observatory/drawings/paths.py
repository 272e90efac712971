"""Polygons as SVG path data, simplified together."""

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

TENTHS = 10
SLIVER = 12.0
"""Units of area under which a hole that nobody fills is not land left out, but two simplified
outlines that do not quite meet: it is not drawn."""


def paths(wkb: Sequence[bytes], grain: float) -> list[str]:
    """Neighbouring polygons (WKB, in units of the drawing, y downwards) to a tenth of a unit,
    without the bends smaller than `grain` (the side of a square of their area). Lines that two
    share stay shared."""
    areas = shapely.coverage_simplify(shapely.from_wkb(list(wkb)), grain)
    index = shapely.STRtree(areas)
    return ["".join(_subpaths(area, index)) for area in areas]


def _subpaths(area: shapely.Geometry, index: shapely.STRtree) -> Iterator[str]:
    for polygon in shapely.get_parts(area):
        yield _ring(polygon.exterior)
        for hole in polygon.interiors:
            if not _is_sliver(shapely.Polygon(hole), index):
                yield _ring(hole)


def _is_sliver(hole: shapely.Polygon, index: shapely.STRtree) -> bool:
    if hole.area >= SLIVER:
        return False
    return not index.query(hole.representative_point(), predicate="within").size


def _ring(ring: shapely.LinearRing) -> str:
    """Nothing for one that rounding makes a point or a line."""
    corners = np.rint(shapely.get_coordinates(ring) * TENTHS).astype(int)
    steps = np.diff(corners, axis=0)
    steps = steps[steps.any(axis=1)]
    if len(steps) < 3:
        return ""
    return f"M{_pair(corners[0])}l{' '.join(map(_pair, steps[:-1]))}z"


def _pair(tenths: NDArray[np.int_]) -> str:
    """As short as every reader of SVG allows: a minus sign needs no space before it."""
    x, y = (_short(int(number)) for number in tenths)
    return f"{x}{y}" if y.startswith("-") else f"{x} {y}"


def _short(tenths: int) -> str:
    whole, part = divmod(abs(tenths), TENTHS)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{whole or ''}.{part}" if part else f"{sign}{whole}"
