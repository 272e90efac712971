"""Communes one by one: the nearest known site of each, and those that are farthest from any."""

from dataclasses import dataclass

import numpy as np

from routing.coverage.answering import Coverage
from routing.coverage.figures import within
from routing.coverage.sites import Site

FEWEST_PEOPLE = 200
"""A hamlet far from everything would hide the towns: smaller communes are left out, said so."""


@dataclass(frozen=True, slots=True)
class Served:
    """A commune with its nearest site (kilometres, minutes by car) and the next one; None where no
    site is known in its territory, or where no road leads."""

    insee: str
    name: str
    department: str
    people: int
    km: float | None
    minutes: float | None
    minutes_low: int | None
    minutes_high: int | None
    site: Site | None
    second: Site | None


def served(coverage: Coverage) -> list[Served]:
    """Every commune of the departments that are asked, in order of INSEE code."""
    asked = within(coverage.measured, coverage.question.departments)
    return [_served(coverage, int(index)) for index in np.flatnonzero(asked)]


def worst_served(coverage: Coverage, count: int) -> list[Served]:
    """The `count` worst served, the farthest in minutes first, then by INSEE code."""
    measured, origins = coverage.measured, coverage.origins
    minutes = measured.reach.minutes.central
    asked = within(measured, coverage.question.departments)
    candidates = np.flatnonzero(asked & ~np.isnan(minutes) & (origins.people >= FEWEST_PEOPLE))
    order = np.lexsort((candidates, -minutes[candidates]))
    return [_served(coverage, int(index)) for index in candidates[order[:count]]]


def _served(coverage: Coverage, index: int) -> Served:
    origins, reach = coverage.origins, coverage.measured.reach
    low, high = _told(reach.minutes.low[index]), _told(reach.minutes.high[index])
    return Served(
        insee=origins.insee[index],
        name=origins.names[index],
        department=origins.departments[origins.department[index]].code,
        people=int(origins.people[index]),
        km=_told(reach.km[index, 0]),
        minutes=_told(reach.minutes.central[index]),
        minutes_low=None if low is None else int(low),
        minutes_high=None if high is None else int(high),
        site=coverage.nearest_site(index),
        second=coverage.nearest_site(index, 1),
    )


def _told(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
