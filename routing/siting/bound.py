"""How much the best possible could bring at most, and with which candidates: the Lagrangian dual
(Cornuejols, Fisher & Nemhauser 1977).

Each person of commune i pays a price u_i >= 0 for being served once; what a candidate brings above
the prices, a_j = sum_i w_i max(0, v_ij - u_i), is then counted site by site, and for any prices
    L(u) = sum_i w_i u_i + (the p greatest a_j)
is a bound. With j forced in, it is L(u) - (the p-th greatest a) + a_j: when that is less than what
is reached already, no better choice has j in it. Subgradient steps (Polyak's length, halved when
the bound stands still) look for the prices that make L least.
"""

from dataclasses import dataclass

import numpy as np

from routing.siting.exchange import exchange
from routing.siting.greedy import SAME
from routing.siting.problem import BoolArray, FloatArray, IntArray
from routing.siting.savings import Savings
from routing.siting.watch import Stage, Watch

STEPS = 500
PATIENCE = 10
"""Steps without a lower bound after which they get shorter."""
LONGEST = 2.0
SHORTEST = 1e-3
"""Of Polyak's length: where the steps begin, and where nothing is to be had any more."""
CLOSE = 1e-9
"""The share of what is reached that rounding may hide: it is then proven the best."""


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """No p candidates bring more than `most`; those that bring more than `chosen`, or as much, are
    all among `in_play` (c,)."""

    most: float
    in_play: BoolArray
    chosen: list[int]


def lagrangian(savings: Savings, chosen: list[int], p: int, watch: Watch) -> Bound:
    """From a choice of p candidates, which sets the first prices, to as good a one or a better.

    Whenever the steps get shorter, the sites that bring most at the best prices so far are a start
    for the exchange: another part of the country than where the greedy start led it.
    """
    reached = savings.of(chosen)
    prices = savings.best(chosen)
    in_play = np.ones(len(savings.columns), dtype=bool)
    most, best_prices, start, share, still = np.inf, prices, chosen, LONGEST, 0
    for _ in range(STEPS):
        watch.tell(Stage.BOUND)
        above = savings.above(prices)
        sites = np.argsort(-above, kind="stable")[:p]
        least = above[sites[-1]]
        bound = float(savings.weights @ prices + above[sites].sum())
        in_play &= bound - least + np.minimum(above, least) >= reached - SAME * bound
        still += 1
        if bound < most:
            most, best_prices, start, still = bound, prices, sites.tolist(), 0
        if in_play.sum() <= p:
            most = reached
        if most - reached <= CLOSE * reached or share < SHORTEST or watch.over:
            break
        if still > PATIENCE:
            start = exchange(savings, start, watch)  # the same start next time: nothing left to do
            chosen = max(chosen, start, key=savings.of)
            reached = savings.of(chosen)
            share, still, prices = share / 2, 0, best_prices
            continue
        prices = _step(savings, prices, sites, share * (bound - reached))
    in_play[chosen] = True
    return Bound(most, in_play, chosen)


def _step(savings: Savings, prices: FloatArray, sites: IntArray, length: float) -> FloatArray:
    """Prices rise where several of the sites serve, and fall where none does.

    Every person counts the same in the direction, so that a hamlet's price moves as a city's does:
    lengths by commune need several times the steps.
    """
    too_many = (savings.values[sites] > prices).sum(axis=0) - 1
    norm = float(savings.weights @ too_many**2)
    if norm == 0:
        return prices
    stepped: FloatArray = np.maximum(0, prices + length / norm * too_many)
    return stepped
