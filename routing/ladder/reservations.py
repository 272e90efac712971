"""Every reservation about a whole answer, the most important first; each belongs to its rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from routing.answer import DiseaseCard, Notice
from routing.ladder import (
    r1_match,
    r3_territory,
    r5_affiliation,
    r7_honesty,
    r8_dates,
    r9_age_not_given,
    r10_scope,
    r11_no_diagnosis,
)
from routing.ladder.candidate import Candidate
from routing.ladder.r2_age import Fit, fit
from routing.ladder.r5_affiliation import Affiliate


@dataclass(frozen=True, slots=True)
class Asker:
    """What the reservations need to know of the person: age in years, place and situation."""

    age: float | None
    situation: str
    place_name: str
    territory: str
    crossing: str


def reservations(
    asker: Asker,
    disease: DiseaseCard,
    candidates: Sequence[Candidate],
    numbered: frozenset[str],
    affiliates: Sequence[Affiliate] = (),
    *,
    today: date,
) -> tuple[Notice, ...]:
    """`candidates` are all that answer for the disease, `numbered` the slugs of those in steps."""
    of_age = [c for c in candidates if fit(c, asker.age) is not Fit.UNFIT]
    fitting = [c for c in of_age if not r8_dates.is_over(c, today)]
    chosen = [c for c in fitting if c.centre.slug in numbered]
    others = [c for c in fitting if c.centre.slug not in numbered]
    every = [
        r10_scope.not_rare(disease, candidates),
        r7_honesty.no_known_centre(disease, candidates),
        r10_scope.other_field(disease, candidates),
        r7_honesty.other_ages_only(disease, candidates, of_age),
        r3_territory.other_territory(asker.territory, fitting),
        r1_match.nearer_through_a_group(chosen, others),
        r7_honesty.partial_networks(disease, fitting),
        r7_honesty.far_in_complete_networks(fitting),
        r3_territory.crossing(asker.place_name, asker.crossing),
        r5_affiliation.notice(affiliates, candidates, asker.age),
        r9_age_not_given.notice(candidates, asker.age),
        r11_no_diagnosis.situation_notice(asker.situation),
    ]
    return tuple(notice for notice in every if notice is not None)
