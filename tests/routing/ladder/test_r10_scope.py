"""Rule R10: out of scope is a curated list, and what a network claims is in."""

from dataclasses import replace

from routing.ladder.r10_scope import is_out_of_scope, not_rare, other_field, out_of_scope
from tests.routing.builders import HUNTINGTON, candidate


def test_only_what_is_listed_and_unclaimed_is_out():
    assert is_out_of_scope(listed=True, is_claimed=False, is_claimed_below=False)
    assert not is_out_of_scope(listed=False, is_claimed=False, is_claimed_below=False)
    assert not is_out_of_scope(listed=True, is_claimed=True, is_claimed_below=False)
    assert not is_out_of_scope(listed=True, is_claimed=False, is_claimed_below=True)


def test_whom_to_turn_to_is_said():
    notice = out_of_scope(HUNTINGTON, "cancer rare.", "équipe d'oncologie.")
    assert notice.code == "out_of_scope"
    assert "Maladie de Huntington. cancer rare. Vers qui se tourner : équipe d'oncologie." in (
        notice.text.fr
    )
    assert "équipe d'oncologie" in notice.text.en
    assert notice.links[0].url == "tel:0156538136"


def test_a_classification_only_adds_what_to_check():
    tumour = replace(HUNTINGTON, preferential_parent=250908)
    infection = replace(HUNTINGTON, preferential_parent=68416)
    assert "tumeurs rares" in other_field(tumour, []).text.fr
    assert "infections" in other_field(infection, []).text.en
    assert other_field(HUNTINGTON, []) is None
    assert other_field(tumour, [candidate()]) is None


def test_a_disease_that_is_not_rare_is_said_so():
    common = replace(HUNTINGTON, status="non_rare")
    assert not_rare(common, []).code == "not_rare"
    assert not_rare(common, [candidate()]) is None
    assert not_rare(HUNTINGTON, []) is None
