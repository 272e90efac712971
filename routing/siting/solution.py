"""The answer, counted again from the minutes themselves, whatever method chose the sites."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from routing.siting.problem import BoolArray, FloatArray, Problem


@dataclass(frozen=True, slots=True)
class Gain:
    """What one site adds to the existing ones and to those opened before it.

    `people`: newly within the limit. `reached`: people who had no site at all and now have one.
    `minutes`: by how much the mean way gets shorter for the people who had a site already (weighted
    by people); None when nobody had one, for there is nothing to compare with.
    """

    column: int
    people: float
    reached: float
    minutes: float | None


@dataclass(frozen=True, slots=True)
class Solution:
    """`opened`: columns of the new sites, the most useful first; a site that would add nothing to
    the others is not opened, so there may be fewer than were `asked`.

    `method`: "mclp-" or "p-median-", then "exact", "best-so-far" (the exact model had no time to
    prove it) or "exchange". `gap`: by how much the best possible could be better than this at most,
    None when unknown: for the covering, the share of the people who could be newly covered; for the
    p-median, the share of the least possible total of minutes.
    Means are weighted by people, over those who reach any site; None when nobody does.
    """

    opened: tuple[int, ...]
    method: str
    proven: bool
    gap: float | None
    covered_before: float
    covered_after: float
    mean_before: float | None
    mean_after: float | None
    gains: tuple[Gain, ...]
    seconds: float
    asked: int


def solution(
    problem: Problem,
    limit: float,
    opened: Sequence[int],
    *,
    method: str,
    proven: bool,
    gap: float | None,
    seconds: float,
    asked: int,
) -> Solution:
    before = problem.nearest_existing()
    after = before
    gains = []
    for column in opened:
        shorter = np.minimum(after, problem.minutes[:, column])
        gains.append(_gain(problem.people, after, shorter, limit, column))
        after = shorter
    return Solution(
        opened=tuple(opened),
        method=method,
        proven=proven,
        gap=gap,
        covered_before=_sum(problem.people, before <= limit),
        covered_after=_sum(problem.people, after <= limit),
        mean_before=_mean(problem.people, before, np.isfinite(before)),
        mean_after=_mean(problem.people, after, np.isfinite(after)),
        gains=tuple(gains),
        seconds=seconds,
        asked=asked,
    )


def _gain(
    people: FloatArray, before: FloatArray, after: FloatArray, limit: float, column: int
) -> Gain:
    had_one = np.isfinite(before)
    old, new = _mean(people, before, had_one), _mean(people, after, had_one)
    return Gain(
        column=column,
        people=_sum(people, (before > limit) & (after <= limit)),
        reached=_sum(people, ~had_one & np.isfinite(after)),
        minutes=None if old is None or new is None else old - new,
    )


def _sum(people: FloatArray, those: BoolArray) -> float:
    return float(people[those].sum(dtype=float))


def _mean(people: FloatArray, minutes: FloatArray, those: BoolArray) -> float | None:
    weight = _sum(people, those)
    if weight == 0:
        return None
    return float(people[those].astype(float) @ minutes[those]) / weight
