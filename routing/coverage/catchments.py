"""How much supply each commune can count on, shared with all who count on it too.

The family of floating catchments: 2SFCA (Luo & Wang 2003, Environment and Planning B 30:865),
E2SFCA (Luo & Qi 2009, Health & Place 15:1100), 3SFCA (Wan, Zou & Sternberg 2012, IJGIS 26:1073).
They differ by the weight of a pair alone. All hand out the supply that people can reach, no more
and no less: sum(P_i A_i) = sum(S_j).

n communes (demand i: `people` P_i, NaN counts as nobody) and m sites (supply j: `capacity` S_j);
the answer A_i is capacity for one person. It is 0 where nothing is in reach. A site that nobody
can reach gives nothing to anyone.
"""

from dataclasses import dataclass

import numpy as np

from routing.coverage import FloatArray, IntArray, summed


@dataclass(frozen=True, slots=True)
class Pairs:
    """Every commune and site within reach of each other; parallel arrays, each pair once.

    NaN minutes are out of reach.
    """

    demand: IntArray
    supply: IntArray
    minutes: FloatArray


@dataclass(frozen=True, slots=True)
class Weights:
    """A step function of the minutes: bounds (30, 60, 90), included, weights (1, .68, .22).

    Beyond the last bound the weight is 0.
    """

    bounds: tuple[float, ...]
    weights: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.bounds or len(self.bounds) != len(self.weights):
            raise ValueError(f"{len(self.bounds)} bounds, {len(self.weights)} weights")
        if np.any(np.diff(self.bounds) <= 0):
            raise ValueError(f"bounds do not increase: {self.bounds}")
        if not all(0 <= weight < np.inf for weight in self.weights):
            raise ValueError(f"not weights: {self.weights}")

    def at(self, minutes: FloatArray) -> FloatArray:
        """The weight of each time, in minutes; 0 for NaN."""
        return np.array([*self.weights, 0.0])[np.searchsorted(self.bounds, minutes)]


def two_step(pairs: Pairs, people: FloatArray, capacity: FloatArray, limit: float) -> FloatArray:
    """R_j = S_j / sum(P_i) over the communes within `limit` minutes; A_i = sum(R_j), (n,).

    A negative limit is no catchment at all: NaN everywhere.
    """
    return enhanced_two_step(pairs, people, capacity, Weights((limit,), (1.0,)))


def enhanced_two_step(
    pairs: Pairs, people: FloatArray, capacity: FloatArray, weights: Weights
) -> FloatArray:
    """R_j = S_j / sum(P_i W_ij); A_i = sum(R_j W_ij), (n,): what is near counts more.

    A negative last bound is no catchment at all: NaN everywhere.
    """
    return _shared(pairs, people, capacity, weights, weights.at(pairs.minutes))


def three_step(
    pairs: Pairs, people: FloatArray, capacity: FloatArray, weights: Weights
) -> FloatArray:
    """E2SFCA with G_ij W_ij for W_ij, where G_ij = W_ij / sum_k(W_ik), (n,).

    Who has several sites in reach is divided among them, and not counted whole by each.
    """
    weight = weights.at(pairs.minutes)
    choice = summed(pairs.demand, weight, len(people))
    return _shared(pairs, people, capacity, weights, weight * _over(weight, choice[pairs.demand]))


def _shared(
    pairs: Pairs, people: FloatArray, capacity: FloatArray, weights: Weights, weight: FloatArray
) -> FloatArray:
    if weights.bounds[-1] < 0:
        return np.full(len(people), np.nan)
    known = np.nan_to_num(np.asarray(people, float))
    asking = summed(pairs.supply, weight * known[pairs.demand], len(capacity))
    for_one = _over(np.asarray(capacity, float), asking)
    return summed(pairs.demand, weight * for_one[pairs.supply], len(people))


def _over(part: FloatArray, whole: FloatArray) -> FloatArray:
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)
