"""Rule R5: consultations that a centre's team may hold in a nearer hospital.

A confirmed one is a candidate like the others (label AFFILIATION): it fills proximity, with its
parent centre, ages and days, and never bears the parent's label. One whose disease or hospital is
not confirmed is never a step: a box says that it may exist and whom to ask.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from foundations.words import Words
from routing.answer import Notice, Reason
from routing.ladder.candidate import Candidate
from routing.ladder.r0_emergency import is_acute
from routing.ladder.r2_age import CHILD_UNTIL, Fit, fit


@dataclass(frozen=True, slots=True)
class Affiliate:
    """A hospital near the patient that may hold a consultation of the centre's team."""

    name: str
    parent: str
    distance_km: float


def reason(candidate: Candidate) -> Reason | None:
    centre = candidate.centre
    if centre.label != "AFFILIATION":
        return None
    days_fr = f" ({centre.clinic_days})" if centre.clinic_days else ""
    return Reason(
        "R5",
        Words(
            f"Consultation avancée{days_fr} de l’équipe de {centre.clinic_of} : le label est celui "
            "de ce centre, pas de cet hôpital.",
            f"Outreach clinic{days_fr} of the team of {centre.clinic_of}: the label is that "
            "centre’s, not this hospital’s.",
        ),
    )


def notice(
    affiliates: Sequence[Affiliate], candidates: Sequence[Candidate], age: float | None
) -> Notice | None:
    """The box of the nearest unconfirmed one, when no centre for this age is nearer; hidden under
    15 and in acute diseases."""
    if not affiliates or is_acute(candidates) or (age is not None and age < CHILD_UNTIL):
        return None
    nearest = affiliates[0]
    if any(_is_as_near(c, nearest) for c in candidates if fit(c, age) is not Fit.UNFIT):
        return None
    return Notice(
        "affiliation_to_confirm",
        Words(
            "Une consultation plus proche existe peut-être : une coopération est annoncée entre "
            f"{nearest.name} et {nearest.parent}, sans préciser pour quelles maladies. "
            "Demandez-le au secrétariat du centre.",
            "A nearer consultation may exist: a cooperation is announced between "
            f"{nearest.name} and {nearest.parent}, without saying for which diseases. Ask the "
            "centre’s secretariat.",
        ),
    )


def _is_as_near(candidate: Candidate, affiliate: Affiliate) -> bool:
    return candidate.distance_km is not None and candidate.distance_km <= affiliate.distance_km
