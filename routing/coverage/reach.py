"""From where people live to where care stands: the two nearest sites, and every pair in reach.

Distances are geodesics on WGS 84, shown as an answer of the finder shows them (to the metre, to the
kilometre for a probable position), and so are the minutes that follow: both engines agree to the
digit. They exist inside one territory only; without a road, no minutes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree
from scipy.spatial.distance import cdist

from routing.coverage import FloatArray, IntArray
from routing.coverage.catchments import Pairs
from routing.coverage.nearest import in_space, nearest
from routing.coverage.origins import Origins
from routing.coverage.sites import Supply
from routing.proximity import SPHEROID
from routing.travel_arrays import Minutes, estimate_all

FASTEST_KM_A_MINUTE = 85 / 60 / 1.2
"""As the crow flies: the largest speed of `routing.travel` over its smallest detour."""

CELLS_AT_ONCE = 1_000_000
"""Pairs of one block of `minutes_if_nearest`: some 50 MB with what is computed of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """For each of n origins, the nearest and the second nearest site of its territory.

    `site` (n, 2) indexes the supply, -1 for none; `km` (n, 2) and the arrays of `minutes` (n,) and
    `second` (n,) are NaN where there is none, and minutes where no road leads.
    """

    site: IntArray
    km: FloatArray
    minutes: Minutes
    second: Minutes


def reach(origins: Origins, supply: Supply) -> Reach:
    """The two nearest sites of every origin."""
    count = len(origins)
    site = np.full((count, 2), -1, dtype=np.int64)
    km = np.full((count, 2), np.nan)
    minutes = [_no_minutes(count), _no_minutes(count)]
    for territory, here, there in _islands(origins, supply):
        found = nearest(
            origins.lons[here], origins.lats[here], supply.lons[there], supply.lats[there]
        )
        local = np.where(found.site >= 0, there[found.site], -1)
        site[here] = local
        km[here] = shown_km(found.metres, supply, local)
        for rank in (0, 1):
            _fill(
                minutes[rank],
                here,
                _minutes(origins, supply, here, local[:, rank], km[here, rank], territory),
            )
    return Reach(site, km, *minutes)


def pairs_within(origins: Origins, supply: Supply, limit: float) -> Pairs:
    """Every pair of an origin and a site at most `limit` minutes apart (central estimate)."""
    origins_of, sites_of, times = [], [], []
    for territory, here, there in _islands(origins, supply):
        demand, sites = _near(origins, supply, here, there, limit * FASTEST_KM_A_MINUTE)
        _, _, metres = SPHEROID.inv(
            origins.lons[demand], origins.lats[demand], supply.lons[sites], supply.lats[sites]
        )
        km = shown_km(np.asarray(metres), supply, sites)
        minutes = _minutes(origins, supply, demand, sites, km, territory).central
        kept = minutes <= limit  # false where no road leads
        origins_of.append(demand[kept])
        sites_of.append(sites[kept])
        times.append(minutes[kept])
    none = np.empty(0, dtype=np.int64)
    return Pairs(
        demand=np.concatenate([none, *origins_of]),
        supply=np.concatenate([none, *sites_of]),
        minutes=np.concatenate([np.empty(0), *times]),
    )


def minutes_if_nearest(
    origins: Origins,
    standing: Supply,
    found: Reach,
    opening: Supply,
    demand: IntArray,
    minutes: FloatArray,
) -> None:
    """Write into `minutes` (d, m) those (central estimate) from the origins `demand` (d,) to each
    site of `opening` that would be their nearest, were it to open beside the sites `standing`,
    whose reach is given.

    inf elsewhere, for who has a nearer site keeps it, and where nothing compares: another
    territory, no position, no road.
    """
    minutes[:] = np.inf
    to_beat = _metres_to_nearest(origins, standing, found, demand)
    for territory, here, there in _islands(origins, opening):
        sites = in_space(opening.lons[there], opening.lats[there])
        rows = np.flatnonzero(np.isin(demand, here))
        step = max(1, CELLS_AT_ONCE // len(there))
        for start in range(0, len(rows), step):
            block = rows[start : start + step]
            homes = in_space(origins.lons[demand[block]], origins.lats[demand[block]])
            row, column = np.nonzero(cdist(homes, sites) < to_beat[block, np.newaxis])
            row, column = block[row], there[column]
            metres = _metres(origins, opening, demand[row], column)
            nearer = metres < to_beat[row]
            row, column = row[nearer], column[nearer]
            km = shown_km(metres[nearer], opening, column)
            times = _minutes(origins, opening, demand[row], column, km, territory).central
            minutes[row, column] = np.nan_to_num(times, nan=np.inf)


def _metres_to_nearest(
    origins: Origins, standing: Supply, found: Reach, demand: IntArray
) -> FloatArray:
    """Not rounded as shown; inf where there is no site."""
    metres = np.full(len(demand), np.inf)
    site = found.site[demand, 0]
    one = np.flatnonzero(site >= 0)
    metres[one] = _metres(origins, standing, demand[one], site[one])
    return metres


def _metres(origins: Origins, supply: Supply, demand: IntArray, sites: IntArray) -> FloatArray:
    """Geodesics between pairs, by index."""
    lons, lats = supply.lons[sites], supply.lats[sites]
    _, _, metres = SPHEROID.inv(origins.lons[demand], origins.lats[demand], lons, lats)
    return np.asarray(metres)


def shown_km(metres: FloatArray, supply: Supply, sites: IntArray) -> FloatArray:
    """Kilometres as the finder shows them; `sites` has the shape of `metres`, -1 for none."""
    if not supply.sites:
        return np.full(metres.shape, np.nan)
    probable = np.array([site.precision == "probable" for site in supply.sites])
    km = metres / 1000
    return np.where(probable[sites], np.round(km), np.round(km, 3))


def _islands(origins: Origins, supply: Supply) -> Iterator[tuple[str, IntArray, IntArray]]:
    """Each territory that has both, with its located origins and its sites, by index."""
    standing = np.array([site.territory for site in supply.sites], dtype=object)
    for index, territory in enumerate(origins.territories):
        there = np.flatnonzero(standing == territory)
        here = np.flatnonzero((origins.territory == index) & origins.located)
        if len(there) and len(here):
            yield territory, here, there


def _near(
    origins: Origins, supply: Supply, here: IntArray, there: IntArray, km: float
) -> tuple[IntArray, IntArray]:
    """Origins and sites at most `km` apart in a straight line through the Earth: no way over it is
    shorter."""
    homes = cKDTree(in_space(origins.lons[here], origins.lats[here]))
    found = homes.query_ball_point(in_space(supply.lons[there], supply.lats[there]), km * 1000)
    demand = np.concatenate([np.asarray(inside, dtype=np.int64) for inside in found])
    return here[demand], np.repeat(there, [len(inside) for inside in found])


def _minutes(
    origins: Origins,
    supply: Supply,
    demand: IntArray,
    sites: IntArray,
    km: FloatArray,
    territory: str,
) -> Minutes:
    """Both ends known by index (-1: no site); the density that counts is the lower of the two."""
    density = np.fmin(np.nan_to_num(origins.density[demand]), np.nan_to_num(supply.density[sites]))
    by_road = origins.road[demand] & supply.road[sites] & (sites >= 0)
    return estimate_all(np.where(by_road, km, np.nan), density, territory)


def _no_minutes(count: int) -> Minutes:
    return Minutes(*(np.full(count, np.nan) for _ in range(3)))


def _fill(minutes: Minutes, here: IntArray, local: Minutes) -> None:
    minutes.central[here] = local.central
    minutes.low[here] = local.low
    minutes.high[here] = local.high
