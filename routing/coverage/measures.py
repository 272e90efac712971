"""What a spread of travel times says: means, quantiles, shares and inequality among people.

`values` and `weights` are parallel: what a commune has (minutes, accessibility) and how many people
have it. Everywhere, a NaN value is unknown, a NaN weight counts as nobody, and what has no answer
(no commune, no people, nothing known) is NaN: no exception, no warning.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from routing.coverage import BoolArray, FloatArray, IntArray, summed

ROUNDING = 1e-12
"""Of all the people: 0.55 of 100 is 55, though in binary it is a little more."""


@dataclass(frozen=True, slots=True)
class PeopleByMinutes:
    """How many people are in each band, and how many in none because their time is unknown."""

    edges: tuple[float, ...]
    people: FloatArray
    """(len(edges) + 1,): up to the first edge included, up to the second, ..., beyond the last."""
    unknown: float


class Groups:
    """Communes in groups (departments, regions): every measure of every group in one pass.

    `codes` (n,) holds the group of each commune, from 0 to `count` - 1; a negative code is in no
    group. Each measure takes n values and n weights, and returns `count` figures.
    """

    def __init__(self, codes: IntArray, count: int) -> None:
        self.codes = np.asarray(codes, dtype=np.int64)
        self.count = count
        self._grouped = self.codes >= 0
        if len(self.codes) and self.codes.max() >= count:
            raise ValueError(f"group {self.codes.max()} of {count}")

    def total(self, values: FloatArray) -> FloatArray:
        """The sum of the known values; 0 for a group that has none."""
        known = self._grouped & ~np.isnan(values)
        return self._sum(known, np.asarray(values, float)[known])

    def mean(self, values: FloatArray, weights: FloatArray) -> FloatArray:
        """sum(P t) / sum(P) over the known values."""
        known, values, people = self._inhabited(values, weights)
        return _ratio(self._sum(known, people * values), self._sum(known, people))

    def quantile(self, values: FloatArray, weights: FloatArray, q: float) -> FloatArray:
        """The smallest value v such that the people at v or less are at least `q` (0 to 1) of all.

        Of those whose value is known; it is always the value of a commune where somebody lives.
        """
        if not 0 <= q <= 1:
            raise ValueError(f"quantile {q} is not between 0 and 1")
        known, values, people = self._inhabited(values, weights)
        order, sizes = self._by_value(known, values)
        ends = np.cumsum(sizes)
        reached = np.concatenate(([0.0], np.cumsum(people[order])))
        first, last = reached[ends - sizes], reached[ends]
        wanted = first + (q - ROUNDING) * (last - first)
        at = np.clip(np.searchsorted(reached, wanted) - 1, ends - sizes, ends - 1)
        found = np.full(self.count, np.nan)
        found[sizes > 0] = values[order][at[sizes > 0]]
        return found

    def share_within(self, values: FloatArray, weights: FloatArray, limit: float) -> FloatArray:
        """The share of all people whose value is known and at most `limit`."""
        people = _people(weights)
        within = self._grouped & (np.asarray(values, float) <= limit)
        everyone = self._sum(self._grouped, people[self._grouped])
        return _ratio(self._sum(within, people[within]), everyone)

    def gini(self, values: FloatArray, weights: FloatArray) -> FloatArray:
        """Inequality of the known values, none of them negative, from 0 (all equal) to under 1.

        1 - sum(p_k (Q_k + Q_(k-1))), from the poorest to the richest, where p_k is the share of the
        people in commune k and Q_k the share of all that is had up to there. NaN when all have 0.
        """
        known, values, people = self._inhabited(values, weights)
        order, sizes = self._by_value(known, values)
        group = np.repeat(np.arange(self.count), sizes)
        people, had = people[order], people[order] * values[order]
        totals = summed(group, had, self.count)
        share = _ratio(had, totals[group])
        before = np.concatenate(([0.0], np.nancumsum(share)))
        starts = before[(np.cumsum(sizes) - sizes)[group]]
        twice_the_middle = 2 * (before[:-1] - starts) + share
        of_people = _ratio(people, summed(group, people, self.count)[group])
        under_the_curve = summed(group, of_people * twice_the_middle, self.count)
        return np.where(totals > 0, np.maximum(0.0, 1 - under_the_curve), np.nan)

    def _sum(self, chosen: IntArray | BoolArray, values: FloatArray) -> FloatArray:
        return summed(self.codes[chosen], values, self.count)

    def _inhabited(
        self, values: FloatArray, weights: FloatArray
    ) -> tuple[IntArray, FloatArray, FloatArray]:
        """Where somebody lives with a known value, in a group; these values; these people."""
        values, people = np.asarray(values, float), _people(weights)
        known = np.flatnonzero(self._grouped & ~np.isnan(values) & (people > 0))
        return known, values[known], people[known]

    def _by_value(self, known: IntArray, values: FloatArray) -> tuple[IntArray, IntArray]:
        """The order of these values, group after group, and how many there are in each group."""
        codes = self.codes[known]
        by_value = np.argsort(values)
        small = codes.astype(np.min_scalar_type(self.count))  # sorted by radix: 5 times faster
        order = by_value[np.argsort(small[by_value], kind="stable")]
        return order, np.bincount(codes, minlength=self.count)


def weighted_mean(values: FloatArray, weights: FloatArray) -> float:
    """`Groups.mean` of all together."""
    return float(_together(values).mean(values, weights)[0])


def weighted_quantile(values: FloatArray, weights: FloatArray, q: float) -> float:
    """`Groups.quantile` of all together."""
    return float(_together(values).quantile(values, weights, q)[0])


def share_within(values: FloatArray, weights: FloatArray, limit: float) -> float:
    """`Groups.share_within` of all together."""
    return float(_together(values).share_within(values, weights, limit)[0])


def gini(values: FloatArray, weights: FloatArray) -> float:
    """`Groups.gini` of all together."""
    return float(_together(values).gini(values, weights)[0])


def people_by_minutes(
    values: FloatArray, weights: FloatArray, edges: Sequence[float]
) -> PeopleByMinutes:
    """The people in each band of minutes; `edges` are increasing, each belongs to the band below.

    All the people are in one band or unknown: they add up to the sum of the weights.
    """
    values, people = np.asarray(values, float), _people(weights)
    if np.any(np.diff(edges) <= 0):
        raise ValueError(f"edges do not increase: {list(edges)}")
    known = ~np.isnan(values)
    band = np.searchsorted(np.asarray(edges, float), values[known])
    counted = summed(band, people[known], len(edges) + 1)
    return PeopleByMinutes(tuple(edges), counted, float(people[~known].sum()))


def _together(values: FloatArray) -> Groups:
    return Groups(np.zeros(len(values), dtype=np.int64), 1)


def _people(weights: FloatArray) -> FloatArray:
    return np.nan_to_num(np.asarray(weights, float))


def _ratio(part: FloatArray, whole: FloatArray) -> FloatArray:
    return np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
