"""Rule R6: the window of two minutes and the order inside it."""

import random

from hypothesis import given
from hypothesis import strategies as st

from routing.ranking import best
from tests.routing.builders import candidate


def chosen(*candidates, age=40.0):
    first = best(candidates, age)
    return first.centre.slug if first else None


def test_the_nearest_fills_the_rung():
    assert chosen(candidate("far", km=40), candidate("near", km=10)) == "near"


def test_inside_two_minutes_the_match_then_the_label_decide():
    near, farther = candidate("near", km=10, match="ancestor"), candidate("exact", km=10.5)
    assert chosen(near, farther) == "exact"
    near, farther = candidate("near", km=10), candidate("reference", km=10.5, label="CRMR_CONST")
    assert chosen(near, farther) == "reference"


def test_outside_two_minutes_the_nearest_wins_whatever_its_label():
    near, farther = candidate("near", km=10), candidate("reference", km=14, label="CRMR_COORD")
    assert chosen(near, farther) == "near"


def test_a_newer_source_breaks_a_tie_and_never_more():
    old, new = candidate("old", km=10, vintage="before 2017"), candidate("new", km=10.3)
    assert chosen(old, new) == "new"
    assert chosen(old, candidate("new", km=20)) == "old"


def test_a_centre_for_other_ages_is_never_chosen():
    assert chosen(candidate("adults", audience="adult", km=1), age=8) is None
    children = candidate("children", audience="child", km=300)
    assert chosen(candidate("adults", audience="adult", km=1), children, age=8) == "children"


def test_known_ages_go_first_unless_an_hour_farther():
    unsure = candidate("unsure", audience="unknown", km=5)
    assert chosen(unsure, candidate("sure", audience="adult", km=50)) == "sure"
    assert chosen(unsure, candidate("sure", audience="adult", km=300)) == "unsure"


def test_without_minutes_the_label_and_the_name_decide():
    there = candidate("b-coordinator", label="CRMR_COORD", remoteness=2)
    other = candidate("a-competence", remoteness=2)
    assert chosen(other, there) == "b-coordinator"


def test_the_same_overseas_basin_comes_before_the_mainland():
    basin = candidate("guadeloupe", label="CCMR", remoteness=1)
    mainland = candidate("paris", label="CRMR_COORD", remoteness=2)
    assert chosen(mainland, basin) == "guadeloupe"


some_candidates = st.lists(
    st.builds(
        candidate,
        slug=st.text("abcdef", min_size=3, max_size=6),
        label=st.sampled_from(["CRMR_COORD", "CRMR_CONST", "CRMR", "CRC", "CCMR", "LABEL_UNKNOWN"]),
        km=st.one_of(st.none(), st.floats(0, 800).map(lambda km: round(km, 3))),
        audience=st.sampled_from(["adult", "child", "both", "unknown"]),
        match=st.sampled_from(["exact", "ancestor"]),
        remoteness=st.sampled_from([0, 0, 1, 2]),
    ),
    max_size=12,
    unique_by=lambda c: c.centre.slug,
)


@given(candidates=some_candidates, age=st.floats(0, 100), seed=st.integers())
def test_the_order_of_arrival_changes_nothing(candidates, age, seed):
    shuffled = list(candidates)
    random.Random(seed).shuffle(shuffled)
    assert best(candidates, age) == best(shuffled, age)


def test_on_an_island_kilometres_stand_for_minutes():
    unsure = candidate("unsure", audience="unknown", km=140, crossing="bateau")
    sure = candidate("sure", audience="adult", km=450, crossing="bateau")
    assert chosen(unsure, sure) == "unsure"
    assert chosen(unsure, candidate("sure", audience="adult", km=180, crossing="bateau")) == "sure"
