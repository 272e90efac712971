"""A pathway template as plain values in both languages: no database."""

from dataclasses import dataclass
from typing import Literal

from foundations.words import Words

PathwayMatch = Literal["exact", "ancestor", "generic"]


@dataclass(frozen=True, slots=True)
class TemplateStep:
    """A step of a template; `part` is one of `PathwayStep.Part`, `of_disease` false for a step of
    the generic template, whatever the template that is completed by it."""

    part: str
    title: Words
    text: Words
    url: str
    source: str
    source_url: str
    to_verify: bool
    of_disease: bool


@dataclass(frozen=True, slots=True)
class Transition:
    """The ages in years, both included, between which both sides are shown."""

    first: int
    last: int

    def includes(self, age: float | None) -> bool:
        """Whether a person is in the band: aged `last` until the next birthday."""
        return age is not None and self.first <= age < self.last + 1


@dataclass(frozen=True, slots=True)
class Template:
    """How care is organised for a disease, part by part in the order in which they are shown.

    A part for which the template says nothing is that of the generic one. `through` is the ORPHA
    code of the disease that the template names, None for the generic one.
    """

    slug: str
    title: Words
    match: PathwayMatch
    through: int | None
    transition: Transition | None
    steps: tuple[TemplateStep, ...]

    def part(self, name: str) -> tuple[TemplateStep, ...]:
        """The steps of a part of `PathwayStep.Part`, in order."""
        return tuple(step for step in self.steps if step.part == name)
