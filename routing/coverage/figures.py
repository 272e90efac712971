"""What is said of a zone: how far its people are from the sites, and how evenly.

Every figure is weighted by people. Minutes are central estimates by car; a share within a threshold
comes with its bounds: low counts confirmed sites at the long end of the estimate, high counts every
site at the short end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from routing.coverage import BoolArray, IntArray
from routing.coverage.accessibility import Accessibility
from routing.coverage.measures import Groups
from routing.coverage.origins import Origins
from routing.coverage.reach import Reach
from routing.coverage.sites import Supply
from routing.coverage.small import people_told

PER = 100_000
"""Accessibility is told in sites for so many people."""

Level = Literal["country", "region", "department", "commune"]


@dataclass(frozen=True, slots=True)
class Zone:
    """What figures are about. `code` is the INSEE code, "FR" for the whole of what is asked."""

    level: Level
    code: str
    name: str
    department: str = ""
    region: str = ""
    territory: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """Of the people of a zone, the part that a site within `minutes` serves, 0 to 1."""

    minutes: int
    central: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """None stands for what cannot be told, never for zero: where no minutes exist (no site is known
    in the territory, no road), there is neither a share nor anybody beyond. In the country as a
    whole these people count as not within.

    `measured` counts the people for whom minutes exist; `beyond` those who are not within the
    headline threshold, whom no road links to a site included (None when they are too few to tell).
    `confirmed_median` counts only the sites that say they take the audience. `two_step`,
    `enhanced`, `three_step` are 2SFCA, E2SFCA and 3SFCA in sites for 100,000 people.
    """

    zone: Zone
    people: int
    measured: int
    sites: int
    unconfirmed_sites: int
    mean: float | None
    median: float | None
    p90: float | None
    second_median: float | None
    confirmed_median: float | None
    median_km: float | None
    shares: tuple[Share, ...]
    beyond: int | None
    gini: float | None
    two_step: float | None
    enhanced: float | None
    three_step: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """Every origin with what was measured from it: the arrays that figures summarise."""

    origins: Origins
    supply: Supply
    reach: Reach
    confirmed: Reach
    accessibility: Accessibility


def figures(
    measured: Measured,
    zones: Sequence[Zone],
    membership: IntArray,
    thresholds: Sequence[int],
    headline: int,
) -> Iterator[Figures]:
    """One for each zone; `membership` (n,) is the zone of each origin, -1 for none of them."""
    groups = Groups(membership, len(zones))
    people = measured.origins.people
    reach, confirmed, shared = measured.reach, measured.confirmed, measured.accessibility
    minutes = reach.minutes.central
    known = bool(measured.supply.sites)
    columns = {
        "people": groups.total(people),
        "measured": groups.total(np.where(np.isnan(minutes), 0, people)),
        "mean": groups.mean(minutes, people),
        "median": groups.quantile(minutes, people, 0.5),
        "p90": groups.quantile(minutes, people, 0.9),
        "second_median": groups.quantile(reach.second.central, people, 0.5),
        "confirmed_median": groups.quantile(confirmed.minutes.central, people, 0.5),
        "median_km": groups.quantile(reach.km[:, 0], people, 0.5),
        "gini": groups.gini(shared.enhanced, people),
        "two_step": PER * groups.mean(shared.two_step, people),
        "enhanced": PER * groups.mean(shared.enhanced, people),
        "three_step": PER * groups.mean(shared.three_step, people),
    }
    shares = {
        limit: (
            groups.share_within(minutes, people, limit),
            groups.share_within(confirmed.minutes.high, people, limit),
            groups.share_within(reach.minutes.low, people, limit),
        )
        for limit in thresholds
    }
    standing = _sites_by_zone(measured, zones, membership)
    for index, zone in enumerate(zones):
        told = {name: _number(values[index]) for name, values in columns.items()}
        total, sites = round(told.pop("people") or 0), standing[index]
        compares = known and total > 0 and (zone.level == "country" or bool(told["measured"]))
        shares_here = tuple(
            Share(limit, *(_number(values[index]) if compares else None for values in three))
            for limit, three in shares.items()
        )
        yield Figures(
            zone=zone,
            people=total,
            measured=round(told.pop("measured") or 0),
            sites=sites[0],
            unconfirmed_sites=sites[1],
            shares=shares_here,
            beyond=_beyond(total, shares_here, headline),
            **(told if known else dict.fromkeys(told)),
        )


def _sites_by_zone(
    measured: Measured, zones: Sequence[Zone], membership: IntArray
) -> list[tuple[int, int]]:
    """Sites in each zone, and those of them whose audience is unknown; none in a commune, whose
    department's sites are not its own."""
    origins = measured.origins
    zone_of = np.full(len(origins.departments), -1)
    zone_of[origins.department] = membership  # a department lies in one zone, or is one
    places = {row.code: zone_of[index] for index, row in enumerate(origins.departments)}
    counts = [[0, 0] for _ in zones]
    for site in measured.supply.sites:
        place = places.get(site.department, -1)
        if place >= 0 and zones[place].level != "commune":
            counts[place][0] += 1
            counts[place][1] += not site.confirmed
    return [(every, unconfirmed) for every, unconfirmed in counts]


def _beyond(people: int, shares: Sequence[Share], headline: int) -> int | None:
    central = next(share.central for share in shares if share.minutes == headline)
    return None if central is None else people_told(round(people * (1 - central)))


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def within(measured: Measured, departments: Sequence[str]) -> BoolArray:
    """Which origins lie in the departments; all of them when none is given."""
    if not departments:
        return np.ones(len(measured.origins), dtype=bool)
    asked = [row.code in departments for row in measured.origins.departments]
    return np.asarray(asked)[measured.origins.department]
