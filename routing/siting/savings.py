"""What each candidate alone would bring to each commune, without what cannot change the answer.

Both models are one: choose at most p candidates S so that sum_i w_i max_{j in S} v_ij is greatest,
v_ij >= 0. Covering: v_ij = 1 when j brings commune i within the limit and no existing site does.
p-median: v_ij = the minutes that j spares commune i. The existing sites are in v, hence always
kept and never in the way.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from routing.siting.problem import BoolArray, FloatArray, IntArray, Problem

Values = NDArray[Any]
CELLS_AT_A_TIME = 1 << 17
"""What stays in the cache of a processor; also what keeps the memory of a national question low."""


@dataclass(frozen=True, slots=True, eq=False)
class Savings:
    """`values` (c, n): what candidate k brings to one person of commune i, bool or minutes;
    `weights` (n,): people; `columns` (c,): the candidates as columns of the problem, ascending.
    """

    values: Values
    weights: FloatArray
    columns: IntArray

    def of(self, chosen: list[int]) -> float:
        """What these candidates (rows of `values`) bring together."""
        return float(self.weights @ self.best(chosen))

    @property
    def at_most(self) -> float:
        """What all the candidates bring together."""
        return float(self.weights @ self.values.max(axis=0, initial=0))

    def best(self, chosen: list[int]) -> FloatArray:
        """(n,): what a person of each commune has from the best of the chosen."""
        return self.values[chosen].max(axis=0, initial=0).astype(float)

    def among(self, candidates: IntArray) -> "Savings":
        """With these candidates (rows of `values`, ascending) alone."""
        return Savings(self.values[candidates], self.weights, self.columns[candidates])

    def above(self, held: FloatArray) -> FloatArray:
        """(c,): what each candidate adds where a person of each commune holds `held` already."""
        added = np.empty(len(self.columns))
        for rows in self.blocks():
            added[rows] = np.maximum(self.values[rows], held) @ self.weights
        return np.maximum(added - self.weights @ held, 0)

    def blocks(self) -> Iterator[slice]:
        """The rows of `values`, some at a time."""
        return _slices(*self.values.shape)


Worth = Callable[[FloatArray, IntArray], Values]
"""(minutes (r, k) of some communes to some sites, those communes (r,)) -> (r, k)."""


def savings(problem: Problem, rows: IntArray, worth: Worth) -> Savings:
    """Of the communes `rows` (those with people who can gain), without the communes that gain from
    no candidate and the candidates that bring nothing."""
    gains = np.zeros(len(rows), dtype=bool)
    brings = np.zeros(problem.candidates, dtype=bool)
    for some in _slices(problem.candidates, len(rows)):
        columns = problem.existing + np.arange(some.start, some.stop)
        helped = worth(problem.minutes[np.ix_(rows, columns)], rows) > 0
        gains |= helped.any(axis=1)
        brings[some] = helped.any(axis=0)
    return _kept(problem, rows[gains], problem.existing + np.flatnonzero(brings), worth)


def _kept(problem: Problem, rows: IntArray, columns: IntArray, worth: Worth) -> Savings:
    kind = worth(problem.minutes[:0, :0], rows[:0]).dtype
    values = np.empty((len(columns), len(rows)), dtype=kind)
    for some in _slices(*values.shape):
        values[some] = worth(problem.minutes[np.ix_(rows, columns[some])], rows).T
    return Savings(values, problem.people[rows].astype(float), columns)


def merged(covering: Savings) -> Savings:
    """Communes covered by the same candidates become one. `values` must be bool."""
    packed = np.packbits(covering.values, axis=0).T.copy()
    if not packed.size:
        return covering
    keys = packed.view(np.dtype((np.void, packed.shape[1]))).ravel()
    _, communes, which = np.unique(keys, return_index=True, return_inverse=True)
    people = np.zeros(len(communes))
    np.add.at(people, which, covering.weights)
    return Savings(covering.values[:, communes], people, covering.columns)


def undominated(covering: Savings) -> BoolArray:
    """(c,): the candidates that cover something that no other covers with all the rest; of
    candidates that cover the same communes the first. `values` must be bool."""
    cover = covering.values.astype(np.float32)  # whole numbers, exact up to 16 million communes
    size = cover.sum(axis=1)
    within = (cover @ cover.T) == size[:, None]  # the communes of the row are all the column's
    rank = np.arange(len(size))
    better = (size[None, :] > size[:, None]) | (
        (size[None, :] == size[:, None]) & (rank[None, :] < rank[:, None])
    )
    useful: BoolArray = ~(within & better).any(axis=1)
    return useful


def _slices(rows: int, cells_a_row: int) -> Iterator[slice]:
    step = max(1, CELLS_AT_A_TIME // max(1, cells_a_row))
    return (slice(start, min(rows, start + step)) for start in range(0, rows, step))
