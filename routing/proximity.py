"""The proximity engine: every centre that answers for a disease, with its distance from a place.

No query, or one for all of them, and no radius: the only centre of the country may be 900 km away.
Distances are kilometres on the spheroid; they exist inside one territory only.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from pyproj import Geod

from foundations.geography import Located
from foundations.prepared import Prepared
from routing.answer import Match, Travel
from routing.directory import Directory, Held, Host
from routing.ladder.candidate import Candidate, by_distance
from routing.travel import estimate
from structures.models import Structure
from territories.place import Place
from territories.territory import Territory

BASINS = (
    frozenset(
        {
            Territory.MARTINIQUE,
            Territory.GUADELOUPE,
            Territory.GUYANE,
            Territory.SAINT_MARTIN,
            Territory.SAINT_BARTHELEMY,
        }
    ),
    frozenset({Territory.REUNION, Territory.MAYOTTE}),
)
"""Overseas territories that share their expert centres (rule R3)."""

IMPRECISE = frozenset({"department", "none"})


Measure = Callable[[Place, Iterable[int]], dict[int, float]]
"""Exact metres from a place to structures, by primary key; nothing for what has no point."""


def measured_by_postgis(place: Place, structures: Iterable[int]) -> dict[int, float]:
    """One query through the verbs, when there is something to measure."""
    keys = list(structures)
    if place.point is None or not keys:
        return {}
    return dict(DISTANCES.rows(place, keys))


def measured_in_memory(directory: Directory) -> Measure:
    """The same geodesics on the same spheroid, without a query: what an answer shows.

    It agrees with PostGIS to a hundredth of a micrometre (`tests/enumeration/test_bulk.py`), and
    spares an answer a seventh of its time.
    """

    def measure(place: Place, structures: Iterable[int]) -> dict[int, float]:
        keys = [pk for pk in structures if pk in directory.points]
        if place.lon is None or place.lat is None or not keys:
            return {}
        lons, lats = zip(*(directory.points[pk] for pk in keys), strict=True)
        here = ([place.lon] * len(keys), [place.lat] * len(keys))
        _, _, metres = SPHEROID.inv(*here, lons, lats)
        return dict(zip(keys, metres, strict=True))

    return measure


SPHEROID = Geod(ellps="WGS84")


def candidates(
    directory: Directory,
    place: Place,
    matches: dict[str, Match],
    measure: Measure = measured_by_postgis,
) -> list[Candidate]:
    """The published centres of the networks in `matches`, in order of the distance that is shown.

    Those without a comparable distance come last, by name.
    """
    answering = [
        (held, match)
        for slug, match in matches.items()
        if slug in directory.networks
        for held in directory.networks[slug].centres
    ]
    metres = measure(place, (held.pk for held, _ in answering if held.site.lon is not None))
    found = [_candidate(held, match, metres.get(held.pk), place) for held, match in answering]
    return sorted(found, key=by_distance)


def kilometres_to(
    place: Place, hosts: Iterable[Host], measure: Measure
) -> Iterator[tuple[Host, float]]:
    """Hosts in the place's territory with their distance (kilometres, to the metre)."""
    near = [host for host in hosts if host.territory == place.territory]
    metres = measure(place, [host.pk for host in near]) if near else {}
    for host in near:
        if host.pk in metres:
            yield host, round(metres[host.pk] / 1000, 3)


def _measured(place: Located, keys: Sequence[int]) -> Any:
    """Structures by key, with their exact distance from the place in metres."""
    found: Any = Structure.objects.filter(pk__any_of=keys, point__isnull=False)
    return found.with_distance(place).order_by().values_list("pk", "distance")


DISTANCES = Prepared(_measured)


def _candidate(held: Held, match: Match, metres: float | None, place: Place) -> Candidate:
    remoteness = _remoteness(held.site.territory, place.territory)
    km = shown_km(metres, held.site.precision) if remoteness == 0 else None
    crossing = place.crossing or held.crossing
    return Candidate(
        centre=held.centre,
        site=held.site,
        match=match,
        distance_km=km,
        remoteness=remoteness,
        travel=_travel(km, held, place) if km is not None and not crossing else None,
        crossing=crossing,
        emergency_general=held.emergency_general,
        emergency_paediatric=held.emergency_paediatric,
        establishment=held.establishment,
    )


def _remoteness(one: str, other: str) -> int:
    """0 in one territory, where distances compare; 1 in one basin; 2 otherwise."""
    if one == other:
        return 0
    return 1 if any(one in basin and other in basin for basin in BASINS) else 2


def shown_km(metres: float | None, precision: str) -> float | None:
    """Kilometres as they are shown: to the metre, or to the kilometre when the site is probable."""
    if metres is None or precision in IMPRECISE:
        return None
    km = metres / 1000
    return float(round(km)) if precision == "probable" else round(km, 3)


def _travel(km: float, held: Held, place: Place) -> Travel:
    density = min(place.density or 0.0, held.density or 0.0)
    return estimate(km, density=density, territory=place.territory)
