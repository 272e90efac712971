"""The exact models of spopt, solved by HiGHS from the best answer so far.

Imported only when it is needed: it takes seconds to load and comes with an extra (`solver`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from warnings import catch_warnings, simplefilter

import highspy
import numpy as np
import pulp
from spopt.locate import MCLP, PMedian

from routing.siting.problem import FloatArray
from routing.siting.savings import Savings
from routing.siting.search import Found
from routing.siting.watch import Stage, Watch

INTERRUPTS = (
    highspy.cb.HighsCallbackType.kCallbackMipInterrupt,
    highspy.cb.HighsCallbackType.kCallbackSimplexInterrupt,
    highspy.cb.HighsCallbackType.kCallbackIpmInterrupt,
)
IMPROVED = highspy.cb.HighsCallbackType.kCallbackMipImprovingSolution

ENOUGH = 1e6
"""People, in all."""


@dataclass(frozen=True, slots=True)
class Exact:
    """`chosen`: rows of the savings; `bound`: what no choice can pass, inf when unknown."""

    chosen: list[int]
    bound: float


def maximal_covering(
    savings: Savings, start: list[int], p: int, watch: Watch, found: Found
) -> Exact:
    """MCLP (Church & ReVelle 1974). `values` must be bool; the existing sites are in them."""
    watch.tell(Stage.BUILDING)
    far = np.where(savings.values.T, 0, 2)
    weights, times = _weighty(savings.weights)
    with _old_words():
        model = MCLP.from_cost_matrix(far, weights, service_radius=1, p_facilities=p)
    _start(model.fac_vars, set(start))
    for variable, covered in zip(model.cli_vars, savings.best(start), strict=True):
        variable.setInitialValue(int(covered))
    chosen, dual = _solve(model.problem, model.fac_vars, watch, found)
    return Exact(chosen, -dual / times)  # pulp hands HiGHS the opposite, to be minimised


def p_median(savings: Savings, start: list[int], p: int, watch: Watch, found: Found) -> Exact:
    """p-median (ReVelle & Swain 1970). Column 0 is what a commune has without any new site, held
    open; the others are the candidates, at what it takes with them alone."""
    watch.tell(Stage.BUILDING)
    today = savings.values.max(axis=0, initial=0).astype(float)
    minutes = np.column_stack([today, (today - savings.values).T])
    stands = np.zeros(minutes.shape[1], dtype=int)
    stands[0] = 1
    weights, times = _weighty(savings.weights)
    with _old_words():
        model = PMedian.from_cost_matrix(
            minutes, weights, p_facilities=p + 1, predefined_facilities_arr=stands
        )
    opened = [0, *(one + 1 for one in start)]
    _start(model.fac_vars, set(opened))
    nearest = np.array(opened)[minutes[:, opened].argmin(axis=1)]
    for commune, variables in enumerate(model.cli_assgn_vars):
        _start(variables, {int(nearest[commune])})
    chosen, dual = _solve(
        model.problem,
        model.fac_vars,
        watch,
        lambda sites: found([site - 1 for site in sites if site]),
    )
    return Exact(
        [site - 1 for site in chosen if site], float(savings.weights @ today) - dual / times
    )


def _weighty(weights: FloatArray) -> tuple[FloatArray, float]:
    """People so many times over that the millionth which HiGHS forgives is none of them; whole
    times, for whole people spare it work."""
    times = max(1.0, float(np.ceil(ENOUGH / weights.sum())))
    return weights * times, times


@contextmanager
def _old_words() -> Iterator[None]:
    """spopt builds its models in words that pulp 3 warns of but takes; the lock holds both."""
    with catch_warnings():
        simplefilter("ignore", DeprecationWarning)
        yield


def _start(variables: Any, ones: set[int]) -> None:
    for place, variable in enumerate(variables):
        variable.setInitialValue(int(place in ones))


def _solve(
    problem: pulp.LpProblem, sites: list[pulp.LpVariable], watch: Watch, found: Found
) -> tuple[list[int], float]:
    """The sites that are open at the end, and the bound of HiGHS in its own (minimising) sign."""
    watch.tell(Stage.SOLVING)
    ear = _Ear(sites, watch, found)
    solver = _FromStart(
        msg=False,
        timeLimit=watch.left,
        gapRel=0,
        callbackTuple=(ear, None),
        callbacksToActivate=[*INTERRUPTS, IMPROVED],
    )
    with _old_words():
        problem.solve(solver)
    if ear.raised is not None:
        raise ear.raised
    information = problem.solverModel.getInfo()
    return ear.open_in([site.varValue for site in sites]), information.mip_dual_bound


class _FromStart(pulp.HiGHS):
    """HiGHS as pulp calls it, told of the values that the variables have already."""

    def callSolver(self, lp: pulp.LpProblem) -> None:  # noqa: N802 (pulp's name)
        start = highspy.HighsSolution()
        start.col_value = [variable.varValue for variable in lp.variables()]
        lp.solverModel.setSolution(start)
        super().callSolver(lp)


class _Ear:
    """What HiGHS calls while it works. An exception may not cross it: it is kept for later."""

    def __init__(self, sites: list[pulp.LpVariable], watch: Watch, found: Found) -> None:
        self.raised: BaseException | None = None
        self._sites, self._watch, self._found = sites, watch, found

    def __call__(self, kind: Any, message: str, told: Any, answer: Any, _: None) -> None:
        try:
            if self.raised is None and kind == IMPROVED:
                values = told.mip_solution
                self._found(self.open_in([values[site.index] for site in self._sites]))
            elif self.raised is None:
                self._watch.tell(Stage.SOLVING)
        except BaseException as raised:
            self.raised = raised
        if self.raised is not None and kind != IMPROVED:  # which HiGHS lets nobody stop at
            answer.user_interrupt = True

    @staticmethod
    def open_in(values: list[float]) -> list[int]:
        return [place for place, value in enumerate(values) if value > 0.5]
