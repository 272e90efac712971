"""One site for another, as long as that brings more (Teitz & Bart 1968).

All swaps are weighed at once, as Whitaker (1983) does: from the best and the second best that each
commune has of the chosen sites. Putting f in and taking r out brings
    (what f adds above the best) - (what the communes of r lose, with f or their second best)
and the first does not depend on r, the second only on the communes that r serves.
"""

from collections.abc import Callable

import numpy as np

from routing.siting.greedy import SAME
from routing.siting.problem import FloatArray, IntArray
from routing.siting.savings import Savings
from routing.siting.watch import Stage, Watch

WORTH_IT = 1e-9
"""The share of what is held that a swap must bring, or rounding would swap for ever."""


def exchange(
    savings: Savings,
    chosen: list[int],
    watch: Watch,
    found: Callable[[list[int]], None] = lambda chosen: None,
) -> list[int]:
    """The chosen after the best swap, and the best swap then, until none brings more.

    Of swaps that bring the same, the first column comes in and the last goes out; a swap that
    brings nothing is made when it puts an earlier column in the place of a later one. What the time
    limit leaves is what was reached. `found` hears of each swap.
    """
    while not watch.over:
        watch.tell(Stage.EXCHANGE)
        swap = _best_swap(savings, chosen)
        if swap is None:
            break
        coming, going = swap
        chosen = [coming if one == going else one for one in chosen]
        found(chosen)
    return chosen


def _best_swap(savings: Savings, chosen: list[int]) -> tuple[int, int] | None:
    if not chosen:
        return None
    out = np.array(chosen, dtype=np.intp)
    profit = _profits(savings, out)
    profit[out] = -np.inf
    held = savings.of(chosen)
    best = profit.max()
    if best > WORTH_IT * held:
        return _first(profit >= best - SAME * held, out)
    earlier = np.arange(len(profit))[:, None] < out[None, :]
    return _first((np.abs(profit) <= SAME * held) & earlier, out)


def _first(those: np.ndarray, out: IntArray) -> tuple[int, int] | None:
    """The lowest that comes in, and for it the highest that goes out; None of none."""
    coming, place = np.nonzero(those)
    if not len(coming):
        return None
    going = out[place[coming == coming[0]]]
    return int(coming[0]), int(going.max())


def _profits(savings: Savings, chosen: IntArray) -> FloatArray:
    """(c, p): what each swap brings, candidate in by chosen out."""
    first, second, owned = _two_best(savings, chosen)
    by_owner = owned * savings.weights  # (p, n)
    profit = np.empty((len(savings.columns), len(chosen)))
    for rows in savings.blocks():
        with_second = np.maximum(savings.values[rows], second)
        gain = np.maximum(with_second, first) @ savings.weights
        left = np.minimum(with_second, first) @ by_owner.T
        profit[rows] = gain[:, None] + left
    profit -= savings.weights @ first + by_owner @ first
    return profit


def _two_best(savings: Savings, chosen: IntArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """(n,) the best and the second best of the chosen, (p, n) 1 where it is this one that is best.

    Of equals the first owns the commune: its loss is then none.
    """
    values = savings.values[chosen].astype(float)
    owned = np.zeros_like(values)
    everyone = np.arange(values.shape[1])
    owner = values.argmax(axis=0)
    owned[owner, everyone] = 1
    first = values[owner, everyone]
    values[owner, everyone] = 0
    return first, values.max(axis=0), owned
