"""The most people within a limit: the maximal covering location problem (Church & ReVelle 1974)."""

import numpy as np

from routing.siting.problem import BoolArray, FloatArray, IntArray, Problem
from routing.siting.savings import Savings, Values, merged, savings, undominated
from routing.siting.search import Found, Proved, Search
from routing.siting.solution import Solution
from routing.siting.solver import require_solver
from routing.siting.watch import Progress, Watch

EXACT_CELLS = 1_500_000
"""Communes times candidates, after the reductions, that the exact model can be built for."""


def cover_most(
    problem: Problem,
    p: int,
    limit: float,
    *,
    time_limit: float | None = 60.0,
    progress: Progress | None = None,
    exact: bool = True,
) -> Solution:
    """Which p candidates, with the existing sites, bring the most people within `limit` minutes.

    Exact by spopt and HiGHS where what the bound leaves open has at most EXACT_CELLS; beyond, or
    with `exact=False`, by exchange, with its bound. After `time_limit` seconds (None: no limit) it
    is the best so far, a greedy start at least; loading spopt and building its model, a few seconds
    in all, cannot be cut short. A question that has the time it needs always has the same answer:
    of equals the first column, and no later column where an earlier one would do as well.

    Raises ValueError for a p or a limit that makes no sense, SolverMissing without the extra
    `siting` (never with `exact=False`), and whatever `progress` raises.
    """
    problem.check(p, limit)
    if exact:
        require_solver()
    watch = Watch(time_limit, progress)
    return Search(problem, p, limit, Covering(), _reduced(problem, limit), watch, exact).run()


def _reduced(problem: Problem, limit: float) -> Savings:
    """Without the communes that are covered already: nothing can be gained there."""
    open_to_gain = (problem.people > 0) & (problem.nearest_existing() > limit)

    def covered(minutes: FloatArray, communes: IntArray) -> Values:
        return minutes <= limit

    return merged(savings(problem, np.flatnonzero(open_to_gain), covered))


class Covering:
    """The model that `Search` solves."""

    name = "mclp"

    def gap(self, brought: float, most: float) -> float | None:
        """Of the people who could be newly covered at most."""
        return (most - brought) / most

    def useful(self, savings: Savings) -> BoolArray:
        return undominated(savings)

    def simpler(self, savings: Savings) -> Savings:
        return merged(savings)

    def fits(self, savings: Savings) -> bool:
        return savings.values.size <= EXACT_CELLS

    def solve(
        self, savings: Savings, start: list[int], p: int, watch: Watch, found: Found
    ) -> Proved:
        from routing.siting.exact import maximal_covering  # an extra, and seconds to load

        return maximal_covering(savings, start, p, watch, found)
