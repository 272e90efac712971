"""What the small map shows: its size, the box of degrees that it draws, its scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from territories.outlines import Frame

WIDTH, HEIGHT = 400, 226
"""Of the drawing, in its own units, as every length beside."""

MARGIN = 40
"""Kept free around what is fitted, for markers and words."""

NARROWEST = 44.0
"""Kilometres from side to side at the least: a commune and its neighbours, never a street."""

KM_PER_DEGREE = 111.2  # of latitude
SCALES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # km

Position = tuple[float, float]
"""Longitude, latitude: degrees, WGS 84."""


@dataclass(frozen=True, slots=True)
class Scale:
    km: int
    width: float


def frame_of(positions: Sequence[Position]) -> tuple[Frame, float]:
    """The frame that shows all these positions, and its width in kilometres."""
    lons, lats = zip(*positions, strict=True)
    lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    km_per_lon = KM_PER_DEGREE * cos(radians(lat))
    km_wide = max(
        NARROWEST,
        (max(lons) - min(lons)) * km_per_lon * WIDTH / (WIDTH - 2 * MARGIN),
        (max(lats) - min(lats)) * KM_PER_DEGREE * WIDTH / (HEIGHT - 2 * MARGIN),
    )
    units = WIDTH / km_wide  # a kilometre
    across, up = units * km_per_lon, units * KM_PER_DEGREE
    half_wide, half_high = WIDTH / 2 / across, HEIGHT / 2 / up
    box = (lon - half_wide, lat - half_high, lon + half_wide, lat + half_high)
    return Frame(*box, across=across, up=up), km_wide


def scale_of(km_wide: float) -> Scale:
    """A round number of kilometres, about a fifth of the frame at most."""
    km = max(km for km in SCALES if km <= km_wide / 5)
    return Scale(km, km * WIDTH / km_wide)
