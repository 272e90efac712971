"""The invariants themselves: a ladder that breaks one is told, and a right one is not."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from routing.answer import Step
from routing.ladder import Candidate, Ladder, build, by_distance
from tests.enumeration import invariants
from tests.enumeration.invariants import Asked, broken
from tests.routing.builders import HUNTINGTON, candidate

CENTRES = sorted(
    [
        candidate("adults", audience="adult", km=12, label="CRMR_COORD"),
        candidate("children", audience="child", km=30),
        candidate("anybody", audience="both", km=60, label="CRMR_CONST"),
        candidate("overseas", remoteness=2),
        candidate("unsure", audience="unknown", km=5, emergency_general=True),
        candidate("bounded", audience="child", km=8, age_max=10),
    ],
    key=by_distance,
)
MAKE = partial(build, disease=HUNTINGTON, territory="metropole", today=date(2026, 11, 21))


def asked(age: float, make: Callable[[Sequence[Candidate]], Ladder] | None = None) -> Asked:
    return Asked("93001", 399, "metropole", age, CENTRES, make or partial(MAKE, age=age))


@pytest.mark.parametrize("age", [0, 14, 15, 18, 80])
def test_a_right_ladder_breaks_nothing(age: float) -> None:
    assert list(broken(asked(age))) == []


def first_numbered(ladder: Ladder, **changes: object) -> Ladder:
    """The ladder, its first numbered line changed."""
    steps = list(ladder.steps)
    at = next(number for number, step in enumerate(steps) if step.centre)
    steps[at] = replace(steps[at], **changes)
    return replace(ladder, steps=tuple(steps))


def led_by(slug: str, ladder: Ladder) -> Ladder:
    """The ladder, its first numbered line replaced by that of another centre."""
    other = next(step for step in (*ladder.alternatives, *ladder.steps) if _slug(step) == slug)
    return first_numbered(ladder, centre=other.centre, site=other.site)


def _slug(step: Step) -> str:
    return step.centre.slug if step.centre else ""


@pytest.mark.parametrize(
    ("rule", "age", "spoil"),
    [
        (invariants.wrong_age_numbered, 8, lambda ladder: led_by("adults", ladder)),
        (invariants.wrong_age_numbered, 8, lambda ladder: led_by("unsure", ladder)),
        (invariants.wrong_age_numbered, 40, lambda ladder: led_by("children", ladder)),
        (invariants.wrong_age_numbered, 12, lambda ladder: led_by("bounded", ladder)),
        (invariants.without_reason, 40, lambda ladder: first_numbered(ladder, reasons=())),
        (invariants.centre_lost_or_doubled, 40, lambda ladder: replace(ladder, alternatives=())),
        (invariants.site_twice, 40, lambda ladder: replace(ladder, steps=ladder.steps * 2)),
        (invariants.grades_out_of_order, 8, lambda ladder: first_numbered(ladder, grade=9)),
        (
            invariants.filiere_numbered,
            40,
            lambda ladder: first_numbered(ladder, match=candidate(match="filiere").match),
        ),
        (
            invariants.figure_across_territories,
            40,
            lambda ladder: first_numbered(ladder, site=replace(CENTRES[0].site, territory="corse")),
        ),
    ],
)  # fmt: skip
def test_a_ladder_that_breaks_a_rule_is_told(
    rule: Callable, age: float, spoil: Callable[[Ladder], Ladder]
) -> None:
    question = asked(age)
    right = question.build(CENTRES)
    assert not list(rule(question, right))
    assert list(rule(question, spoil(right)))


def test_a_ladder_that_depends_on_the_order_given_is_told() -> None:
    def first_come(candidates: Sequence[Candidate]) -> Ladder:
        return led_by(candidates[0].centre.slug, MAKE(candidates, age=40))

    assert list(broken(asked(40, first_come)))


def test_a_ladder_that_a_nearer_centre_makes_farther_is_told() -> None:
    def farthest(candidates: Sequence[Candidate]) -> Ladder:
        kept = candidates if len(candidates) == len(CENTRES) else candidates[4:]
        return MAKE(kept, age=40)

    question = asked(40, farthest)
    assert list(invariants.nearer_centre_makes_farther(question, question.build(CENTRES)))
