"""Rule R5: a confirmed clinic is a step without the label; an unconfirmed one is a box."""

from routing.answer import PhoneLine
from routing.ladder.r5_affiliation import Affiliate, notice, reason
from tests.routing.builders import candidate

FONTAINEBLEAU = Affiliate("CH de Fontainebleau", "Hôpital Henri-Mondor", 4.0)
MELUN = Affiliate("CH de Melun", "Hôpital Henri-Mondor", 9.0)


def test_a_confirmed_clinic_tells_whose_team_it_is_and_its_days():
    clinic = candidate(label="AFFILIATION", clinic_of="Henri-Mondor", clinic_days="le mardi")
    said = reason(clinic)
    assert said.code == "R5"
    assert "Consultation avancée (le mardi) de l’équipe de Henri-Mondor" in said.text.fr
    assert "Outreach clinic (le mardi)" in said.text.en


def test_days_that_are_not_known_are_not_told():
    said = reason(candidate(label="AFFILIATION", clinic_of="Henri-Mondor"))
    assert "avancée de l’équipe" in said.text.fr


def test_a_labelled_centre_is_no_clinic():
    assert reason(candidate()) is None


def test_the_nearest_unconfirmed_one_is_a_box():
    box = notice([FONTAINEBLEAU, MELUN], [candidate()], 28.0)
    assert box.code == "affiliation_to_confirm"
    assert "CH de Fontainebleau" in box.text.fr
    assert "CH de Melun" not in box.text.fr
    assert "Hôpital Henri-Mondor" in box.text.en


def test_the_box_is_hidden_where_a_centre_for_this_age_is_nearer():
    assert notice([FONTAINEBLEAU], [candidate(km=3.0)], 40.0) is None
    assert notice([FONTAINEBLEAU], [candidate(km=3.0, audience="child")], 40.0) is not None
    assert notice([FONTAINEBLEAU], [candidate(km=None)], 40.0) is not None


def test_the_box_tells_what_its_source_says_and_not_who_said_it():
    said = notice([FONTAINEBLEAU], [candidate()], 40.0).text
    assert "une coopération est annoncée entre CH de Fontainebleau et" in said.fr
    assert "a cooperation is announced between CH de Fontainebleau and" in said.en


def test_the_box_is_hidden_under_fifteen_and_shown_from_fifteen():
    assert notice([FONTAINEBLEAU], [candidate()], 14.9) is None
    assert notice([FONTAINEBLEAU], [candidate()], 15.0) is not None
    assert notice([FONTAINEBLEAU], [candidate()], None) is not None


def test_the_box_is_hidden_in_acute_diseases_and_without_an_affiliate():
    acute = candidate(phones=(PhoneLine("", "expert_line", url="https://example.org"),))
    assert notice([FONTAINEBLEAU], [acute], 40.0) is None
    assert notice([], [candidate()], 40.0) is None
