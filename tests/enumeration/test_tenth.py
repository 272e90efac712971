"""A fixed tenth of the questions that `make test-all` asks: no answer breaks a rule.

It takes two minutes of a core, and the tests are spread over the cores. What compares two ladders
would double that: it is looked at for one commune asked in five.
"""

from functools import cache

import pytest

from tests.enumeration.asking import verdict
from tests.enumeration.questions import TENTH, Questions, read_questions

pytestmark = pytest.mark.django_db

PARTS = 16
ISLANDS = {"corse", "guadeloupe", "guyane", "martinique", "mayotte", "reunion"}


@cache
def asked() -> Questions:
    return read_questions(TENTH)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_answer_breaks_a_rule(part: int) -> None:
    questions = asked()
    shards = list(questions.shards())[part::PARTS]
    found = [verdict(shard, questions.directory) for shard in shards]
    assert sum(one.questions for one in found) > 30_000
    assert not sum(one.broken for one in found), "\n".join(
        line for one in found for line in one.told
    )


def test_the_tenth_is_asked_everywhere() -> None:
    questions = asked()
    assert {place.territory for place in questions.places} >= {"metropole", *ISLANDS}
    assert 3_400 < len(questions.places) < 3_600
    assert len({place.insee for place in questions.spread}) == 200
    assert {place.territory for place in questions.spread} >= {"metropole", *ISLANDS}
    compared = [place for place in questions.places if TENTH.compares(place.insee)]
    assert 650 < len(compared) < 750
