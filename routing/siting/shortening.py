"""The least travel in all: the p-median problem (ReVelle & Swain 1970)."""

from dataclasses import dataclass

import numpy as np

from routing.siting.problem import BoolArray, FloatArray, IntArray, Problem
from routing.siting.savings import Savings, Values, savings
from routing.siting.search import Found, Proved, Search
from routing.siting.solution import Solution
from routing.siting.solver import require_solver, solver_is_there
from routing.siting.watch import Progress, Watch

EXACT_CANDIDATES = 60
EXACT_CELLS = 100_000
"""Communes times candidates: the exact model has a variable and a constraint for each."""


def shorten_most(
    problem: Problem,
    p: int,
    limit: float,
    *,
    time_limit: float | None = 60.0,
    progress: Progress | None = None,
    exact: bool = True,
) -> Solution:
    """Which p candidates, with the existing sites, make the total of minutes times people least.

    Who reaches no site counts at a cap, the largest finite minutes of the problem + `limit`: worse
    than any way that exists, so that reaching somebody always counts, and finite. The cap is in the
    choice and in `gap`, never in the means. `limit` counts the covered people, as in `cover_most`.

    Exact by spopt and HiGHS where the bound leaves EXACT_CANDIDATES in play at most (always when
    there are no more); beyond, or with `exact=False`, by exchange (Teitz & Bart 1968), with its
    bound. `time_limit`, ties and errors as in `cover_most`, but SolverMissing is only raised up to
    EXACT_CANDIDATES candidates: above, what cannot be solved exactly is exchanged.
    """
    problem.check(p, limit)
    if exact and problem.candidates <= EXACT_CANDIDATES:
        require_solver()
    watch = Watch(time_limit, progress)
    today = np.minimum(problem.nearest_existing(), _cap(problem, limit))

    def spared(minutes: FloatArray, communes: IntArray) -> Values:
        return np.maximum(today[communes, None] - minutes, 0)

    reduced = savings(problem, np.flatnonzero(problem.people > 0), spared)
    model = Shortening(now=float(problem.people.astype(float) @ today))
    solvable = exact and solver_is_there()
    return Search(problem, p, limit, model, reduced, watch, solvable).run()


def _cap(problem: Problem, limit: float) -> float:
    finite = problem.minutes.max(initial=0, where=np.isfinite(problem.minutes))
    return float(finite) + limit


@dataclass(frozen=True, slots=True)
class Shortening:
    """The model that `Search` solves. `now`: minutes times people with the existing sites alone."""

    now: float
    name: str = "p-median"

    def gap(self, brought: float, most: float) -> float | None:
        """What could still be spared at most, as a share of the total that would then be left."""
        return (most - brought) / (self.now - most) if most < self.now else None

    def useful(self, savings: Savings) -> BoolArray:
        return np.ones(len(savings.columns), dtype=bool)

    def simpler(self, savings: Savings) -> Savings:
        return savings

    def fits(self, savings: Savings) -> bool:
        few = len(savings.columns) <= EXACT_CANDIDATES
        return few and savings.values.size <= EXACT_CELLS

    def solve(
        self, savings: Savings, start: list[int], p: int, watch: Watch, found: Found
    ) -> Proved:
        from routing.siting.exact import p_median  # an extra, and seconds to load

        return p_median(savings, start, p, watch, found)
