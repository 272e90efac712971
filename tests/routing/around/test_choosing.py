"""Which services are shown, in which order, and what is said of them."""

import pytest

from routing.answer import Lateral, Link
from routing.around import wording
from routing.around.choosing import (
    NEAR_KM,
    by_area,
    by_distance,
    choose,
    emergencies,
    for_the_disease_if_any,
    interleaved,
    one_after_the_other,
    reservation,
)
from routing.around.service import Area
from tests.routing.around.builders import near, place, seen, slugs

CRETEIL = place("94028")


def emergency(km, slug, **fields):
    return near(km, slug, "emergency", relevance="core", **fields)


def departments(*found, complete=True, sure_km=100.0):
    return seen(*found, category="emergency", complete=complete, sure_km=sure_km)


GENERAL = emergency(2.0, "general", paediatric=False)
PAEDIATRIC = emergency(9.0, "paediatric", paediatric=True)


def test_the_nearest_emergency_department_comes_first_for_an_adult():
    lines = emergencies(departments(PAEDIATRIC, GENERAL), 40)
    assert slugs(lines) == ["general", "paediatric"]
    assert lines[0].reason == wording.NEAREST
    assert "pédiatrique" not in lines[1].reason.fr


@pytest.mark.parametrize("age", [0, 6, 14.9])
def test_a_child_is_first_told_the_nearest_authorised_for_children(age):
    lines = emergencies(departments(GENERAL, PAEDIATRIC), age)
    assert slugs(lines) == ["paediatric", "general"]
    assert wording.NEAREST_PAEDIATRIC.fr in lines[0].reason.fr
    assert wording.NOT_PAEDIATRIC.fr in lines[1].reason.fr


def test_from_fifteen_the_nearest_comes_first():
    assert slugs(emergencies(departments(GENERAL, PAEDIATRIC), 15))[0] == "general"


def test_without_an_age_both_are_told():
    others = [emergency(3.0 + n, f"other-{n}", paediatric=False) for n in range(4)]
    lines = emergencies(departments(GENERAL, PAEDIATRIC, *others), None)
    assert slugs(lines)[:2] == ["general", "paediatric"]


def test_beyond_what_is_sure_the_nearest_is_so_among_those_that_we_know():
    (line,) = emergencies(departments(GENERAL, sure_km=1.9), 40)
    assert line.reason == wording.NEAREST_KNOWN
    (sure,) = emergencies(departments(GENERAL, sure_km=2.1), 40)
    assert sure.reason == wording.NEAREST


def test_a_position_that_is_only_probable_may_be_the_nearest():
    rival = emergency(6.0, "rival", paediatric=False, precision="probable")
    assert emergencies(departments(GENERAL, rival), 40)[0].reason == wording.NEAREST_KNOWN
    far = emergency(8.0, "far", paediatric=False, precision="probable")
    assert emergencies(departments(GENERAL, far), 40)[0].reason == wording.NEAREST


def test_an_unknown_authorisation_makes_the_nearest_for_children_unsure():
    unknown = emergency(3.0, "unknown", paediatric=None)
    line = emergencies(departments(unknown, PAEDIATRIC), 5)[0]
    assert slugs([line]) == ["paediatric"]
    assert "Le plus proche" not in line.reason.fr


def test_where_the_list_is_not_complete_no_emergency_department_is_named():
    from_lyon = departments(GENERAL, complete=False)
    assert emergencies(from_lyon, 40) == ()
    said = reservation(from_lyon, ())
    assert said.structure == {}
    assert "Notre annuaire ne couvre pas encore votre département" in said.notice.fr
    assert {link.url for link in said.links} >= {"tel:15", "tel:112", "sms:114"}


def test_whom_to_call_first_is_said_where_the_list_is_complete_too():
    said = reservation(departments(GENERAL), ())
    assert said.reason == wording.CALL_FIRST
    assert said.notice is None
    assert len(said.links) == 3


def test_an_emergency_department_without_a_position_comes_last_and_is_not_lost():
    unplaced = emergency(None, "unplaced", paediatric=True)
    lines = emergencies(departments(unplaced, GENERAL), 5)
    assert slugs(lines) == ["general", "unplaced"]
    assert lines[1].distance_km is None


def test_rights_are_those_of_the_area_where_the_person_lives_and_never_the_nearest():
    home = near(80.0, "home", "mdph", area=Area(departments=frozenset({"94"})))
    beside = near(1.0, "beside", "mdph")
    lines = by_area(seen(beside, home, category="mdph", complete=True))
    assert slugs(lines) == ["home"]
    assert "plus proche" not in lines[0].reason.fr


def test_a_local_team_comes_before_a_national_one():
    national = near(1.0, "national", "rare_handicap", area=Area(everywhere=True))
    local = near(30.0, "local", "rare_handicap", area=Area(departments=frozenset({"94"})))
    assert slugs(by_area(seen(national, local, category="rare_handicap"))) == ["local", "national"]


@pytest.mark.parametrize("category", ["emergency", "rare_handicap", "psychology"])
def test_three_of_a_category_are_enough(category):
    area = Area(everywhere=True) if category == "rare_handicap" else None
    many = [near(float(n), f"service-{n}", category, area=area) for n in range(1, 7)]
    lines = choose(seen(*many, category=category, complete=True), CRETEIL, 40)
    assert slugs(lines) == ["service-1", "service-2", "service-3"]


def test_core_services_come_before_nearer_ones_that_are_not():
    found = seen(
        near(1.0, "peripheral", relevance="peripheral"),
        near(2.0, "useful", relevance="useful"),
        near(3.0, "core", relevance="core"),
    )
    assert slugs(by_distance(found, CRETEIL, 40)) == ["core", "useful", "peripheral"]


def test_those_without_a_point_come_after_with_those_of_ones_own_commune_first():
    found = seen(
        near(None, "a-elsewhere", commune="94046"),
        near(None, "at-home", commune="94028"),
        near(12.0, "placed"),
    )
    lines = by_distance(found, CRETEIL, 40)
    assert slugs(lines) == ["placed", "at-home", "a-elsewhere"]
    assert wording.IN_COMMUNE.fr in lines[1].reason.fr
    assert wording.IN_DEPARTMENT.fr in lines[2].reason.fr


def test_far_from_what_we_know_nothing_is_said_to_be_the_nearest():
    far = near(NEAR_KM + 1, "far", department="89")
    assert by_distance(seen(far), place("69381"), 40) == ()
    assert slugs(by_distance(seen(far, complete=True, sure_km=200), place("69381"), 40)) == ["far"]


def test_a_neighbour_of_another_department_is_told_among_those_that_we_know():
    (line,) = by_distance(seen(near(12.0, "neighbour", department="91")), CRETEIL, 40)
    assert line.reason == wording.NEAREST_KNOWN


def test_what_is_for_the_disease_comes_first_however_far():
    of_disease = near(300.0, "dedicated", department="80", diseases=frozenset({399}))
    lines = by_distance(seen(near(1.0, "any"), of_disease), CRETEIL, 40)
    assert slugs(lines) == ["dedicated", "any"]
    assert wording.OF_THE_DISEASE.fr in lines[0].reason.fr


def test_a_shelf_of_the_disease_keeps_nothing_else():
    found = seen(
        near(1.0, "any", "autism"),
        near(9.0, "linked", "autism", diseases=frozenset({908})),
        category="autism",
    )
    assert slugs(choose(found, CRETEIL, 8)) == ["linked"]
    assert reservation(found, ()) is None


@pytest.mark.parametrize("chosen", [(), (Lateral("psychology", {"slug": "a"}, wording.NEAREST),)])
def test_a_list_that_is_not_complete_says_so_and_where_to_look(chosen):
    directory = Link("Santé.fr", "https://www.sante.fr")
    found = seen(category="psychology")
    said = reservation(type(found)(found.shelf, (), False, 0.0, (directory,)), chosen)
    assert "ne couvre pas encore votre département" in said.notice.fr
    assert said.links == (directory,)
    assert said.notice == (wording.PARTLY_COVERED if chosen else wording.NOT_COVERED)


def test_a_complete_list_has_no_reservation():
    assert reservation(seen(category="mdph", complete=True), ()) is None


def line(slug, relevance="core", diseases=()):
    structure = {"slug": slug, "relevance": relevance, "diseases": list(diseases)}
    return Lateral("psychology", structure, wording.NEAREST)


def test_the_first_of_each_category_comes_before_the_second_of_any():
    lists = [
        [line("a1"), line("a2"), line("a3", "peripheral")],
        [line("b1"), line("b2", "useful")],
    ]
    assert slugs(interleaved(lists)) == ["a1", "b1", "a2", "b2", "a3"]
    assert slugs(one_after_the_other(lists)) == ["a1", "a2", "b1", "b2", "a3"]


def test_a_laboratory_of_the_disease_stands_for_all():
    assert slugs(for_the_disease_if_any([line("any"), line("own", diseases=[399])])) == ["own"]
    assert slugs(for_the_disease_if_any([line("any")])) == ["any"]
