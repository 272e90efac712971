"""The steps as the sheet numbers them: one column, or one for a child and one for an adult."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from routing.answer import Orientation, Step


@dataclass(frozen=True, slots=True)
class Line:
    """A step under its number, which the map and the sources repeat."""

    number: str
    step: Step


@dataclass(frozen=True, slots=True)
class Column:
    """Steps under a heading; the heading is empty when there is one column only."""

    heading: str
    lines: tuple[Line, ...]


def columns_of(answer: Orientation) -> list[Column]:
    """Of two columns, the first letter of the heading stands before the number ("E2", "A2")."""
    if answer.ladder:
        return [_column("", answer.ladder)]
    headings = {"child": gettext("Enfant"), "adult": gettext("Adulte")}
    return [_column(headings[side], steps) for side, steps in answer.ladders.items()]


def lines_of(columns: list[Column]) -> Iterator[Line]:
    for column in columns:
        yield from column.lines


def _column(heading: str, steps: tuple[Step, ...]) -> Column:
    lines = (Line(f"{heading[:1]}{n}", step) for n, step in enumerate(steps, start=1))
    return Column(heading, tuple(lines))
