"""Rule R4: who fills a rung, and one site once."""

import random

from hypothesis import given
from hypothesis import strategies as st

from routing.ladder.r4_rungs import choose, fill, reason, said_roles
from tests.routing.builders import candidate, some_candidates


def chosen(*candidates, age=40.0):
    return [c.centre.slug for c in choose(candidates, age)]


def test_the_nearest_fills_the_rung():
    assert chosen(candidate("far", km=40), candidate("near", km=10)) == ["near"]


def test_inside_two_minutes_the_match_then_the_label_decide():
    near, farther = candidate("near", km=10, match="ancestor"), candidate("exact", km=10.5)
    assert chosen(near, farther) == ["exact"]
    near, farther = candidate("near", km=10), candidate("reference", km=10.5, label="CRMR_CONST")
    assert chosen(near, farther) == ["reference"]


def test_outside_two_minutes_the_nearest_wins_whatever_its_label():
    near, farther = candidate("near", km=10), candidate("reference", km=14, label="CRMR_COORD")
    assert chosen(near, farther) == ["near"]


def test_a_newer_source_breaks_a_tie_and_never_more():
    old, new = candidate("old", km=10, vintage="before 2017"), candidate("new", km=10.3)
    assert chosen(old, new) == ["new"]
    assert chosen(old, candidate("new", km=20)) == ["old"]


def test_a_centre_for_other_ages_is_never_chosen():
    assert chosen(candidate("adults", audience="adult", km=1), age=8) == []
    children = candidate("children", audience="child", km=300)
    assert chosen(candidate("adults", audience="adult", km=1), children, age=8) == ["children"]


def test_known_ages_go_first_unless_an_hour_farther():
    unsure = candidate("unsure", audience="unknown", km=5)
    assert chosen(unsure, candidate("sure", audience="adult", km=50)) == ["sure"]
    assert chosen(unsure, candidate("sure", audience="adult", km=300)) == ["unsure", "sure"]


def test_without_minutes_the_label_and_the_name_decide():
    there = candidate("b-coordinator", label="CRMR_COORD", remoteness=2)
    other = candidate("a-competence", remoteness=2)
    assert chosen(other, there) == ["b-coordinator"]


def test_the_same_overseas_basin_comes_before_the_mainland():
    basin = candidate("guadeloupe", label="CCMR", remoteness=1)
    mainland = candidate("paris", label="CRMR_COORD", remoteness=2)
    assert chosen(mainland, basin) == ["guadeloupe"]


@given(candidates=some_candidates, age=st.floats(0, 100), seed=st.integers())
def test_the_order_of_arrival_changes_nothing(candidates, age, seed):
    shuffled = list(candidates)
    random.Random(seed).shuffle(shuffled)
    assert choose(candidates, age) == choose(shuffled, age)


def test_a_centre_of_the_basin_follows_where_the_territory_has_none():
    basin, mainland = candidate("basin", remoteness=1), candidate("far", label="CRMR", remoteness=2)
    assert fill([mainland, basin], 40.0) == {"basin": ("proximite",), "far": ("reference",)}
    here = candidate("here")
    assert fill([mainland, basin, here], 40.0) == {"here": ("proximite",), "far": ("reference",)}
    assert fill([mainland], 40.0) == {"far": ("reference",)}


def test_an_unsure_age_in_the_basin_is_shown_before_a_sure_one_on_the_mainland():
    basin = candidate("basin", audience="unknown", remoteness=1)
    mainland = candidate("mainland", label="CRMR_COORD", remoteness=2)
    assert chosen(mainland, basin) == ["basin", "mainland"]
    assert chosen(candidate("here", remoteness=1), candidate("there", remoteness=2)) == ["here"]


def test_on_an_island_kilometres_stand_for_minutes():
    unsure = candidate("unsure", audience="unknown", km=140, crossing="bateau")
    sure = candidate("sure", audience="adult", km=450, crossing="bateau")
    assert chosen(unsure, sure) == ["unsure", "sure"]
    assert chosen(unsure, candidate("sure", audience="adult", km=180, crossing="bateau")) == [
        "sure"
    ]


def test_the_centre_that_names_the_disease_goes_before_a_much_nearer_group():
    far = candidate("names-it", km=300)
    near = candidate("group", km=5, match="ancestor")
    assert chosen(near, far) == ["names-it"]
    assert chosen(near) == ["group"]


def test_a_centre_of_the_same_filiere_is_never_a_rung():
    assert chosen(candidate(match="filiere")) == []


def test_two_centres_of_one_hospital_are_one_step_under_the_higher_label():
    competence = candidate("competence", km=3, establishment=7)
    reference = candidate("reference", km=3, label="CRMR_CONST", match="ancestor", establishment=7)
    assert fill([competence, reference], 40.0) == {"reference": ("proximite", "reference")}


def test_a_reference_centre_of_unsaid_kind_fills_the_reference_rung():
    assert fill([candidate("unsaid", label="CRMR")], 40.0) == {"unsaid": ("proximite", "reference")}


def test_an_outreach_clinic_fills_proximity_alone():
    clinic = candidate("clinic", label="AFFILIATION", km=2)
    parent = candidate("parent", label="CRMR_COORD", km=40)
    assert fill([clinic, parent], 40.0) == {
        "clinic": ("proximite",),
        "parent": ("reference", "recours"),
    }


def test_from_the_mainland_nobody_is_sent_overseas():
    assert fill([candidate("martinique", remoteness=2, territory="martinique")], 40.0) == {}


def test_without_a_labelled_centre_in_reach_the_nearest_basin_follows():
    basin = candidate("guadeloupe", remoteness=1, territory="guadeloupe")
    assert fill([basin], 40.0) == {"guadeloupe": ("proximite",)}


def test_nobody_seeks_a_second_opinion_from_the_first_centre():
    assert said_roles(("proximite", "reference", "recours")) == ("proximite", "reference")
    assert said_roles(("recours",)) == ("recours",)


def test_a_task_never_says_how_near_the_centre_is():
    """That is rule R7's: the list may be partial, and the centre across the sea."""
    said = reason(candidate(remoteness=2), ("proximite", "reference")).text
    assert "pour le suivi régulier, et pour le diagnostic" in said.fr
    assert "for regular follow-up, and for the diagnosis" in said.en
