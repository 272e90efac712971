"""Rule R6: which of several centres fills a rung. Pure, deterministic, explainable."""

from collections.abc import Sequence

from routing.ages import Fit, fit
from routing.candidate import LABEL_ORDER, Candidate

WINDOW_MINUTES = 2.0
"""Estimates nearer than this are equal: ranking by distance errs by 1.4 minutes on average."""

CLEARLY_FARTHER_MINUTES = 60.0
"""How much farther a site known for the age may be and still go before an unknown one (R2)."""

CLEARLY_FARTHER_KM = 60.0
"""The same where no minutes are estimated: islands without a bridge."""

MATCH_ORDER = ("exact", "ancestor", "filiere")
VINTAGE_ORDER = {"2023+": 0, "2017-2022": 1, "before 2017": 2}
UNDATED = 3


def best(candidates: Sequence[Candidate], age: float | None) -> Candidate | None:
    """The centre that fills a rung: the first of the nearest, or None when nobody fits the age.

    Sites known for the age go first, unless one of unknown ages is an hour nearer.
    """
    known = [c for c in candidates if fit(c, age) is Fit.KNOWN]
    unknown = [c for c in candidates if fit(c, age) is Fit.UNKNOWN]
    if not known or not unknown:
        return _first(known or unknown, age)
    sure, unsure = _first(known, age), _first(unknown, age)
    return unsure if _is_much_nearer(unsure, sure) else sure


def _is_much_nearer(one: Candidate | None, other: Candidate | None) -> bool:
    if one is None or other is None:
        return False
    if one.minutes is not None and other.minutes is not None:
        return other.minutes - one.minutes > CLEARLY_FARTHER_MINUTES
    if one.distance_km is not None and other.distance_km is not None:
        return other.distance_km - one.distance_km > CLEARLY_FARTHER_KM
    return one.same_territory and not other.same_territory


def _first(candidates: Sequence[Candidate], age: float | None) -> Candidate | None:
    """Within two minutes of the nearest, the order of rule R6; without minutes, label and name."""
    timed = [c for c in candidates if c.minutes is not None]
    if timed:
        soonest = min(c.minutes for c in timed if c.minutes is not None)
        window = [
            c for c in timed if c.minutes is not None and c.minutes < soonest + WINDOW_MINUTES
        ]
        return min(window, key=lambda c: _order(c, age))
    placed = [c for c in candidates if c.distance_km is not None]
    if placed:
        return min(placed, key=lambda c: (c.distance_km, _order(c, age)))
    return min(candidates, key=lambda c: _unplaced_order(c, age), default=None)


def _order(candidate: Candidate, age: float | None) -> tuple:
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


def _unplaced_order(candidate: Candidate, age: float | None) -> tuple:
    """Across territories and without a point nothing is compared but label and name (R3)."""
    centre = candidate.centre
    return (
        candidate.remoteness,
        MATCH_ORDER.index(candidate.match.level),
        LABEL_ORDER[centre.label],
        centre.name,
        centre.slug,
    )
