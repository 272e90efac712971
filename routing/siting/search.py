"""From the greedy start to the proof, or as far as the time goes. The same for both models.

Greedy, exchange, and the bound that says which candidates can still be in a better choice; what is
then left open is small enough, most of the time, for the exact model to settle.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from routing.siting.bound import lagrangian
from routing.siting.exchange import exchange
from routing.siting.greedy import first_bound, greedy, in_order_of_gain
from routing.siting.problem import BoolArray, IntArray, Problem
from routing.siting.savings import Savings
from routing.siting.solution import Solution, solution
from routing.siting.watch import Stage, Watch

PROVEN = 1e-9
"""The share of the gain that rounding may hide."""

Found = Callable[[list[int]], None]
"""Hears of every better choice (rows of the savings)."""


class Proved(Protocol):
    """What an exact model chose (rows of its savings), and what no choice among them can pass."""

    @property
    def chosen(self) -> list[int]: ...
    @property
    def bound(self) -> float: ...


class Model(Protocol):
    """What tells the two problems apart."""

    @property
    def name(self) -> str: ...

    def gap(self, brought: float, most: float) -> float | None:
        """The share that `Solution.gap` tells, of what is brought and what could be at most."""

    def useful(self, savings: Savings) -> BoolArray:
        """(c,): the candidates that no other does the work of."""

    def simpler(self, savings: Savings) -> Savings:
        """The same candidates, communes that are alike made one."""

    def fits(self, savings: Savings) -> bool:
        """Whether the exact model can be built of them."""

    def solve(
        self, savings: Savings, start: list[int], p: int, watch: Watch, found: Found
    ) -> Proved:
        """By the exact model, from a first choice; after the time limit, the best so far."""


@dataclass(slots=True)
class Search:
    """`chosen` are rows of `savings`; `bound` is what no p candidates can pass."""

    problem: Problem
    p: int
    limit: float
    model: Model
    savings: Savings
    watch: Watch
    exact: bool
    chosen: list[int] = field(default_factory=list)
    bound: float = np.inf
    way: str = "exchange"

    def run(self) -> Solution:
        self._begin()
        self._exchange()
        if self._unsettled:
            self._settle()
        found = self._solution(self.chosen)
        self.watch.tell(Stage.DONE, lambda: found)
        return found

    @property
    def _unsettled(self) -> bool:
        return not self._proven(self.chosen) and not self.watch.over

    def _begin(self) -> None:
        if self.exact and self.model.fits(self.savings):
            self.way = "best-so-far"
        self.chosen = greedy(self.savings, self.p, self.watch)
        self.bound = first_bound(self.savings, self.chosen, self.p)
        self._hear(Stage.GREEDY, self.chosen)

    def _exchange(self) -> None:
        self.chosen = exchange(
            self.savings, self.chosen, self.watch, lambda better: self._hear(Stage.EXCHANGE, better)
        )
        self.bound = min(self.bound, first_bound(self.savings, self.chosen, self.p))

    def _settle(self) -> None:
        bound = lagrangian(self.savings, self.chosen, self.p, self.watch)
        self.bound = min(self.bound, bound.most)
        self.chosen = bound.chosen
        self._hear(Stage.BOUND, self.chosen)
        in_play = bound.in_play & self.model.useful(self.savings)
        in_play[self.chosen] = True
        rows = np.flatnonzero(in_play)
        left = self.model.simpler(self.savings.among(rows))
        if self.exact and self._unsettled and self.model.fits(left):
            self._solve(left, rows)

    def _solve(self, left: Savings, rows: IntArray) -> None:
        """`left` has the candidates `rows` alone."""
        self.way = "best-so-far"
        proved = self.model.solve(
            left,
            [int(place) for place in np.searchsorted(rows, self.chosen)],
            self.p,
            self.watch,
            lambda better: self._hear(Stage.SOLVING, [int(row) for row in rows[better]]),
        )
        reached = self.savings.of(self.chosen)
        self.bound = min(self.bound, max(reached, proved.bound))
        solved = [int(row) for row in rows[proved.chosen]]
        if self.savings.of(solved) > reached:
            self.chosen = solved
            self._exchange()

    def _proven(self, chosen: list[int]) -> bool:
        return self.bound - self.savings.of(chosen) <= PROVEN * self.bound

    def _hear(self, stage: Stage, chosen: list[int]) -> None:
        self.watch.tell(stage, lambda: self._solution(chosen))

    def _solution(self, chosen: list[int]) -> Solution:
        """A proof is a proof, whichever bound gave it."""
        proven = self._proven(chosen)
        reached = self.savings.of(chosen)
        order = in_order_of_gain(self.savings, chosen)
        return solution(
            self.problem,
            self.limit,
            [int(column) for column in self.savings.columns[order]],
            method=f"{self.model.name}-{'exact' if proven else self.way}",
            proven=proven,
            gap=0.0 if proven else self.model.gap(reached, max(self.bound, reached)),
            seconds=self.watch.seconds,
            asked=self.p,
        )
