"""Rule R2: does a centre take people of this age? Years as numbers, bounds included."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Protocol

from foundations.words import Words, joined
from routing.answer import Reason
from routing.ladder.candidate import Candidate

CHILD_UNTIL = 15.0
"""Under this age, a hospital service of unknown audience without paediatrics counts as adult."""
ADULT_FROM = 18.0

CLEARLY_FARTHER_MINUTES = 60.0
"""How much farther a site known for the age may be and still go before an unknown one."""

CLEARLY_FARTHER_KM = 60.0
"""The same where no minutes are estimated: islands without a bridge."""

AUDIENCES = {
    "adult": Words("Ce centre reçoit les adultes.", "This centre sees adults."),
    "child": Words("Ce centre reçoit les enfants.", "This centre sees children."),
    "both": Words(
        "Ce centre reçoit les enfants et les adultes.", "This centre sees children and adults."
    ),
}
CALL_FIRST = Words(
    "Les âges reçus sont à confirmer : appelez d’abord.",
    "The ages it sees are to be confirmed: call first.",
)
NOT_FOR_THIS_AGE = Words("Il n’est pas proposé pour cet âge.", "It is not suggested for this age.")
NO_PAEDIATRICS = Words(
    "Cet hôpital n’a pas d’urgences pédiatriques.",
    "This hospital has no paediatric emergency department.",
)


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


def known_for(candidates: Sequence[Candidate], age: float | None) -> list[Candidate]:
    return [c for c in candidates if fit(c, age) is Fit.KNOWN]


def unsure_for(candidates: Sequence[Candidate], age: float | None) -> list[Candidate]:
    return [c for c in candidates if fit(c, age) is Fit.UNKNOWN]


def is_clearly_nearer(one: Candidate, other: Candidate) -> bool:
    """Whether `one` is more than an hour nearer: near enough to be shown before a surer one.

    Without figures, the same territory is nearer than its basin, and the basin than the rest.
    """
    if one.minutes is not None and other.minutes is not None:
        return other.minutes - one.minutes > CLEARLY_FARTHER_MINUTES
    if one.distance_km is not None and other.distance_km is not None:
        return other.distance_km - one.distance_km > CLEARLY_FARTHER_KM
    return one.remoteness < other.remoteness


def reason(candidate: Candidate, age: float | None) -> Reason:
    """What is known of the ages that the centre sees; unknown is "to be confirmed", never kept
    silent."""
    centre = candidate.centre
    is_unfit = fit(candidate, age) is Fit.UNFIT
    if bounds := _bounds(centre.age_min, centre.age_max):
        said = Words(f"Âges reçus : {bounds.fr}.", f"Ages seen: {bounds.en}.")
    elif is_unfit and centre.audience == "unknown":
        said = NO_PAEDIATRICS
    elif centre.audience == "unknown" or fit(candidate, age) is Fit.UNKNOWN:
        said = CALL_FIRST
    else:
        said = AUDIENCES[centre.audience]
    if not is_unfit:
        return Reason("R2", said)
    return Reason("R2", joined(said, NOT_FOR_THIS_AGE))


def _bounds(low: float | None, high: float | None) -> Words | None:
    if low is not None and high is not None:
        return Words(
            f"de {_years(low).fr} à {_years(high).fr}",
            f"from {_years(low).en} to {_years(high).en}",
        )
    if low is not None:
        return Words(f"à partir de {_years(low).fr}", f"from {_years(low).en}")
    if high is not None:
        return Words(f"jusqu’à {_years(high).fr}", f"up to {_years(high).en}")
    return None


def _years(age: float) -> Words:
    if age < 2 and age != int(age):
        months = round(age * 12)
        return Words(f"{months} mois", f"{months} months")
    plural_fr, plural_en = ("s" if age >= 2 else ""), ("" if age == 1 else "s")
    return Words(f"{age:g}".replace(".", ",") + f" an{plural_fr}", f"{age:g} year{plural_en}")
