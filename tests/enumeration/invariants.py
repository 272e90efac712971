"""What is true of every ladder, whoever asks. Pure: what is broken is told in words.

Ages are judged here from the rule's own words and not through `fit`: a mistake there must show.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from routing.answer import Step
from routing.ladder import Candidate, Ladder, by_distance
from routing.travel import estimate

CHILD_UNTIL, ADULT_FROM = 15.0, 18.0
NEARER = 0.5
"""The centre that is added lies at half the distance of the first."""

Build = Callable[[Sequence[Candidate]], Ladder]


@dataclass(frozen=True)
class Asked:
    """One question as the ladder sees it: `build` makes the ladder of some candidates."""

    insee: str
    orpha: int
    territory: str
    age: float
    candidates: Sequence[Candidate]
    build: Build
    is_compared: bool = True

    @property
    def words(self) -> str:
        return f"{self.insee}, ORPHA {self.orpha}, {self.age:g}"

    def candidate(self, step: Step) -> Candidate:
        return next(c for c in self.candidates if c.centre == step.centre)


def broken(asked: Asked) -> Iterator[str]:
    """Everything that is not as it must be, for one question."""
    ladder = asked.build(asked.candidates)
    for rule in OF_A_LADDER:
        yield from rule(asked, ladder)
    if asked.is_compared:
        for rule in OF_TWO_LADDERS:
            yield from rule(asked, ladder)


def numbered(ladder: Ladder) -> list[Step]:
    return [step for step in ladder.steps if step.centre]


def figure_across_territories(asked: Asked, ladder: Ladder) -> Iterator[str]:
    for step in (*ladder.steps, *ladder.alternatives):
        if step.site is None or step.site.territory == asked.territory:
            continue
        if step.distance_km is not None or step.travel is not None:
            yield f"a figure to {step.site.territory}"


def wrong_age_numbered(asked: Asked, ladder: Ladder) -> Iterator[str]:
    for step in numbered(ladder):
        candidate = asked.candidate(step)
        if _outside_bounds(candidate, asked.age):
            yield f"{candidate.centre.slug} is numbered, outside its stated ages"
        elif asked.age < CHILD_UNTIL and _counts_as_adult(candidate):
            yield f"{candidate.centre.slug} is numbered for a child"
        elif asked.age >= ADULT_FROM and _is_for_children(candidate):
            yield f"{candidate.centre.slug} is numbered for an adult"


def filiere_numbered(asked: Asked, ladder: Ladder) -> Iterator[str]:
    for step in numbered(ladder):
        if step.match is None or step.match.level == "filiere":
            yield "a filière match is numbered"


def site_twice(asked: Asked, ladder: Ladder) -> Iterator[str]:
    shown = [asked.candidate(step) for step in numbered(ladder)]
    sites = [c.establishment or c.centre.slug for c in shown]
    if len(set(sites)) < len(sites):
        yield f"one site twice: {', '.join(c.centre.slug for c in shown)}"


def centre_lost_or_doubled(asked: Asked, ladder: Ladder) -> Iterator[str]:
    shown = [step.centre.slug for step in (*ladder.steps, *ladder.alternatives) if step.centre]
    if sorted(shown) != sorted(c.centre.slug for c in asked.candidates):
        yield "a centre is lost, or shown twice"


def without_reason(asked: Asked, ladder: Ladder) -> Iterator[str]:
    for step in (*ladder.steps, *ladder.alternatives):
        if not step.reasons:
            yield f"no reason for {step.rung}"


def grades_out_of_order(asked: Asked, ladder: Ladder) -> Iterator[str]:
    grades = [step.grade for step in numbered(ladder)]
    if grades != sorted(grades):
        yield f"grades {grades}"


OF_A_LADDER = (
    figure_across_territories,
    wrong_age_numbered,
    filiere_numbered,
    site_twice,
    centre_lost_or_doubled,
    without_reason,
    grades_out_of_order,
)


def order_of_candidates_matters(asked: Asked, ladder: Ladder) -> Iterator[str]:
    """The same candidates in another order give the same answer; so does asking twice."""
    other = asked.build(asked.candidates[::-1])
    if other.steps != ladder.steps:
        yield "the order of the candidates changes the steps"
    elif _by_slug(other.alternatives) != _by_slug(ladder.alternatives):
        yield "the order of the candidates changes what is said of the others"


def nearer_centre_makes_farther(asked: Asked, ladder: Ladder) -> Iterator[str]:
    """One more centre like the first, nearer: the first line is then no farther than before."""
    first = next((step for step in numbered(ladder) if step.distance_km), None)
    if first is None:
        return
    added = nearer(asked.candidate(first), asked.territory)
    then = numbered(asked.build(sorted([*asked.candidates, added], key=by_distance)))
    if not then or _far(then[0], first) > _far(first, then[0]):
        yield f"a centre nearer than {first.centre and first.centre.slug} makes the first farther"


OF_TWO_LADDERS = (order_of_candidates_matters, nearer_centre_makes_farther)


def nearer(one: Candidate, territory: str) -> Candidate:
    """A centre in all alike, at another hospital, at half the distance."""
    assert one.distance_km is not None
    km = one.distance_km * NEARER
    travel = one.travel and estimate(km, density=None, territory=territory)
    centre = replace(one.centre, slug=f"{one.centre.slug}-nearer")
    site = replace(one.site, finess=None, commune=None)
    return replace(one, centre=centre, site=site, distance_km=km, travel=travel, establishment=None)


def _far(step: Step, other: Step) -> float:
    """Minutes where both have some, since they rank; kilometres otherwise."""
    if step.travel and other.travel:
        return step.travel.minutes_low + step.travel.minutes_high
    return float("inf") if step.distance_km is None else step.distance_km


def _by_slug(steps: Sequence[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: step.centre.slug if step.centre else "")


def _outside_bounds(candidate: Candidate, age: float) -> bool:
    low, high = candidate.centre.age_min, candidate.centre.age_max
    return (low is not None and age < low) or (high is not None and age > high)


def _counts_as_adult(candidate: Candidate) -> bool:
    """For adults, or of unknown audience where a hospital with emergency care has no paediatric
    one; unless its own lower bound says otherwise."""
    centre = candidate.centre
    unknown_as_adult = (
        centre.audience == "unknown"
        and bool(candidate.emergency_general)
        and not candidate.emergency_paediatric
    )
    return centre.age_min is None and (centre.audience == "adult" or unknown_as_adult)


def _is_for_children(candidate: Candidate) -> bool:
    """For children, unless its own upper bound says until when."""
    return candidate.centre.audience == "child" and candidate.centre.age_max is None
