"""A fixed fortieth of the questions that `make test-all` asks: no answer breaks a rule.

It takes half a minute of a core, and the tests are spread over the cores. What compares two ladders
would double that: it is looked at for one commune asked in five.
"""

from functools import cache

import pytest

from tests.enumeration.asking import verdict
from tests.enumeration.questions import SAMPLE, Questions, read_questions

pytestmark = pytest.mark.django_db

PARTS = 4
ISLANDS = {"corse", "guadeloupe", "guyane", "martinique", "mayotte", "reunion"}


@cache
def asked() -> Questions:
    return read_questions(SAMPLE)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_answer_breaks_a_rule(part: int) -> None:
    questions = asked()
    shards = list(questions.shards())[part::PARTS]
    found = [verdict(shard, questions.directory) for shard in shards]
    assert sum(one.questions for one in found) > 25_000
    assert not sum(one.broken for one in found), "\n".join(
        line for one in found for line in one.told
    )


def test_the_sample_is_asked_everywhere() -> None:
    questions = asked()
    assert {place.territory for place in questions.places} >= {"metropole", *ISLANDS}
    assert 1_000 < len(questions.places) < 1_080
    assert len({place.insee for place in questions.spread}) == 200
    assert {place.territory for place in questions.spread} >= {"metropole", *ISLANDS}
    compared = [place for place in questions.places if SAMPLE.compares(place.insee)]
    assert 150 < len(compared) < 260
