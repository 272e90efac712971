"""Rule R2: does a centre take people of this age? Pure functions, years as numbers."""

from enum import IntEnum
from typing import Protocol

from routing.candidate import Candidate

CHILD_UNTIL = 15.0
"""Under this age, a hospital service of unknown audience without paediatrics counts as adult."""
ADULT_FROM = 18.0


class Fit(IntEnum):
    """How an audience fits an age; the order is that of preference."""

    KNOWN = 0
    UNKNOWN = 1
    UNFIT = 2


class Receiving(Protocol):
    """Whatever says whom it receives: the card of a centre, a service. Ages are years."""

    @property
    def audience(self) -> str: ...
    @property
    def age_min(self) -> float | None: ...
    @property
    def age_max(self) -> float | None: ...


def fit(candidate: Candidate, age: float | None) -> Fit:
    """Whether the centre is known for this age, may be, or is for others."""
    found = fit_of(candidate.centre, age)
    is_child = age is not None and age < CHILD_UNTIL
    if found is Fit.UNKNOWN and is_child and _has_no_paediatrics(candidate):
        return Fit.UNFIT
    return found


def fit_of(receiving: Receiving, age: float | None) -> Fit:
    """The same, from what is said of whom it receives alone.

    Between 15 and 18 an audience without stated bounds says nothing sure: adult services open at
    15, 16 or 18 and children's services close at 15 or 18, so both sides are to be confirmed.
    Without an age, all fit alike.
    """
    if age is None:
        return Fit.KNOWN
    if receiving.age_min is not None and age < receiving.age_min:
        return Fit.UNFIT
    if receiving.age_max is not None and age > receiving.age_max:
        return Fit.UNFIT
    if receiving.audience == "both" or _bounds_say_enough(receiving):
        return Fit.KNOWN
    if receiving.audience == "unknown":
        return Fit.UNKNOWN
    return _fit_of_audience(receiving.audience, age)


def _bounds_say_enough(receiving: Receiving) -> bool:
    """Whether the stated bounds settle what the audience leaves open: where adults begin, where
    children end. A bound on the other side (children from 0) says nothing more."""
    low, high = receiving.age_min is not None, receiving.age_max is not None
    return (
        (low and high)
        or (low and receiving.audience == "adult")
        or (high and receiving.audience == "child")
    )


def _fit_of_audience(audience: str, age: float) -> Fit:
    if CHILD_UNTIL <= age < ADULT_FROM:
        return Fit.UNKNOWN
    is_child = age < CHILD_UNTIL
    return Fit.KNOWN if is_child == (audience == "child") else Fit.UNFIT


def _has_no_paediatrics(candidate: Candidate) -> bool:
    return bool(candidate.emergency_general) and not candidate.emergency_paediatric


def asks_for_age(candidates: list[Candidate]) -> bool:
    """Rule R9: without an age, ask when there are centres for children only and for adults only."""
    audiences = {candidate.centre.audience for candidate in candidates}
    return {"adult", "child"} <= audiences
