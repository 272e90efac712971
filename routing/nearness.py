"""What may be said of how near a chosen centre is (rules R6 and R7). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from routing.ages import Fit, fit
from routing.candidate import Candidate


class Rank(Enum):
    """How a chosen centre stands among those that could fill the same role."""

    NEAREST = "nobody is nearer"
    NEAREST_SURE_OF_AGE = "those nearer may not take this age"
    NEAR_ENOUGH = "those nearer are a few minutes nearer, or much less sure"


@dataclass(frozen=True, slots=True)
class Nearness:
    """`lists_complete`: every network that answers is wholly known, so "the nearest" is true."""

    rank: Rank
    lists_complete: bool


def nearness_of(chosen: Candidate, rivals: Sequence[Candidate], age: float | None) -> Nearness:
    """`rivals` are the centres that could fill the role and take the age, the chosen included."""
    complete = all(c.centre.network.coverage == "complete" for c in rivals)
    nearer = [c for c in rivals if _is_nearer(c, chosen)]
    if not nearer:
        return Nearness(Rank.NEAREST, complete)
    if fit(chosen, age) is Fit.KNOWN and all(fit(c, age) is Fit.UNKNOWN for c in nearer):
        return Nearness(Rank.NEAREST_SURE_OF_AGE, complete)
    return Nearness(Rank.NEAR_ENOUGH, complete)


def _is_nearer(one: Candidate, other: Candidate) -> bool:
    if one.distance_km is None or other.distance_km is None:
        return False
    return one.distance_km < other.distance_km
