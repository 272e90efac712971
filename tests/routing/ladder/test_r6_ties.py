"""Rule R6: windows of two minutes, one after the other, and the order inside each."""

import random

from hypothesis import given
from hypothesis import strategies as st

from routing.ladder.r6_ties import first, in_order
from tests.routing.builders import candidate, some_candidates


def order(*candidates, age=40.0):
    return [c.centre.slug for c in in_order(candidates, age)]


def test_nobody_among_nobody():
    assert first([], 40.0) is None
    assert order() == []


def test_far_apart_the_minutes_decide():
    assert order(candidate("c", km=60), candidate("a", km=10), candidate("b", km=30)) == [
        "a",
        "b",
        "c",
    ]


def test_inside_the_window_match_then_fit_then_label():
    group = candidate("group", km=10, match="ancestor", label="CRMR_COORD")
    unsure = candidate("unsure", km=10.1, audience="unknown", label="CRMR_COORD")
    competence = candidate("competence", km=10.2)
    reference = candidate("reference", km=10.3, label="CRMR")
    assert order(group, unsure, competence, reference) == [
        "reference",
        "competence",
        "unsure",
        "group",
    ]


def test_the_order_of_labels():
    labels = ["LABEL_UNKNOWN", "CCMR", "CRC", "CRMR", "CRMR_COORD"]
    assert order(*(candidate(label, label=label, km=5) for label in labels)) == labels[::-1]


def test_a_coordinator_and_a_constitutive_centre_are_equal():
    coordinator = candidate("b", label="CRMR_COORD", km=5)
    constitutive = candidate("a", label="CRMR_CONST", km=5)
    assert order(coordinator, constitutive) == ["a", "b"]


def test_a_newer_source_then_the_distance_then_the_name():
    vintages = ["", "before 2017", "2017-2022", "2023+"]
    found = order(*(candidate(f"v{at}", vintage=v, km=5) for at, v in enumerate(vintages)))
    assert found == ["v3", "v2", "v1", "v0"]
    assert order(candidate("a", km=5.2), candidate("b", km=5.1)) == ["b", "a"]
    assert order(candidate("b", km=5), candidate("a", km=5)) == ["a", "b"]


def test_the_window_is_taken_again_with_what_remains():
    """Each window opens at the nearest that remains: a far label never jumps two windows."""
    near, middle = candidate("near", km=10), candidate("middle", km=11)
    far = candidate("far", km=12.2, label="CRMR_COORD")
    assert middle.minutes - near.minutes < 2 <= far.minutes - near.minutes
    assert order(far, middle, near) == ["near", "far", "middle"]


def test_exactly_two_minutes_is_outside():
    """Ranges are whole minutes: their middles stand half a minute apart."""
    near = candidate("near", km=10)
    by_minutes = {}
    for metres in range(10_000, 14_000, 10):
        c = candidate("reference", km=metres / 1000, label="CRMR_COORD")
        by_minutes.setdefault(c.minutes - near.minutes, c)
    assert order(near, by_minutes[1.5]) == ["reference", "near"]
    assert order(near, by_minutes[2.0]) == ["near", "reference"]


def test_those_with_minutes_go_before_those_without():
    assert order(candidate("unplaced", km=None), candidate("far", km=700)) == ["far", "unplaced"]


def test_without_minutes_the_distance_decides():
    far, near = (candidate(slug, km=km, crossing="bateau") for slug, km in (("a", 30), ("b", 20)))
    assert order(far, near) == ["b", "a"]


def test_without_any_figure_the_basin_then_match_label_and_name_decide():
    basin = candidate("d-basin", remoteness=1)
    group = candidate("a-group", remoteness=2, match="ancestor", label="CRMR_COORD")
    reference = candidate("c-reference", remoteness=2, label="CRMR_COORD")
    competence = candidate("b-competence", remoteness=2)
    assert order(group, competence, reference, basin) == [
        "d-basin",
        "c-reference",
        "b-competence",
        "a-group",
    ]


@given(candidates=some_candidates, age=st.floats(0, 100), seed=st.integers())
def test_the_order_of_arrival_changes_nothing(candidates, age, seed):
    shuffled = list(candidates)
    random.Random(seed).shuffle(shuffled)
    assert order(*candidates, age=age) == order(*shuffled, age=age)
    assert sorted(order(*candidates, age=age)) == sorted(c.centre.slug for c in candidates)
