"""The vocabulary itself: no check holds of every answer."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from routing.answer import Lateral, Orientation, Step
from routing.orientation import orient
from routing.question import Question
from tests.scenarios.cases import CASES
from tests.scenarios.checks import (
    Check,
    no_affiliation_numbered,
    no_figure_across_territories,
    no_filiere_rung,
    not_numbered,
    nothing_beside_from,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def huntington_in_creteil(django_db_setup, django_db_blocker) -> Orientation:
    with django_db_blocker.unblock():
        return orient(Question(commune="94028", orpha=399, age=45))


def spoilt(card: str, **values: str) -> Callable[[Step], Step]:
    """A step whose `card` (centre, site or match) says something else."""
    return lambda step: replace(step, **{card: replace(getattr(step, card), **values)})


@pytest.mark.parametrize(
    ("check", "spoil"),
    [
        (no_affiliation_numbered(), spoilt("centre", label="AFFILIATION")),
        (no_filiere_rung(), spoilt("match", level="filiere")),
        (no_figure_across_territories(), spoilt("site", territory="corse")),
        (not_numbered("Wilson"), spoilt("centre", name="Centre de la maladie de Wilson")),
        (not_numbered("Robert-Debré"), spoilt("site", name="Hôpital Robert-Debré")),
    ],
)
def test_a_prohibition_sees_what_it_prohibits(
    huntington_in_creteil: Orientation, check: Check, spoil: Callable[[Step], Step]
) -> None:
    assert not check.wrong(huntington_in_creteil)
    ladder = tuple(spoil(s) if s.centre else s for s in huntington_in_creteil.ladder)
    assert check.wrong(replace(huntington_in_creteil, ladder=ladder))


def test_help_from_another_department_is_seen(huntington_in_creteil: Orientation) -> None:
    far = Lateral("emergency", {"name": "Urgences", "department": "89"}, "")
    assert nothing_beside_from("89").wrong(replace(huntington_in_creteil, lateral=(far,)))
    assert not nothing_beside_from("77").wrong(replace(huntington_in_creteil, lateral=(far,)))


PROHIBITIONS = {"no affiliation", "no distance", "no filière", "nothing of"}


def test_every_expectation_is_broken_by_the_answer_to_another_case() -> None:
    answers = [answer for case in CASES for answer in case.answers().values()]
    for case in CASES:
        for check in (*case.asserted, *case.probable):
            spoken_of_above = check.expected.endswith("not numbered") or any(
                map(check.expected.startswith, PROHIBITIONS)
            )
            assert spoken_of_above or any(check.wrong(one) for one in answers), check.expected
