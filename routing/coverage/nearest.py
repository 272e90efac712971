"""The two nearest sites of many places: exact geodesics, few of them measured.

A tree of the sites in space gives them by chord. The geodesic g over a chord c is bounded:

* g is longer than c, and not shorter than the same angle seen from the centre of the Earth on the
  sphere inscribed in the spheroid, onto which a path projects without growing;
* g is at most the arc over c of a circle as curved as the spheroid can be (Schur's theorem: of two
  arcs of one length, the more curved has the shorter chord).

A site is left unmeasured only when its lower bound is above the upper bound of the second nearest.
What is left is measured by PROJ's geodesic, with which PostGIS measures too.
"""

from dataclasses import dataclass

import numpy as np
from pyproj import Geod
from scipy.spatial import cKDTree

from routing.coverage import BoolArray, FloatArray, IntArray

NONE = -1
WGS84 = Geod(ellps="WGS84")
LEAST_RADIUS = WGS84.b**2 / WGS84.a
"""Metres: of curvature, along the meridian at the equator; nothing curves more."""

FARTHEST = 20_003_932.0
"""Metres: half a meridian, longer than any shortest way between two points."""

NOT_OPPOSITE = 12_000_000.0
"""Metres: over such a chord the way is shorter than half a circle of the least radius."""

ROUNDING = 0.001
"""Metres: a hundred thousand times the errors of the chords and of the geodesics."""

FIRST_ASKED = 3
ROWS_AT_ONCE = 4096  # keeps the tables of candidates small when there are many sites


@dataclass(frozen=True, slots=True)
class Nearest:
    """Of each place, the nearest site and the second nearest."""

    site: IntArray
    """(n, 2): index of the site; -1 when there is none."""
    metres: FloatArray
    """(n, 2): geodesic on WGS 84; NaN when there is none."""


@dataclass(frozen=True, slots=True)
class Positions:
    """Some of the positions given: their ranks in the list, in degrees and in space."""

    rank: IntArray
    lons: FloatArray
    lats: FloatArray
    xyz: FloatArray  # (n, 3) metres

    def __len__(self) -> int:
        return len(self.rank)

    def at(self, chosen: BoolArray | slice) -> "Positions":
        return Positions(self.rank[chosen], self.lons[chosen], self.lats[chosen], self.xyz[chosen])


def nearest(
    lons: FloatArray, lats: FloatArray, site_lons: FloatArray, site_lats: FloatArray
) -> Nearest:
    """The two sites nearest to each of n places, among m: (n,), (n,), (m,), (m,) degrees.

    Of sites equally far, the first in the order given. A place or a site with a NaN has no
    position: nothing is near to it.
    """
    found = Nearest(np.full((len(lons), 2), NONE), np.full((len(lons), 2), np.nan))
    places = _positions(lons, lats, _located(lons, lats))
    sites = _positions(site_lons, site_lats, _first_two_of_each_spot(site_lons, site_lats))
    if len(sites):
        tree = cKDTree(sites.xyz)
        for start in range(0, len(places), ROWS_AT_ONCE):
            _find(places.at(slice(start, start + ROWS_AT_ONCE)), sites, tree, found)
    return found


def _find(places: Positions, sites: Positions, tree: cKDTree, found: Nearest) -> None:
    """Asks the tree for more and more sites until no other can be among the two nearest."""
    asked = FIRST_ASKED
    while len(places):
        asked = min(asked, len(sites))
        chords, candidates = tree.query(places.xyz, k=range(1, asked + 1))
        limit = _at_most(chords[:, :2].max(axis=1)) + ROUNDING
        complete = _at_least(chords[:, -1]) > limit
        if asked == len(sites):
            complete[:] = True
        possible = _at_least(chords) <= limit[:, np.newaxis]
        _keep(places.at(complete), sites, candidates[complete], possible[complete], found)
        places = places.at(~complete)
        asked *= 4


def _keep(
    places: Positions, sites: Positions, candidates: IntArray, possible: BoolArray, found: Nearest
) -> None:
    """Measures the candidates, (n, k), that are possible, (n, k); notes the best two."""
    row, column = np.nonzero(possible)
    site = candidates[row, column]
    metres = np.full(candidates.shape, np.inf)
    _, _, metres[row, column] = WGS84.inv(
        places.lons[row],
        places.lats[row],
        sites.lons[site],
        sites.lats[site],
        return_back_azimuth=False,
    )
    best = np.lexsort((candidates, metres), axis=1)[:, :2]
    filled = slice(best.shape[1])
    found.site[places.rank, filled] = sites.rank[np.take_along_axis(candidates, best, axis=1)]
    found.metres[places.rank, filled] = np.take_along_axis(metres, best, axis=1)


def _at_most(chord: FloatArray) -> FloatArray:
    """An upper bound of the geodesic over a chord, in metres."""
    diameter = 2 * LEAST_RADIUS
    arc = diameter * np.arcsin(np.minimum(chord, NOT_OPPOSITE) / diameter)
    return np.where(chord > NOT_OPPOSITE, FARTHEST, arc)


def _at_least(chord: FloatArray) -> FloatArray:
    """A lower bound of the geodesic over a chord, in metres; grows with the chord."""
    level = np.maximum(chord - (WGS84.a - WGS84.b), 0)  # had both ends been as high
    return np.maximum(chord, 2 * WGS84.b * np.arcsin(np.minimum(level / (2 * WGS84.a), 1)))


def _located(lons: FloatArray, lats: FloatArray) -> IntArray:
    return np.flatnonzero(np.isfinite(lons) & np.isfinite(lats))


def _first_two_of_each_spot(lons: FloatArray, lats: FloatArray) -> IntArray:
    """The indices, in order, without the sites that two others precede at the very same point."""
    located = _located(lons, lats)
    order = located[np.lexsort((located, lats[located], lons[located]))]
    third = np.zeros(len(order), dtype=bool)
    third[2:] = (lons[order[2:]] == lons[order[:-2]]) & (lats[order[2:]] == lats[order[:-2]])
    return np.sort(order[~third])


def _positions(lons: FloatArray, lats: FloatArray, rank: IntArray) -> Positions:
    lons, lats = np.asarray(lons, float)[rank], np.asarray(lats, float)[rank]
    return Positions(rank, lons, lats, in_space(lons, lats))


def in_space(lons: FloatArray, lats: FloatArray) -> FloatArray:
    """(n, 3) metres: geocentric coordinates (EPSG:4978) at height 0, by the textbook formula."""
    lon, lat = np.radians(lons), np.radians(lats)
    to_axis = WGS84.a / np.sqrt(1 - WGS84.es * np.sin(lat) ** 2)
    x, y = to_axis * np.cos(lat) * np.cos(lon), to_axis * np.cos(lat) * np.sin(lon)
    z = to_axis * (1 - WGS84.es) * np.sin(lat)
    return np.stack((x, y, z), axis=1)
