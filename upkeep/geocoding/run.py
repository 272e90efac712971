"""From structures without a point to points: the address if it is known well, else the commune."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foundations.geography import point
from structures.models import Structure
from territories.doubtful_points import metres_outside_commune
from upkeep import placing
from upkeep.geocoding.answers import answer_to, kept
from upkeep.geocoding.ban import Ask
from upkeep.geocoding.judging import Candidate, Verdict, judge
from upkeep.geocoding.question import question

PLACED, ASKED, AT_COMMUNE, NOWHERE = "placed", "asked", "at_commune", "nowhere"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the geocoder says of a structure: its question, the answers and what they are worth."""

    question: str | None
    candidates: list[Candidate]
    verdict: Verdict | None


def question_of(structure: Structure) -> str | None:
    """What would be asked; reads the commune and its postcodes, fetched beforehand."""
    commune = structure.commune
    if commune is None:
        return None
    return question(
        address=structure.address,
        postal_line=structure.postal_line,
        commune=commune.full_name,
        postcodes={area.postcode for area in commune.postal_areas.all()},
    )


def with_what_is_asked(rows: placing.StructureQuerySet) -> placing.StructureQuerySet:
    """Fetches what `question_of` reads, without the outlines."""
    outlines = ("area", "area_overview", "area_regional", "summary")
    return (
        rows.select_related("commune", "placed")
        .defer(*(f"commune__{name}" for name in outlines))
        .prefetch_related("commune__postal_areas")
    )


def geocode(structures: Iterable[Structure], ask: Ask | None) -> Iterator[str]:
    """Place each structure and yield what became of it; without `ask`, at its commune's point.

    Each one is written at once: what is done stays done when the rest is interrupted. Raises
    Unanswered when the geocoder answers no more.
    """
    for structure in structures:
        asked = question_of(structure) if ask else None
        candidates = answer_to(asked, ask) if asked and ask else []
        yield _placed(structure, candidates)


def _placed(structure: Structure, candidates: list[Candidate]) -> str:
    if candidates:
        best = candidates[0]
        verdict = judge(best, metres_outside(structure, best))
        if verdict.precision:
            choose(structure, best, verdict.precision)
            return PLACED
    at_commune = structure.point is not None or placing.place_at_commune(structure)
    if candidates:
        return ASKED
    return AT_COMMUNE if at_commune else NOWHERE


def choose(structure: Structure, candidate: Candidate, precision: str, by: object = None) -> None:
    """Write the point of a candidate: the command's when it is good, a person's whatever it is."""
    placing.place(
        structure,
        point(lon=candidate.lon, lat=candidate.lat),
        precision=precision,
        origin=placing.Origin.ADDRESS,
        label=candidate.label,
        score=candidate.score,
        by=by,
    )


def metres_outside(structure: Structure, candidate: Candidate) -> float | None:
    if structure.commune_id is None:
        return None
    return metres_outside_commune(structure.commune_id, point(lon=candidate.lon, lat=candidate.lat))


def proposals(structures: Iterable[Structure]) -> Iterator[tuple[Structure, Proposal]]:
    """What is already known for these structures, without asking anybody."""
    rows = list(structures)
    questions = {structure.pk: question_of(structure) for structure in rows}
    known = kept(asked for asked in questions.values() if asked)
    for structure in rows:
        asked = questions[structure.pk]
        candidates = known.get(asked or "", [])
        verdict = (
            judge(candidates[0], metres_outside(structure, candidates[0])) if candidates else None
        )
        yield structure, Proposal(asked, candidates, verdict)


def counted(outcomes: Iterable[str]) -> Counter[str]:
    return Counter(outcomes)
