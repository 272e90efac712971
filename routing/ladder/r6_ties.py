"""Rule R6: the order of several centres that may fill a rung. Deterministic, explainable."""

from collections.abc import Iterator, Sequence

from routing.ladder.candidate import Candidate
from routing.ladder.labels import LABEL_ORDER
from routing.ladder.r1_match import MATCH_ORDER
from routing.ladder.r2_age import fit

WINDOW_MINUTES = 2.0
"""Estimates nearer than this are equal: ranking by distance errs by 1.4 minutes on average."""

VINTAGE_ORDER = {"2023+": 0, "2017-2022": 1, "before 2017": 2}
UNDATED = 3


def in_order(candidates: Sequence[Candidate], age: float | None) -> Iterator[Candidate]:
    """The nearest within two minutes, in the order of the rule; then again with what remains."""
    remaining = list(candidates)
    while (best := first(remaining, age)) is not None:
        remaining.remove(best)
        yield best


def first(candidates: Sequence[Candidate], age: float | None) -> Candidate | None:
    """The best of those within two minutes of the nearest; without minutes, label and name."""
    timed = [(c.minutes, c) for c in candidates if c.minutes is not None]
    if timed:
        end = min(minutes for minutes, _ in timed) + WINDOW_MINUTES
        window = [c for minutes, c in timed if minutes < end]
        return min(window, key=lambda c: _order(c, age))
    placed = [c for c in candidates if c.distance_km is not None]
    if placed:
        return min(placed, key=lambda c: (c.distance_km, _order(c, age)))
    return min(candidates, key=_unplaced_order, default=None)


def _order(candidate: Candidate, age: float | None) -> tuple:
    """Match, fit of age, label, more recent source, distance, name, slug."""
    centre = candidate.centre
    return (
        MATCH_ORDER.index(candidate.match.level),
        fit(candidate, age),
        LABEL_ORDER[centre.label],
        VINTAGE_ORDER.get(centre.label_vintage, UNDATED),
        candidate.distance_km if candidate.distance_km is not None else float("inf"),
        centre.name,
        centre.slug,
    )


def _unplaced_order(candidate: Candidate) -> tuple:
    """Across territories and without a point: the basin, then label and name (rule R3)."""
    centre = candidate.centre
    return (
        candidate.remoteness,
        MATCH_ORDER.index(candidate.match.level),
        LABEL_ORDER[centre.label],
        centre.name,
        centre.slug,
    )
