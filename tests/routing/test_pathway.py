"""Of a pathway each face tells the parts that concern the person, and no others."""

import pytest

from routing.answer_json import as_json
from routing.orientation import orient
from routing.question import Question

pytestmark = pytest.mark.django_db

HUNTINGTON = 399


def parts(age: float | None = 45.0, situation: str = "confirmed") -> set[str]:
    asked = Question(commune="94028", orpha=HUNTINGTON, age=age, situation=situation)
    return {step["part"] for step in as_json(orient(asked))["pathway"]["steps"]}


def test_with_a_sure_diagnosis_everything_but_another_age_is_told():
    assert parts() == {"recent_diagnosis", "before", "stage", "after", "education", "rights"}


@pytest.mark.parametrize(
    ("age", "told"), [(None, True), (14.9, False), (15.0, True), (26.0, False)]
)
def test_the_passage_to_adulthood_is_told_in_its_band_and_without_an_age(age, told):
    assert ("transition" in parts(age)) is told


def test_before_a_sure_diagnosis_nothing_of_what_follows_it():
    assert parts(situation="suspected") == {"before", "rights"}


def test_a_relative_reads_how_the_disease_goes():
    assert parts(situation="relative") == {"before", "stage", "after", "rights"}
