"""Rule R6 at its edges: without minutes, and without a point."""

import random

from routing.ladder import by_distance
from routing.ladder.r6_ties import first
from tests.routing.builders import candidate


def test_on_an_island_the_fit_of_age_breaks_a_tie_of_kilometres():
    unsure = candidate("a-unsure", km=5, crossing="bateau", audience="unknown")
    sure = candidate("b-sure", km=5, crossing="bateau")
    assert first([unsure, sure], 40.0) == sure


def test_without_a_distance_the_list_stands_by_basin_then_label_then_name():
    expected = [
        candidate("z", km=None, label="CRMR_COORD"),
        candidate("a", km=None, label="CCMR"),
        candidate("b", km=None, label="CCMR"),
        candidate("y", remoteness=1, label="CCMR"),
        candidate("c", remoteness=2, label="CRMR_COORD"),
    ]
    shuffled = random.Random(7).sample(expected, len(expected))  # the same at each run
    assert sorted(shuffled, key=by_distance) == expected
