"""Points held in memory, and which are the nearest to a place: no query, and exact distances.

For lists that are read whole anyway. The chord between two unit vectors finds who is near
(30,000 points in some 0.2 ms); those are then measured on the spheroid by PROJ's geodesic, which
is what PostGIS measures with: the two agree to the micrometre.
"""

from collections.abc import Iterator, Sequence
from math import cos, radians, sin

import numpy as np
from pyproj import Geod

from foundations.geography import SPHERE_TO_SPHEROID

WGS84_SPHEROID = Geod(ellps="WGS84")
MEAN_RADIUS = 6_371_008.8  # metres
FIRST_MEASURED = 8


class HeldPoints:
    """Positions in degrees (WGS 84), longitude first; each is known by its rank in the list."""

    def __init__(self, positions: Sequence[tuple[float, float]] | np.ndarray) -> None:
        self._degrees = np.array(positions, dtype=float).reshape(-1, 2)
        self._vectors = _unit_vectors(self._degrees)

    def __len__(self) -> int:
        return len(self._degrees)

    def nearest_first(self, *, lon: float, lat: float) -> Iterator[tuple[int, float]]:
        """Rank and exact metres of every point, nearest first, then by rank; measured as they are
        asked for.

        The sphere is up to 0.56 % off the spheroid: what it puts near is only given out once
        nothing that it puts farther can be nearer.
        """
        if not len(self):
            return
        chords = self._vectors - _unit_vector(lon, lat)
        apart = np.einsum("ij,ij->i", chords, chords)
        given, measured = 0, min(FIRST_MEASURED, len(self))
        while given < len(self):
            near = np.argpartition(apart, measured - 1)[:measured]
            metres = self._metres(near, lon, lat)
            order = np.lexsort((near, metres))
            certain = np.inf
            if measured < len(self):
                certain = _sphere_metres(apart[near].max()) / SPHERE_TO_SPHEROID
            for index in order[given:]:
                if metres[index] > certain:
                    break
                yield int(near[index]), float(metres[index])
                given += 1
            measured = min(4 * measured, len(self))

    def nearest_metres(self, *, lon: float, lat: float) -> float:
        """Exact metres to the nearest point; infinite when there is none."""
        return next((metres for _, metres in self.nearest_first(lon=lon, lat=lat)), np.inf)

    def _metres(self, ranks: np.ndarray, lon: float, lat: float) -> np.ndarray:
        degrees = self._degrees[ranks]
        lons, lats = np.full(len(ranks), lon), np.full(len(ranks), lat)
        return WGS84_SPHEROID.inv(lons, lats, degrees[:, 0], degrees[:, 1])[2]


def exact_metres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Metres on the spheroid between two positions in degrees, longitude first."""
    return WGS84_SPHEROID.inv(*here, *there)[2]


def _unit_vectors(degrees: np.ndarray) -> np.ndarray:
    lon, lat = np.radians(degrees[:, 0]), np.radians(degrees[:, 1])
    return np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=1)


def _unit_vector(lon: float, lat: float) -> tuple[float, float, float]:
    """The same for one position, without the cost of arrays."""
    lon, lat = radians(lon), radians(lat)
    return (cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat))


def _sphere_metres(squared_chord: float) -> float:
    return 2 * MEAN_RADIUS * float(np.arcsin(min(1.0, np.sqrt(squared_chord) / 2)))
