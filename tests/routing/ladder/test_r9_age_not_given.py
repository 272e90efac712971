"""Rule R9: without an age, both sides or a word."""

from routing.ladder.r9_age_not_given import ADULT_AGE, CHILD_AGE, asks_for_age, notice
from tests.routing.builders import candidate

ADULTS, CHILDREN = candidate("a", audience="adult"), candidate("c", audience="child")


def test_asks_when_there_are_centres_for_each_side_only():
    assert asks_for_age([ADULTS, CHILDREN, candidate()])
    assert not asks_for_age([ADULTS, candidate()])
    assert not asks_for_age([CHILDREN, candidate(audience="unknown")])
    assert not asks_for_age([])


def test_the_word_is_said_when_nothing_is_asked():
    assert notice([candidate()], None).code == "age_not_given"
    assert notice([candidate()], 0.0) is None
    assert notice([], None) is None
    assert notice([ADULTS, CHILDREN], None) is None


def test_the_two_columns_stand_for_a_child_and_an_adult():
    assert CHILD_AGE < 15
    assert ADULT_AGE >= 18
