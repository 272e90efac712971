"""The graded ladder: which centre fills which rung, and why. Pure: no database, no clock.

Rules R2, R3, R4, R6 and R8 of the care-pathway rules (docs/explanation/ladder.md). The candidates
come in with their distances and minutes; steps come out, each with its reasons.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from routing.ages import Fit, fit
from routing.answer import DiseaseCard, Instruction, Link, Reason, Rung, Step
from routing.candidate import Candidate
from routing.nearness import Nearness, nearness_of
from routing.ranking import best
from routing.wording import MRIS, reasons_of

REFERENCE = frozenset({"CRMR_COORD", "CRMR_CONST", "CRMR"})
COORDINATORS = frozenset({"CRMR_COORD"})
RUNG_LABELS: dict[str, frozenset[str]] = {"reference": REFERENCE, "recours": COORDINATORS}
"""The labels that fill a rung; any label fills proximity."""

GRADES: dict[str, int] = {
    "urgence": 0,
    "coordination_outre_mer": 1,
    "premier_recours": 1,
    "proximite": 2,
    "reference": 3,
    "recours": 4,
    "national_europe": 5,
}
PAEDIATRICIAN_UNTIL = 16.0
"""Years until which a paediatrician may be the first doctor to see."""


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
    numbered: bool = True,
) -> Ladder:
    """The ladder for one disease and age; `candidates` in order of distance, from one place.

    `numbered` false keeps every candidate out of the steps: centres for other diseases.
    """
    standing = [c for c in candidates if fit(c, age) is not Fit.UNFIT and not _is_over(c, today)]
    roles = _roles(standing, age) if numbered else {}
    chosen = [c for c in candidates if c.centre.slug in roles]
    chosen.sort(key=lambda c: GRADES[roles[c.centre.slug][0]])
    steps = [
        *overseas_steps(territory),
        _family_doctor(disease, age),
        *(_numbered(c, roles[c.centre.slug], standing, disease, age, today) for c in chosen),
        *_national(disease, anyone_known=bool(standing)),
    ]
    others = [c for c in candidates if c.centre.slug not in roles]
    return Ladder(
        steps=tuple(steps),
        alternatives=tuple(_step(c, (), disease, age, today) for c in others),
    )


def _is_over(candidate: Candidate, today: date) -> bool:
    """Rule R8: a label whose sourced end is past never leads."""
    until = candidate.centre.label_until
    return until is not None and until < today


def _roles(standing: Sequence[Candidate], age: float | None) -> dict[str, tuple[Rung, ...]]:
    """Rule R4: the rungs that each chosen centre fills, by slug; one centre may fill several."""
    here = [c for c in standing if c.same_territory]
    fillers: dict[Rung, Candidate | None] = {
        "proximite": best(here, age),
        "reference": _nearest_labelled(standing, REFERENCE, age),
        "recours": _nearest_labelled(standing, COORDINATORS, age),
    }
    roles: dict[str, tuple[Rung, ...]] = {}
    if not any(fillers.values()):
        fillers["proximite"] = best(_reachable(standing), age)
    for rung, filler in fillers.items():
        if filler is not None:
            slug = filler.centre.slug
            roles[slug] = (*roles.get(slug, ()), rung)
    return roles


def _nearest_labelled(
    standing: Sequence[Candidate], labels: frozenset[str], age: float | None
) -> Candidate | None:
    """In the territory first; then in the basin, then on the mainland, without a figure (R3).

    Nobody is sent overseas from the mainland: such a centre stays among the alternatives.
    """
    labelled = [c for c in standing if c.centre.label in labels]
    here = [c for c in labelled if c.same_territory]
    return best(here, age) or best(_reachable(labelled), age)


def _reachable(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Centres of the basin and of the mainland."""
    return [c for c in candidates if c.remoteness == 1 or c.site.territory in MAINLAND]


def _numbered(
    candidate: Candidate,
    roles: tuple[Rung, ...],
    standing: Sequence[Candidate],
    disease: DiseaseCard,
    age: float | None,
    today: date,
) -> Step:
    labels = RUNG_LABELS.get(roles[0])
    rivals = [c for c in standing if labels is None or c.centre.label in labels]
    return _step(candidate, roles, disease, age, today, nearness_of(candidate, rivals, age))


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
        reasons=reasons_of(candidate, roles, disease, age, today, nearness),
        access="letter",
        centre=candidate.centre,
        site=candidate.site,
        match=candidate.match,
        distance_km=candidate.distance_km,
        travel=candidate.travel,
    )


def _own_rung(candidate: Candidate) -> Rung:
    return "reference" if candidate.centre.label in REFERENCE else "proximite"


def _family_doctor(disease: DiseaseCard, age: float | None) -> Step:
    title = "Votre médecin traitant"
    if age is not None and age < PAEDIATRICIAN_UNTIL:
        title = "Votre médecin traitant ou le pédiatre de l’enfant"
    return Step(
        grade=GRADES["premier_recours"],
        rung="premier_recours",
        roles=("premier_recours",),
        access="direct",
        instruction=Instruction(
            title=title,
            text=(
                "Il écrit la lettre que demandent les centres, vous suit entre deux rendez-vous "
                "et fait la demande de prise en charge à 100 % (ALD)."
            ),
        ),
        reasons=(
            Reason(
                "R4",
                f"La plupart des centres pour « {disease.name} » reçoivent sur lettre d’un "
                "médecin.",
            ),
        ),
    )


def _national(disease: DiseaseCard, anyone_known: bool) -> list[Step]:
    """The filière: for the doctors' hardest cases, and for everybody when no centre is known."""
    if not disease.filiere:
        return []
    site = Link(f"Site de la filière {disease.filiere_short}", disease.filiere_url)
    return [
        Step(
            grade=GRADES["national_europe"],
            rung="national_europe",
            roles=("national_europe",),
            access="professional_only" if anyone_known else "direct",
            instruction=Instruction(
                title=f"Filière nationale {disease.filiere_short}",
                text=FOR_DOCTORS if anyone_known else FOR_EVERYBODY,
                links=(site,) if disease.filiere_url else (),
            ),
            reasons=(
                Reason("R4", f"« {disease.name} » relève de la filière {disease.filiere_short}."),
            ),
        )
    ]


FOR_DOCTORS = (
    "Pour les situations complexes, vos médecins peuvent présenter votre dossier à une réunion "
    "nationale d’experts, ou au réseau européen."
)
FOR_EVERYBODY = "Elle tient la liste de ses centres et vous dit lequel vous reçoit."

PLATFORM_SITES = {
    "martinique": Link("allomaladiesrares.com", "https://www.allomaladiesrares.com"),
    "reunion": Link("remarares.re", "https://www.remarares.re"),
    "mayotte": Link("remarares.re", "https://www.remarares.re"),
}
"""Their sites, where a source names one; no source that we read gives a number."""

COORDINATION_PLATFORMS = {
    "martinique": "Allo maladies rares (CHU de Martinique)",
    "guadeloupe": "KaruKéRares (Guadeloupe)",
    "guyane": "COMARG (Guyane)",
    "reunion": "RE-MA-RARES (La Réunion et Mayotte)",
    "mayotte": "RE-MA-RARES (La Réunion et Mayotte)",
}
"""The four overseas coordination platforms (plateformes de coordination outre-mer)."""

MAINLAND = frozenset({"metropole", "corse"})


def overseas_steps(territory: str) -> list[Step]:
    """Rule R3: overseas, the coordination platform and the transfer come before any other land."""
    if territory in MAINLAND:
        return []
    platform = COORDINATION_PLATFORMS.get(territory)
    sites = (PLATFORM_SITES[territory],) if territory in PLATFORM_SITES else ()
    if platform:
        title = f"Plateforme de coordination outre-mer : {platform}"
        text = (
            "Guichet unique, avec ou sans diagnostic : elle vous oriente sur place et organise, "
            "si besoin, le transfert vers un autre territoire (EVASAN). Son numéro ne nous est "
            "pas connu : à défaut, appelez Maladies Rares Info Services."
        )
    else:
        title = "Votre hôpital et votre caisse locale"
        text = (
            "Ils organisent, si besoin, le transfert sanitaire vers un autre territoire (EVASAN)."
        )
    return [
        Step(
            grade=GRADES["coordination_outre_mer"],
            rung="coordination_outre_mer",
            roles=("coordination_outre_mer",),
            access="direct",
            instruction=Instruction(title=title, text=text, links=(*sites, *MRIS)),
            reasons=(
                Reason(
                    "R3", "Outre-mer, la coordination locale passe avant un centre de métropole."
                ),
            ),
        )
    ]
