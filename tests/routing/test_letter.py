"""The referral letter: what is known, and brackets for what only the doctor knows."""

from dataclasses import replace

import pytest

from routing.answer import Orientation, Step
from routing.ladder.labels import GRADES
from routing.letter import letter
from territories.place import Place
from tests.routing.builders import HUNTINGTON, candidate

CRETEIL = Place(
    insee="94028",
    name="Créteil",
    postcode="94000",
    postcodes=("94000",),
    department="94",
    department_name="Val-de-Marne",
    territory="metropole",
    lon=2.45,
    lat=48.79,
    precision="town_hall",
    population=90_000,
    density=8000.0,
    crossing="",
    kind="commune",
)


def step(slug: str, *roles: str, label: str = "CCMR") -> Step:
    one = candidate(slug, label=label)
    return Step(
        grade=GRADES[roles[0]],
        rung=roles[0],
        roles=roles,
        reasons=(),
        access="letter",
        centre=one.centre,
        site=one.site,
    )


ANSWER = Orientation(
    status="answered",
    place=CRETEIL,
    disease=HUNTINGTON,
    age=45.0,
    ladder=(step("near", "proximite"), step("reference", "reference", label="CRMR_CONST")),
)


def test_the_letter_names_the_disease_the_place_and_the_reference_centre():
    text = letter(ANSWER)
    assert "Maladie de Huntington (ORPHA:399)" in text
    assert (
        "une personne de 45 ans, qui habite Créteil (94), dont le diagnostic est confirmé" in text
    )
    assert "Votre équipe est centre de référence (réseau Réseau)." in text


def test_without_a_reference_centre_it_is_written_to_the_first():
    alone = replace(ANSWER, ladder=(step("near", "proximite"),))
    assert "centre de compétence" in letter(alone)
    assert "Votre équipe" not in letter(replace(ANSWER, ladder=()))


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("CRMR", "Votre équipe est centre de référence (réseau Réseau)."),
        ("LABEL_UNKNOWN", "Votre équipe est centre labellisé (réseau Réseau)."),
        ("AFFILIATION", "Je m’adresse à votre consultation avancée (réseau Réseau)."),
    ],
)
def test_the_label_is_written_without_our_own_doubts(label, words):
    assert words in letter(replace(ANSWER, ladder=(step("one", "proximite", label=label),)))


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (None, "une personne d’âge […]"),
        (0, "un nouveau-né"),
        (0.25, "un enfant de 3 mois"),
        (17.9, "un enfant de 17 ans"),
        (18.0, "une personne de 18 ans"),
    ],
)
def test_the_age_is_said_as_doctors_say_it(age, words):
    assert f"Je vous adresse {words}" in letter(replace(ANSWER, age=age))


def test_suspicion_and_kinship_change_the_purpose():
    assert "ce diagnostic est évoqué" in letter(replace(ANSWER, situation="suspected"))
    assert "parent d’une personne atteinte" in letter(replace(ANSWER, situation="relative"))


def test_of_several_communes_with_one_postcode_the_doctor_names_the_right_one():
    shared = replace(ANSWER, places=(CRETEIL, CRETEIL))
    assert "qui habite […] (94)" in letter(shared)
    assert "qui habite" not in letter(replace(ANSWER, place=None))


def test_nothing_is_written_without_a_disease():
    assert letter(replace(ANSWER, disease=None)) == ""


def test_no_braces_of_the_template_are_left():
    assert not set("{}") & set(letter(ANSWER))
