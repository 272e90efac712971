"""The minutes of `routing.travel`, for arrays of kilometres: the same models, the same numbers.

Each operation is done in the same order as there, so that what a planner counts and what an
answer shows cannot differ by a rounding.
"""

from dataclasses import dataclass

import numpy as np

from routing.coverage import FloatArray
from routing.travel import (
    CALIBRATED_SPREAD,
    CALIBRATED_UP_TO_KM,
    CORSICA_DETOUR,
    CORSICA_SPEED,
    DENSE_DENSITY,
    DENSE_POWER,
    DENSE_SLOPE,
    DENSE_START,
    DETOURS,
    FAST_FROM_KM,
    FAST_SPEED,
    INTERMEDIATE_DENSITY,
    INTERMEDIATE_SPEED,
    ISLAND_DETOUR,
    ISLAND_SPEED,
    LEAST_SPREAD,
    RURAL_DENSITY,
    RURAL_SPEED,
    UNCALIBRATED_SPREAD,
)
from territories.territory import Territory

BAND_KM, BAND_DETOUR = np.array(DETOURS).T


@dataclass(frozen=True, slots=True)
class Minutes:
    """Estimates by car: arrays of one shape, NaN where nothing can be estimated.

    `low` and `high` are the whole minutes of `Travel`. `central` is what the model says, not
    rounded: never above `high`, and under `low` only when it is under a minute.
    """

    central: FloatArray
    low: FloatArray
    high: FloatArray


def estimate_all(km: FloatArray, density: FloatArray, territory: str) -> Minutes:
    """The estimates for distances as the crow flies inside one territory.

    `km` has any shape, NaN where the distance is unknown; `density` (people a km², the lower of the
    two communes', NaN counts as country) has the same shape or one that broadcasts to it.
    """
    km, density = np.broadcast_arrays(np.asarray(km, float), np.asarray(density, float))
    if territory == Territory.METROPOLE:
        denseness = _between(density, INTERMEDIATE_DENSITY, DENSE_DENSITY)
        open_road = _open_road_minutes(km, _local_speed(density))
        central = denseness * _dense_minutes(km) + (1 - denseness) * open_road
        spread = UNCALIBRATED_SPREAD + denseness * (CALIBRATED_SPREAD - UNCALIBRATED_SPREAD)
    else:
        central, spread = _island_minutes(km, territory), np.array(UNCALIBRATED_SPREAD)
    margin = np.maximum(LEAST_SPREAD, spread * central)
    low = np.maximum(1.0, np.rint(central - margin))
    return Minutes(central, low, np.maximum(low + 2, np.rint(central + margin)))


def _dense_minutes(km: FloatArray) -> FloatArray:
    near = np.minimum(km, CALIBRATED_UP_TO_KM)
    minutes: FloatArray = DENSE_START + DENSE_SLOPE * near**DENSE_POWER
    beyond = minutes + _open_road_minutes(km, INTERMEDIATE_SPEED)
    beyond -= _open_road_minutes(near, INTERMEDIATE_SPEED)
    return np.where(km > near, beyond, minutes)


def _open_road_minutes(km: FloatArray, local_speed: FloatArray | float) -> FloatArray:
    fastness = np.minimum(1.0, km / FAST_FROM_KM)
    return 60 * km * _detour(km) / (local_speed + fastness * (FAST_SPEED - local_speed))


def _island_minutes(km: FloatArray, territory: str) -> FloatArray:
    if territory == Territory.CORSE:
        return 60 * km * CORSICA_DETOUR / CORSICA_SPEED
    return 60 * km * ISLAND_DETOUR / ISLAND_SPEED


def _detour(km: FloatArray) -> FloatArray:
    """Road km for one km; not `np.interp`, which rounds otherwise."""
    band = np.clip(np.searchsorted(BAND_KM, km), 1, len(BAND_KM) - 1)
    near, here = BAND_KM[band - 1], BAND_DETOUR[band - 1]
    far, there = BAND_KM[band], BAND_DETOUR[band]
    between = here + (there - here) * (np.maximum(km, near) - near) / (far - near)
    return np.where(km > BAND_KM[-1], BAND_DETOUR[-1], between)


def _local_speed(density: FloatArray) -> FloatArray:
    urban = _between(density, RURAL_DENSITY, INTERMEDIATE_DENSITY)
    return RURAL_SPEED + urban * (INTERMEDIATE_SPEED - RURAL_SPEED)


def _between(density: FloatArray, low: float, high: float) -> FloatArray:
    """0 at `low` people a km² and below (or unknown), 1 at `high` and above, by the logarithm."""
    known = np.maximum(np.nan_to_num(density, nan=low), low)
    return np.minimum(1.0, np.log(known / low) / np.log(high / low))
