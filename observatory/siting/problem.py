"""From a planner's question to a problem of numbers: people, minutes, sites, candidates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext as _

from foundations import problems
from routing import siting
from routing.coverage.answering import Coverage
from routing.coverage.figures import within
from routing.coverage.reach import minutes_if_nearest
from routing.coverage.sites import Site

MOST_CELLS = 30_000_000
"""Communes times candidates: the matrix of minutes stays under 240 MB."""


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """The problem, and the sites that its candidate columns stand for."""

    problem: siting.Problem
    candidates: tuple[Site, ...]

    def sites(self, columns: Sequence[int]) -> list[Site]:
        """Those of columns of the problem, which all are candidates."""
        return [self.candidates[column - self.problem.existing] for column in columns]


def prepare(coverage: Coverage, opening: Sequence[Site]) -> Prepared:
    """Demand is the communes asked; every site of France counts, whatever its department.

    The sites that stand are one column, the minutes of the coverage to the nearest of them; none
    when none stands. Raises Problem (400 `too_large`) for a matrix that would not fit in memory.
    """
    demand = np.flatnonzero(within(coverage.measured, coverage.question.departments))
    if len(demand) * len(opening) > MOST_CELLS:
        raise problems.Problem(
            code="too_large",
            detail=_(
                "Trop de communes et d’hôpitaux candidats à comparer : choisissez une région ou "
                "quelques départements."
            ),
        )
    standing, found = coverage.supply, coverage.measured.reach
    existing = int(coverage.has_sites)
    minutes = np.empty((len(demand), existing + len(opening)))
    minutes[:, :existing] = np.nan_to_num(found.minutes.central[demand, np.newaxis], nan=np.inf)
    minutes_if_nearest(
        coverage.origins,
        standing,
        found,
        replace(standing, sites=tuple(opening)),
        demand,
        minutes[:, existing:],
    )
    problem = siting.Problem(coverage.origins.people[demand], minutes, existing)
    return Prepared(problem, tuple(opening))
