"""What each opened site brings, counted as the coverage counts: by the nearest site."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from routing.coverage import FloatArray
from routing.coverage.answering import Coverage
from routing.coverage.figures import within
from routing.coverage.reach import reach
from routing.coverage.scenario import Scenario, changed
from routing.coverage.sites import Site


@dataclass(frozen=True, slots=True)
class Brought:
    """By one site, after those opened before it.

    `people`: newly within the threshold. `reached`: people for whom no minutes existed, and now do.
    `minutes`: spared on average by those who had a site already, None when nobody had one.
    """

    people: int
    reached: int
    minutes: float | None


def brought(coverage: Coverage, opened: Sequence[Site]) -> Iterator[Brought]:
    """One for each site, in the order in which they open; they add up to the whole change."""
    asked = within(coverage.measured, coverage.question.departments)
    people = coverage.origins.people[asked]
    before = coverage.measured.reach.minutes.central[asked]
    for count in range(1, len(opened) + 1):
        supply = changed(coverage.supply, Scenario(tuple(opened[:count])))
        after = reach(coverage.origins, supply).minutes.central[asked]
        yield _brought(people, before, after, coverage.question.minutes)
        before = after


def _brought(people: FloatArray, before: FloatArray, after: FloatArray, limit: float) -> Brought:
    had_one, has_one = ~np.isnan(before), ~np.isnan(after)
    weight = people[had_one].sum()
    return Brought(
        people=round(people[after <= limit].sum() - people[before <= limit].sum()),
        reached=round(people[has_one & ~had_one].sum()),
        minutes=float(people[had_one] @ (before - after)[had_one] / weight) if weight else None,
    )
