"""A postcode of several communes: one answer when the steps are the same, else a question."""

import pytest

from foundations.words import Words
from routing import directory as directories
from routing.answer import Notice, Orientation
from routing.orientation import orient
from routing.proximity import measured_by_postgis, measured_in_memory
from routing.question import Question
from routing.shared_postcode import same_steps_from_all
from territories.locating import place_of_commune

pytestmark = pytest.mark.django_db

HUNTINGTON, NF1, PCD = 399, 636, 244


def ask(place: str, orpha: int | None, age: float | None = 40.0):
    return orient(Question(place_text=place, orpha=orpha, no_diagnosis=orpha is None, age=age))


def test_the_same_steps_are_given_at_once_and_said_to_hold_for_all():
    answer = ask("77160", NF1, 33)
    assert answer.status == "answered"
    assert answer.place.name == "Provins"
    assert len(answer.places) == 10
    assert answer.notices[0].code == "same_for_all_communes"
    assert "10 communes" in answer.notices[0].text.fr
    populations = [place.population or 0 for place in answer.places]
    assert populations == sorted(populations, reverse=True)


@pytest.mark.parametrize(
    ("postcode", "orpha", "age"), [("77160", NF1, 33.0), ("51300", HUNTINGTON, 45.0)]
)
def test_each_commune_asked_alone_has_the_steps_that_were_told(postcode, orpha, age):
    told = ask(postcode, orpha, age)
    expected = [(s.centre and s.centre.slug, s.rung, s.roles) for s in told.ladder]
    for place in told.places:
        alone = orient(Question(commune=place.insee, orpha=orpha, age=age))
        assert [(s.centre and s.centre.slug, s.rung, s.roles) for s in alone.ladder] == expected


def test_different_steps_are_asked_for_with_populations():
    answer = ask("77320", PCD, 7.0)
    assert answer.status == "choose_place"
    assert len(answer.places) == 22
    assert all(place.population for place in answer.places)
    assert answer.ladder == ()


def test_communes_of_two_departments_are_asked_for():
    answer = ask("01200", HUNTINGTON)
    assert len({place.department for place in answer.places}) == 2
    assert answer.status == "choose_place"


def test_without_a_diagnosis_a_shared_postcode_is_answered():
    assert ask("77160", None).status == "no_diagnosis"


def test_homonyms_are_never_one_answer():
    answer = ask("Saint-Maurice", HUNTINGTON)
    assert answer.status == "choose_place"


def test_queries_do_not_grow_with_communes(django_assert_max_num_queries):
    ask("51300", HUNTINGTON)
    with django_assert_max_num_queries(8):
        assert len(ask("51300", HUNTINGTON).places) == 46


def test_the_geodesic_in_memory_is_that_of_postgis():
    held = directories.current()
    keys = list(held.points)
    for insee in ("94028", "29155", "2A004", "97209"):
        place = place_of_commune(insee)
        stored, computed = (
            measured_by_postgis(place, keys),
            measured_in_memory(held)(place, keys),
        )
        assert stored.keys() == computed.keys()
        assert all(abs(stored[key] - computed[key]) < 0.01 for key in keys)


def test_communes_with_other_reservations_do_not_agree():
    """A notice names a hospital: it may be another one for the next commune."""
    communes = [place_of_commune(insee) for insee in ("77379", "77288")]
    codes = {"77379": "Provins", "77288": "Melun"}

    def answered(code: str):
        return lambda place: Orientation(
            status="answered", notices=(Notice(code, Words.alike(codes[place.insee])),)
        )

    assert not same_steps_from_all(communes, answered("nearer_through_group"))
    assert same_steps_from_all(communes, answered("crossing"))
