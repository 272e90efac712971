"""Rule R11: the ordered card of a person without a diagnosis."""

import pytest

from routing.ladder.r11_no_diagnosis import NOTICE, notices, situation_notice, steps


def titles(territory="metropole", department="94", age=40.0):
    found = steps(territory=territory, department=department, age=age)
    return [step.instruction.title.fr for step in found]


def test_the_order_on_the_mainland():
    assert titles() == [
        "Votre médecin traitant",
        "Maladies Rares Info Services",
        "Plateforme ESMARA (Grand Paris Est)",
        "Seulement pour des signes du développement : AnDDI-Rares ou DéfiScience",
        "Associations de personnes sans diagnostic",
    ]


def test_outside_its_territory_the_platform_is_not_named():
    assert not any("ESMARA" in title for title in titles(department="69"))


def test_overseas_the_coordination_platform_stands_in_its_place():
    found = titles(territory="martinique", department="972")
    assert "Allo maladies rares" in found[2]
    assert len(found) == 5


@pytest.mark.parametrize(("age", "paediatrician"), [(0.0, True), (15.9, True), (16.0, False)])
def test_a_child_may_see_the_paediatrician(age, paediatrician):
    assert ("pédiatre" in titles(age=age)[0]) is paediatrician


def test_without_an_age_the_family_doctor():
    assert titles(age=None)[0] == "Votre médecin traitant"


def test_what_to_prepare_is_said_first():
    first = steps(territory="metropole", department="94", age=40.0)[0]
    assert "arbre de la famille" in first.instruction.text.fr
    assert "family tree" in first.instruction.text.en


def test_every_step_is_direct_bears_its_grade_and_never_goes_back():
    found = steps(territory="metropole", department="94", age=40.0)
    assert [step.grade for step in found] == [1, 1, 2, 5, 5]
    assert {step.access for step in found} == {"direct"}
    assert {reason.code for step in found for reason in step.reasons} == {"R11"}


def test_each_step_but_the_doctor_leads_somewhere():
    found = steps(territory="metropole", department="94", age=40.0)
    assert [bool(step.instruction.links) for step in found] == [False, True, True, True, True]


def test_suspicion_and_kinship_add_genetic_counselling_in_words():
    assert "génétique" in situation_notice("relative").text.fr
    assert "génétique" in situation_notice("suspected").text.fr
    assert situation_notice("relative").code == "genetic_counselling"
    assert situation_notice("suspected").code == "suspected"
    assert situation_notice("confirmed") is None
    assert NOTICE.code == "no_diagnosis"


def test_a_relative_of_a_person_without_a_diagnosis_is_told_of_genetic_counselling():
    assert [notice.code for notice in notices("relative")] == [
        "no_diagnosis",
        "genetic_counselling",
    ]
    assert notices("confirmed") == notices("suspected") == (NOTICE,)
