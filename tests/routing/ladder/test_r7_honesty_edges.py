"""Rule R7 at its edges: how sure the chosen one is, and from when on it is far."""

from dataclasses import replace

import pytest

from routing.answer import Travel
from routing.ladder.r7_honesty import Rank, far_in_complete_networks, nearness_of
from tests.routing.builders import candidate


def test_an_unsure_centre_is_not_the_nearest_that_is_sure():
    nearer = candidate("nearer", km=5, audience="unknown")
    chosen = candidate("chosen", km=6, audience="unknown")
    assert nearness_of(chosen, [nearer, chosen], 40.0).rank is Rank.NEAR_ENOUGH


@pytest.mark.parametrize(("minutes", "is_far"), [(89, False), (90, True)])
def test_ninety_minutes_are_far(minutes, is_far):
    one = replace(candidate(), travel=Travel(minutes - 5, minutes + 5, "test"))
    assert bool(far_in_complete_networks([one])) is is_far
