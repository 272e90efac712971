"""The passage from children's care to adults': in the band of ages, both sides are shown."""

from collections.abc import Callable, Sequence

from resources.care_pathway import Template
from routing.answer import Step, Transition
from routing.ladder import Ladder


def between_ages(
    template: Template | None, age: float | None, ladder_at: Callable[[float], Ladder]
) -> Transition | None:
    """The centre before and the centre after, for an age (years) in the band of the template; None
    outside it, and where one team follows both or none is known."""
    band = template.transition if template else None
    if band is None or not band.includes(age):
        return None
    sides = Transition(
        child=_leading(ladder_at(band.first - 1).steps),
        adult=_leading(ladder_at(band.last + 1).steps),
    )
    return None if _is_one_team(sides) else sides


def _is_one_team(sides: Transition) -> bool:
    """Whether nobody passes from one team to another: the same one, or none that is known."""
    child, adult = (
        side.centre.slug if side and side.centre else None for side in (sides.child, sides.adult)
    )
    return child == adult


def _leading(steps: Sequence[Step]) -> Step | None:
    """The reference centre, else the first centre of a ladder."""
    centres = [step for step in steps if step.centre]
    reference = (step for step in centres if "reference" in step.roles)
    return next(reference, centres[0] if centres else None)
