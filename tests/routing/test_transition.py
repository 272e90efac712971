"""Between childhood and adulthood both sides are shown, in the band of ages of the pathway."""

import pytest

from routing.orientation import orient
from routing.question import Question

pytestmark = pytest.mark.django_db

SICKLE_CELL, APLASTIC_ANAEMIA = 232, 88


def transition(orpha: int, age: float | None):
    return orient(Question(commune="94028", orpha=orpha, age=age)).transition


@pytest.mark.parametrize("age", [15.0, 20.0, 25.9])
def test_inside_the_band_each_side_has_its_centre(age):
    sides = transition(APLASTIC_ANAEMIA, age)
    assert sides is not None
    assert "Robert-Debré" in sides.child.site.name
    assert "Saint-Louis" in sides.adult.site.name


@pytest.mark.parametrize("age", [None, 0.0, 14.9, 26.0, 45.0])
def test_outside_the_band_there_is_nothing_to_pass(age):
    assert transition(APLASTIC_ANAEMIA, age) is None


def test_a_disease_without_a_known_centre_has_no_sides():
    answer = orient(Question(commune="94028", orpha=352, age=16.0))
    assert not any(step.centre for step in answer.ladder) or answer.transition is not None
