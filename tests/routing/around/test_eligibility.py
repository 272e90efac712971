"""Whether a service is for a person: their home, their age, their disease."""

import pytest

from foundations.held_points import HeldPoints
from routing.around.eligibility import is_for
from routing.around.service import Area
from routing.around.services import Known, Services
from tests.routing.around.builders import place, service

CRETEIL, FONTAINEBLEAU, FORT_DE_FRANCE = place("94028"), place("77186"), place("97209")


@pytest.mark.parametrize(
    ("area", "is_served"),
    [
        (Area(communes=frozenset({"94028"})), True),
        (Area(communes=frozenset({"94046"})), False),
        (Area(departments=frozenset({"77", "94"})), True),
        (Area(departments=frozenset({"972"})), False),
        (Area(territories=frozenset({"metropole"})), True),
        (Area(territories=frozenset({"martinique"})), False),
        (Area(everywhere=True), True),
        (Area(), False),
    ],
)
def test_a_stated_area_decides(area, is_served):
    assert is_for(service(area=area), CRETEIL, 40) is is_served


def test_without_a_stated_area_a_service_is_for_its_own_territory():
    assert is_for(service(), FONTAINEBLEAU, 40)
    assert not is_for(service(), FORT_DE_FRANCE, 40)


def test_ages_follow_rule_r2():
    assert not is_for(service(audience="child"), CRETEIL, 40)
    assert not is_for(service(audience="adult"), CRETEIL, 8)
    assert is_for(service(audience="unknown"), CRETEIL, 8)
    assert not is_for(service(age_min=16), CRETEIL, 15.5)
    assert is_for(service(audience="child"), CRETEIL, None)


def test_a_service_for_a_disease_is_for_no_other():
    dedicated = service(diseases=frozenset({399}))
    assert is_for(dedicated, CRETEIL, 40, (399, 68385))
    assert not is_for(dedicated, CRETEIL, 40, (636,))
    assert not is_for(dedicated, CRETEIL, 40)


def around(*held, here=CRETEIL, **more):
    """What is seen on each shelf, by category."""
    return {one.shelf.category: one for one in Services(held, **more).seen_from(here, 40, (399,))}


def found(*held, here=CRETEIL, category="psychology"):
    return [near.service.slug for near in around(*held, here=here, complete={})[category].services]


def test_each_service_is_found_once_whatever_it_states():
    area = Area(communes=frozenset({"94028"}), departments=frozenset({"94"}), everywhere=True)
    both = service("both", diseases=frozenset({399}), area=area)
    assert found(both) == ["both"]
    assert found(service("area", area=area)) == ["area"]
    assert found(service("none")) == ["none"]


def test_without_a_position_only_the_department_tells():
    unplaced = service("unplaced", lon=None, lat=None, precision="none")
    assert found(unplaced) == ["unplaced"]
    assert found(unplaced, here=FONTAINEBLEAU) == []
    assert found(service("placed"), here=place("94028", located=False)) == ["placed"]


def test_a_point_of_a_whole_department_measures_nothing():
    (near,) = around(service(precision="department"), complete={})["psychology"].services
    assert near.km is None


def test_the_nearest_authorised_for_children_is_found_behind_many_that_are_not():
    general = [
        service(f"general-{n}", "emergency", paediatric=False, lat=48.78 + n / 1000)
        for n in range(40)
    ]
    children = service("children", "emergency", paediatric=True, lat=48.95)
    assert "children" in found(*general, children, category="emergency")


def test_three_can_be_chosen_among_the_nearest():
    many = [service(f"service-{n}", lat=48.78 + n / 1000) for n in range(9)]
    assert {"service-0", "service-1", "service-2"} <= set(found(*many))


def test_no_distance_crosses_the_sea():
    area = Area(everywhere=True)
    (near,) = around(service(area=area), here=FORT_DE_FRANCE, complete={})["psychology"].services
    assert near.km is None
    (near,) = around(service(area=area), here=FONTAINEBLEAU, complete={})["psychology"].services
    assert near.km == pytest.approx(45.6, abs=1)


def test_what_is_sure_ends_before_the_frontier():
    known = Known(frozenset({"94"}), HeldPoints([(2.4554, 48.8671)]))  # 10 km north
    assert known.sure_km(CRETEIL) == pytest.approx(10 - 1.2, abs=0.05)
    assert known.sure_km(FONTAINEBLEAU) == 0.0
    assert known.sure_km(place("94028", located=False)) == 0.0
    assert Known(frozenset({"94"}), HeldPoints([(2.4554, 48.7771)])).sure_km(CRETEIL) == 0.0
