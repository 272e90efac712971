"""Rule R4: which centre fills which rung; one site may fill several and is then shown once."""

from collections.abc import Sequence

from foundations.words import Words
from routing.answer import Reason, Rung
from routing.ladder.candidate import Candidate
from routing.ladder.labels import COORDINATORS, LABELS, REFERENCE
from routing.ladder.r1_match import surest
from routing.ladder.r2_age import is_clearly_nearer, known_for, unsure_for
from routing.ladder.r3_territory import in_reach
from routing.ladder.r6_ties import first

RUNG_LABELS: dict[Rung, frozenset[str]] = {"reference": REFERENCE, "recours": COORDINATORS}
"""The labels that fill a rung; any label fills proximity."""

NUMBERED: tuple[Rung, ...] = ("proximite", "reference", "recours")
"""The rungs that a labelled centre may fill, in the order of the steps."""


def rungs_of_label(label: str) -> tuple[Rung, ...]:
    """The rungs that a centre with this label may fill, whoever asks."""
    return tuple(rung for rung in NUMBERED if rung == "proximite" or label in RUNG_LABELS[rung])


TASKS = {
    "proximite": Words("le suivi régulier", "regular follow-up"),
    "reference": Words(
        "le diagnostic et les décisions de traitement", "the diagnosis and treatment decisions"
    ),
    "recours": Words(
        "les deuxièmes avis et les formes les plus rares",
        "second opinions and the rarest forms",
    ),
}

Roles = dict[str, tuple[Rung, ...]]
"""The rungs that each chosen centre fills, by slug, in the order of the steps."""


def fill(standing: Sequence[Candidate], age: float | None) -> Roles:
    """The centres that fill the rungs; `standing` are those that may lead (age and label hold)."""
    here = [c for c in standing if c.same_territory]
    basin = [c for c in standing if c.remoteness == 1]
    fillers: dict[Rung, list[Candidate]] = {
        "proximite": choose(here, age) or choose(basin, age),
        "reference": _labelled("reference", standing, age),
        "recours": _labelled("recours", standing, age),
    }
    if not any(fillers.values()):
        fillers["proximite"] = choose(in_reach(standing), age)
    return _one_step_a_site(fillers)


def _labelled(rung: Rung, standing: Sequence[Candidate], age: float | None) -> list[Candidate]:
    """In the territory first; then in the basin, then on the mainland, without a figure (R3)."""
    labelled = [c for c in standing if c.centre.label in RUNG_LABELS[rung]]
    here = [c for c in labelled if c.same_territory]
    return choose(here, age) or choose(in_reach(labelled), age)


def choose(candidates: Sequence[Candidate], age: float | None) -> list[Candidate]:
    """Who fills a rung: one centre, or two when ages are unsure, or nobody.

    A site known for the age goes before an unknown one, unless more than an hour farther: then
    both, the nearer first with "call first" (rule R2).
    """
    eligible = surest(candidates)
    sure, unsure = first(known_for(eligible, age), age), first(unsure_for(eligible, age), age)
    if sure is None or unsure is None:
        return [c for c in (sure, unsure) if c is not None]
    return [unsure, sure] if is_clearly_nearer(unsure, sure) else [sure]


def _one_step_a_site(fillers: dict[Rung, list[Candidate]]) -> Roles:
    """Each site once, with all its roles, under the centre that fills its highest rung."""
    centre_of_site: dict[str, str] = {}
    rungs_of_site: dict[str, list[Rung]] = {}
    for rung, chosen in fillers.items():
        for candidate in chosen:
            centre_of_site[candidate.site_key] = candidate.centre.slug
            rungs_of_site.setdefault(candidate.site_key, []).append(rung)
    return {centre_of_site[site]: tuple(rungs) for site, rungs in rungs_of_site.items()}


def said_roles(roles: Sequence[Rung]) -> tuple[Rung, ...]:
    """The roles to put into words: nobody seeks a second opinion from the first centre."""
    return tuple(role for role in roles if role != "recours" or "reference" not in roles)


def reason(candidate: Candidate, roles: Sequence[Rung]) -> Reason | None:
    """What the centre is proposed for; None for a centre among the alternatives."""
    if not roles:
        return None
    tasks = [TASKS[role] for role in said_roles(roles)]
    label = LABELS[candidate.centre.label]
    return Reason(
        "R4",
        Words(
            f"{_capital(label.fr)} : nous le proposons pour "
            f"{', et pour '.join(task.fr for task in tasks)}.",
            f"{_capital(label.en)}: suggested for {', and for '.join(task.en for task in tasks)}.",
        ),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
