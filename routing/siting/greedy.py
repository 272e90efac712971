"""The candidate that adds most, then the one that adds most to it, and so on.

Never below 1 - 1/e (63 %) of the best gain possible (Nemhauser, Wolsey & Fisher 1978).
"""

import numpy as np

from routing.siting.problem import FloatArray
from routing.siting.savings import Savings
from routing.siting.watch import Stage, Watch

SAME = 1e-12
"""Sums of the same numbers in another order differ by less than this share."""


def greedy(savings: Savings, p: int, watch: Watch | None = None) -> list[int]:
    """At most `p` candidates, each of which adds something; of equals the first column."""
    held = np.zeros(len(savings.weights))
    chosen: list[int] = []
    while len(chosen) < p:
        if watch is not None:
            watch.tell(Stage.GREEDY)
        added = savings.above(held)
        most = added.max(initial=0)
        rounding = SAME * (most + float(savings.weights @ held))
        if most <= rounding:
            break
        chosen.append(int(np.argmax(added >= most - rounding)))
        held = np.maximum(held, savings.values[chosen[-1]])
    return chosen


def in_order_of_gain(savings: Savings, chosen: list[int]) -> list[int]:
    """The chosen candidates, the most useful first; one that adds nothing to the others is left."""
    kept = sorted(chosen)
    return [kept[place] for place in greedy(savings.among(np.array(kept, int)), len(kept))]


def first_bound(savings: Savings, chosen: list[int], p: int) -> float:
    """No `p` candidates bring more: what some bring, and the p greatest gains above it.

    True of any of them, because gains only shrink as more is held (Nemhauser et al. 1978): here of
    the chosen, and of none, which proves the best of one.
    """
    held = savings.best(chosen)
    above_chosen = float(savings.weights @ held) + greatest(savings.above(held), p)
    above_none = greatest(savings.above(np.zeros_like(held)), p)
    return min(above_chosen, above_none, savings.at_most)


def greatest(gains: FloatArray, p: int) -> float:
    """The sum of the `p` greatest."""
    return float(np.sort(gains)[::-1][:p].sum())
