"""What is enumerated in bulk is what `orient` answers: same candidates, same numbered lines."""

import pytest

from routing.orientation import orient
from routing.proximity import candidates, measured_in_memory
from routing.question import Question
from tests.enumeration.asking import TODAY, questions
from tests.enumeration.questions import Shard, Share, read_questions

pytestmark = pytest.mark.django_db

FEW = Share(one_in=400, compared_one_in=1)


def test_distances_in_memory_are_those_of_postgis() -> None:
    asked = read_questions(FEW)
    measure = measured_in_memory(asked.directory)
    places = [*asked.places, *asked.spread]
    assert len(places) > 250
    for place in places:
        for disease in asked.chosen:
            by_postgis = candidates(asked.directory, place, disease.answering)
            in_memory = candidates(asked.directory, place, disease.answering, measure)
            assert in_memory == by_postgis, (place.insee, disease.card.orpha)


def test_the_ladder_enumerated_is_the_ladder_answered() -> None:
    asked = read_questions(FEW)
    shard = Shard("sample", FEW, asked.spread[::10], asked.chosen)
    answers = 0
    for one in questions(shard, asked.directory):
        question = Question(commune=one.insee, orpha=one.orpha, age=one.age)
        answer = orient(question, today=TODAY)
        if answer.status == "answered":
            answers += 1
            assert answer.ladder == one.build(one.candidates).steps, question
    assert answers > 3_000
