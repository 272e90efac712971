"""Reservations at their edges: each looks at the candidates that there are."""

from dataclasses import replace
from datetime import date

from routing.ladder.r1_match import nearer_through_a_group
from routing.ladder.reservations import Asker, reservations
from tests.routing.builders import HUNTINGTON, candidate

ASKER = Asker(40.0, "confirmed", "Créteil", "metropole", "")
TODAY = date(2026, 11, 21)


def reserved(disease, *candidates):
    return reservations(ASKER, disease, candidates, frozenset({"a-centre"}), today=TODAY)


def test_a_disease_that_is_not_rare_and_has_a_centre_is_answered_without_a_word():
    common = replace(HUNTINGTON, status="non_rare")
    assert reserved(common, candidate()) == ()


def test_a_centre_whose_label_has_ended_leads_no_reservation():
    ended = candidate("ended", km=5, match="ancestor", label_until=date(2026, 11, 20))
    assert reserved(HUNTINGTON, candidate(km=80), ended) == ()
    still = candidate("still", km=5, match="ancestor", label_until=TODAY)
    assert [n.code for n in reserved(HUNTINGTON, candidate(km=80), still)] == [
        "nearer_through_group"
    ]


def test_a_centre_of_the_group_at_the_very_place_is_nearer_by_the_whole_way():
    group, chosen = candidate("group", km=0.0, match="ancestor"), candidate("chosen", km=20.0)
    assert nearer_through_a_group([chosen], [group])
    assert not nearer_through_a_group([candidate(km=19.9)], [group])
