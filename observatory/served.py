"""The communes from which the nearest known site is farthest by car."""

from dataclasses import dataclass

import numpy as np

from routing.coverage.answering import Coverage
from routing.coverage.figures import within
from routing.coverage.sites import Site

FEWEST_PEOPLE = 200
"""A hamlet far from everything would hide the towns: smaller communes are left out, said so."""


@dataclass(frozen=True, slots=True)
class Served:
    """A commune, its nearest site (kilometres, minutes by car) and the next one."""

    insee: str
    name: str
    department: str
    people: int
    km: float
    minutes_low: int
    minutes_high: int
    site: Site
    second: Site | None


def worst_served(coverage: Coverage, count: int) -> list[Served]:
    """The `count` worst served, the farthest in minutes first, then by INSEE code."""
    measured, origins = coverage.measured, coverage.origins
    minutes = measured.reach.minutes
    asked = within(measured, coverage.question.departments)
    told = asked & ~np.isnan(minutes.central) & (origins.people >= FEWEST_PEOPLE)
    candidates = np.flatnonzero(told)
    order = np.lexsort((candidates, -minutes.central[candidates]))
    return [_served(coverage, int(index)) for index in candidates[order[:count]]]


def _served(coverage: Coverage, index: int) -> Served:
    origins, reach = coverage.origins, coverage.measured.reach
    nearest = coverage.nearest_site(index)
    assert nearest is not None
    return Served(
        insee=origins.insee[index],
        name=origins.names[index],
        department=origins.departments[origins.department[index]].code,
        people=int(origins.people[index]),
        km=float(reach.km[index, 0]),
        minutes_low=int(reach.minutes.low[index]),
        minutes_high=int(reach.minutes.high[index]),
        site=nearest,
        second=coverage.nearest_site(index, 1),
    )
