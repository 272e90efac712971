"""The parts of a pathway template that concern a person: every face tells the same. Pure."""

from dataclasses import replace

from resources.care_pathway import Template
from routing.answer import Situation

NOT_TOLD: dict[Situation, frozenset[str]] = {
    "confirmed": frozenset(),
    "suspected": frozenset({"recent_diagnosis", "stage", "after", "education"}),
    "relative": frozenset({"recent_diagnosis", "education"}),
}
"""Before a sure diagnosis nothing is told of what follows it. A relative reads how the disease goes
and what its family may ask, not what to do with a diagnosis of one's own."""


def for_person(
    template: Template | None, age: float | None, situation: Situation
) -> Template | None:
    """The template without the parts that do not concern the person; `age` is in years.

    The passage to adulthood is told in its band of ages, and when no age is given.
    """
    if template is None:
        return None
    left_out = NOT_TOLD[situation]
    band = template.transition
    if band is not None and age is not None and not band.includes(age):
        left_out |= {"transition"}
    return replace(
        template, steps=tuple(step for step in template.steps if step.part not in left_out)
    )
