"""What is enumerated in bulk is what `orient` answers: same candidates, same numbered lines."""

import pytest

from routing.orientation import orient
from routing.proximity import answering, candidates, compared
from routing.question import Question
from tests.enumeration.asking import questions
from tests.enumeration.distances import Positions
from tests.enumeration.invariants import numbered
from tests.enumeration.questions import Shard, Share, read_questions

pytestmark = pytest.mark.django_db

FEW = Share(one_in=400, compared_one_in=1)


def test_distances_in_bulk_are_those_of_postgis() -> None:
    asked = read_questions(FEW)
    positions = Positions.read(asked.directory)
    places = [*asked.places, *asked.spread]
    assert len(places) > 250
    for place in places:
        metres = positions.metres_from(place)
        for scope in asked.chosen:
            one_by_one = candidates(asked.directory, place, scope.answering)
            found = answering(asked.directory, scope.answering)
            assert compared(found, metres, place) == one_by_one, (place.insee, scope.card.orpha)


def test_the_ladder_enumerated_is_the_ladder_answered() -> None:
    asked = read_questions(FEW)
    shard = Shard("sample", FEW, asked.spread[::10], asked.chosen)
    answers = 0
    for one in questions(shard, asked.directory, Positions.read(asked.directory)):
        question = Question(commune=one.insee, orpha=one.orpha, age=one.age)
        answer = orient(question)
        if answer.status == "answered":
            answers += 1
            steps = [step for step in answer.ladder if step.centre]
            assert steps == numbered(one.build(one.candidates)), question
    assert answers > 3_000
