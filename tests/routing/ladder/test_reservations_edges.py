"""Reservations at their edges: each looks at the candidates that there are."""

from dataclasses import replace

from routing.ladder.r1_match import nearer_through_a_group
from routing.ladder.reservations import Asker, reservations
from tests.routing.builders import HUNTINGTON, candidate

ASKER = Asker(40.0, "confirmed", "Créteil", "metropole", "")


def test_a_disease_that_is_not_rare_and_has_a_centre_is_answered_without_a_word():
    common = replace(HUNTINGTON, status="non_rare")
    assert reservations(ASKER, common, [candidate()], frozenset({"a-centre"})) == ()


def test_a_centre_of_the_group_at_the_very_place_is_nearer_by_the_whole_way():
    group, chosen = candidate("group", km=0.0, match="ancestor"), candidate("chosen", km=20.0)
    assert nearer_through_a_group([chosen], [group])
    assert not nearer_through_a_group([candidate(km=19.9)], [group])
