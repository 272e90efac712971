"""The ladder of one answer: numbered steps, then every other candidate by the distance shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foundations.words import Words
from routing.answer import Access, CardLink, DiseaseCard, Instruction, Reason, Rung, Step
from routing.ladder import (
    family_doctor,
    r1_match,
    r2_age,
    r3_territory,
    r4_rungs,
    r5_affiliation,
    r7_honesty,
    r8_dates,
)
from routing.ladder.candidate import Candidate, by_distance
from routing.ladder.labels import GRADES, REFERENCE
from routing.ladder.r0_emergency import emergency_steps
from routing.ladder.r7_honesty import Nearness, nearness_of


@dataclass(frozen=True, slots=True)
class Ladder:
    """Numbered steps, and every other candidate in order of the distance shown."""

    steps: tuple[Step, ...]
    alternatives: tuple[Step, ...]


def build(
    candidates: Sequence[Candidate],
    *,
    disease: DiseaseCard,
    age: float | None,
    territory: str,
    today: date,
    emergency_cards: Sequence[CardLink] = (),
) -> Ladder:
    """The ladder for one disease and age (years); `candidates`, in any order, are seen from one
    place, of which `territory` is the island of comparability."""
    candidates = sorted(candidates, key=by_distance)
    standing = [
        c
        for c in candidates
        if r2_age.fit(c, age) is not r2_age.Fit.UNFIT and not r8_dates.is_over(c, today)
    ]
    roles = r4_rungs.fill(standing, age)
    chosen = sorted(
        (c for c in candidates if c.centre.slug in roles),
        key=lambda c: GRADES[roles[c.centre.slug][0]],
    )
    transfer = r3_territory.transfer_step(territory, chosen)
    numbered = [
        _step(c, roles[c.centre.slug], disease, age, today, _nearness(c, roles, standing, age))
        for c in chosen
    ]
    steps = [
        *emergency_steps(disease, candidates, emergency_cards),
        r3_territory.coordination_step(territory),
        _family_doctor(disease, age),
        *_with_transfer(numbered, territory, transfer),
        _national(disease, anyone_known=bool(standing)),
    ]
    others = [c for c in candidates if c.centre.slug not in roles]
    return Ladder(
        steps=tuple(step for step in steps if step is not None),
        alternatives=unnumbered(others, disease=disease, age=age, today=today),
    )


def unnumbered(
    candidates: Sequence[Candidate], *, disease: DiseaseCard, age: float | None, today: date
) -> tuple[Step, ...]:
    """Candidates as lines without a number, in the order given."""
    return tuple(_step(c, (), disease, age, today) for c in candidates)


def _with_transfer(numbered: list[Step], territory: str, transfer: Step | None) -> list[Step]:
    """The transfer stands before the first step of another territory."""
    if transfer is None:
        return numbered
    here = [step for step in numbered if step.site and step.site.territory == territory]
    elsewhere = [step for step in numbered if step not in here]
    return [*here, transfer, *elsewhere]


def _nearness(
    candidate: Candidate,
    roles: r4_rungs.Roles,
    standing: Sequence[Candidate],
    age: float | None,
) -> Nearness:
    labels = r4_rungs.RUNG_LABELS.get(roles[candidate.centre.slug][0])
    rivals = [c for c in standing if labels is None or c.centre.label in labels]
    return nearness_of(candidate, rivals, age)


def _step(
    candidate: Candidate,
    roles: tuple[Rung, ...],
    disease: DiseaseCard,
    age: float | None,
    today: date,
    nearness: Nearness | None = None,
) -> Step:
    rung: Rung = roles[0] if roles else _own_rung(candidate)
    return Step(
        grade=GRADES[rung],
        rung=rung,
        roles=roles,
        reasons=_reasons(candidate, roles, disease, age, today, nearness),
        access="letter",
        centre=candidate.centre,
        site=candidate.site,
        match=candidate.match,
        distance_km=candidate.distance_km,
        travel=candidate.travel,
    )


def _reasons(
    candidate: Candidate,
    roles: tuple[Rung, ...],
    disease: DiseaseCard,
    age: float | None,
    today: date,
    nearness: Nearness | None,
) -> tuple[Reason, ...]:
    """Every reason for which a centre stands where it stands, the most useful first."""
    reasons = [
        r4_rungs.reason(candidate, roles),
        r5_affiliation.reason(candidate),
        r1_match.reason(candidate, disease),
        r3_territory.reason(candidate),
        r7_honesty.reason(candidate, nearness),
        r2_age.reason(candidate, age),
        *r8_dates.reasons(candidate, today),
        r7_honesty.reason_of_site(candidate),
    ]
    return tuple(reason for reason in reasons if reason is not None)


def _own_rung(candidate: Candidate) -> Rung:
    return "reference" if candidate.centre.label in REFERENCE else "proximite"


def _family_doctor(disease: DiseaseCard, age: float | None) -> Step:
    return _instruction(
        "premier_recours",
        "direct",
        Instruction(
            title=family_doctor.title(age),
            text=Words(
                "Il écrit la lettre que demandent les centres et vous suit entre deux rendez-vous. "
                "Une fois le diagnostic confirmé, voyez avec lui si la prise en charge à 100 % "
                "(ALD) vous est ouverte.",
                "They write the letter that the centres ask for and follow you between "
                "appointments. Once the diagnosis is confirmed, see with them whether full "
                "coverage of care (ALD) is open to you.",
            ),
        ),
        Words(
            f"La plupart des centres pour « {disease.name} » reçoivent sur lettre d’un médecin.",
            f"Most centres for “{disease.name}” see people referred by a doctor’s letter.",
        ),
    )


def _national(disease: DiseaseCard, *, anyone_known: bool) -> Step | None:
    """The filière: for the doctors' hardest cases, and for everybody when no centre is known."""
    if not disease.filiere:
        return None
    name = disease.filiere_short
    return _instruction(
        "national_europe",
        "professional_only" if anyone_known else "direct",
        Instruction(
            title=Words(f"Filière nationale {name}", f"National network (filière) {name}"),
            text=FOR_DOCTORS if anyone_known else FOR_EVERYBODY,
            links=r7_honesty.filiere_links(disease),
        ),
        Words(
            f"« {disease.name} » relève de la filière {name}.",
            f"“{disease.name}” belongs to the national network {name}.",
        ),
    )


def _instruction(rung: Rung, access: Access, instruction: Instruction, reason: Words) -> Step:
    return Step(
        grade=GRADES[rung],
        rung=rung,
        roles=(rung,),
        access=access,
        instruction=instruction,
        reasons=(Reason("R4", reason),),
    )


FOR_DOCTORS = Words(
    "Pour les situations complexes, vos médecins peuvent présenter votre dossier à une réunion "
    "nationale d’experts, ou au réseau européen.",
    "For complex situations, your doctors can present your case to a national meeting of experts, "
    "or to the European network.",
)
FOR_EVERYBODY = Words(
    "Elle tient la liste de ses centres et vous dit lequel vous reçoit.",
    "It keeps the list of its centres and tells you which one sees you.",
)
