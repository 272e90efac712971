"""Car minutes estimated from the distance as the crow flies, as an honest range.

Two models, blended so that nothing jumps at a border of distance or of density:

* **dense**: t = 1.48 + 1.706 d^0.889 minutes (d in km), fitted on the 22,350 ordered pairs of
  communes of the Métropole du Grand Paris in a published OSRM matrix (free flow, up to 37 km):
  mean absolute error 1.4 min, P10-P90 within 16.5 % either side. Beyond 37 km the other model
  takes over from where this one stops.
* **open road**, not calibrated: road = c(d) d, c from 1.35 near to 1.20 far; the speed rises from
  the local one (62 km/h in the country, 52 in between) to 85 km/h at 40 km and beyond. 25 % either
  side.

Overseas: road 1.7 d at 40 km/h, not calibrated. Nothing is estimated between two territories nor
for islands without a bridge. Congestion and public transport are not modelled.
"""

from bisect import bisect_right
from math import log

from routing.answer import Travel
from territories.territory import Territory

CALIBRATED = "vol d'oiseau, calibré sur le Grand Paris (2025)"
NOT_CALIBRATED = "vol d'oiseau, non calibré"
ISLAND = "vol d'oiseau, île, non calibré"

CALIBRATED_UP_TO_KM = 37.0
DENSE_START, DENSE_SLOPE, DENSE_POWER = 1.48, 1.706, 0.889
DETOURS = ((2.5, 1.35), (12.5, 1.30), (40.0, 1.25), (100.0, 1.20))
"""(km, road km for one km as the crow flies): the middle of each published band."""

RURAL_SPEED, INTERMEDIATE_SPEED, FAST_SPEED = 62.0, 52.0, 85.0
FAST_FROM_KM = 40.0
RURAL_DENSITY, INTERMEDIATE_DENSITY, DENSE_DENSITY = 100.0, 300.0, 1500.0
"""People a km²; 300 and 1,500 are the thresholds of the European degree of urbanisation."""

ISLAND_DETOUR, ISLAND_SPEED = 1.7, 40.0
CORSICA_DETOUR, CORSICA_SPEED = 1.45, 60.0
CALIBRATED_SPREAD, UNCALIBRATED_SPREAD = 0.165, 0.25
LEAST_SPREAD = 2.0  # minutes


def estimate(km: float, *, density: float | None, territory: str) -> Travel:
    """The estimate for `km` kilometres as the crow flies inside one territory.

    `density` is the lower of the two communes' densities (people a km²); None counts as country.
    """
    if territory == Territory.METROPOLE:
        denseness = _denseness(density)
        minutes = _mainland_minutes(km, density, denseness)
        spread = UNCALIBRATED_SPREAD + denseness * (CALIBRATED_SPREAD - UNCALIBRATED_SPREAD)
        calibrated = denseness == 1 and km <= CALIBRATED_UP_TO_KM
        method = CALIBRATED if calibrated else NOT_CALIBRATED
    else:
        minutes, spread, method = _island_minutes(km, territory), UNCALIBRATED_SPREAD, ISLAND
    margin = max(LEAST_SPREAD, spread * minutes)
    low = max(1, round(minutes - margin))
    return Travel(
        minutes_low=low, minutes_high=max(low + 2, round(minutes + margin)), method=method
    )


def _mainland_minutes(km: float, density: float | None, denseness: float) -> float:
    open_road = _open_road_minutes(km, _local_speed(density))
    if denseness == 0:
        return open_road
    return denseness * _dense_minutes(km) + (1 - denseness) * open_road


def _dense_minutes(km: float) -> float:
    near = min(km, CALIBRATED_UP_TO_KM)
    minutes = DENSE_START + DENSE_SLOPE * near**DENSE_POWER
    if km > near:
        minutes += _open_road_minutes(km, INTERMEDIATE_SPEED)
        minutes -= _open_road_minutes(near, INTERMEDIATE_SPEED)
    return minutes


def _open_road_minutes(km: float, local_speed: float) -> float:
    fastness = min(1.0, km / FAST_FROM_KM)
    return 60 * km * _detour(km) / (local_speed + fastness * (FAST_SPEED - local_speed))


def _island_minutes(km: float, territory: str) -> float:
    if territory == Territory.CORSE:
        return 60 * km * CORSICA_DETOUR / CORSICA_SPEED
    return 60 * km * ISLAND_DETOUR / ISLAND_SPEED


def _detour(km: float) -> float:
    """Road km for one km, linear between the middles of the bands, constant outside."""
    at = bisect_right(DETOURS, (km,))
    if at == 0:
        return DETOURS[0][1]
    if at == len(DETOURS):
        return DETOURS[-1][1]
    (near, here), (far, there) = DETOURS[at - 1], DETOURS[at]
    return here + (there - here) * (km - near) / (far - near)


def _local_speed(density: float | None) -> float:
    urban = _between(density, RURAL_DENSITY, INTERMEDIATE_DENSITY)
    return RURAL_SPEED + urban * (INTERMEDIATE_SPEED - RURAL_SPEED)


def _denseness(density: float | None) -> float:
    return _between(density, INTERMEDIATE_DENSITY, DENSE_DENSITY)


def _between(density: float | None, low: float, high: float) -> float:
    """0 at `low` people a km² and below, 1 at `high` and above, by the logarithm in between."""
    if density is None or density <= low:
        return 0.0
    return min(1.0, log(density / low) / log(high / low))
