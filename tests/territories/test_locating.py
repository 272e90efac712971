"""From a position to its commune."""

import pytest

from foundations.problems import Problem
from territories.locating import place_at, place_of_commune

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("lon", "lat", "insee"),
    [
        (2.45404, 48.7988, "94028"),  # hôpital Henri-Mondor
        (2.7000, 48.4047, "77186"),  # Fontainebleau
        (2.3486, 48.8534, "75104"),  # Notre-Dame, 4e: the arrondissement, not the city
        (-61.0588, 14.6161, "97209"),  # Fort-de-France
        (55.4504, -20.8789, "97411"),  # Saint-Denis de La Réunion
        (8.7386, 41.9192, "2A004"),  # Ajaccio
        (-4.4861, 48.3904, "29019"),  # Brest
    ],
)
def test_the_commune_of_a_position(lon, lat, insee):
    place = place_at(lon=lon, lat=lat)
    assert place.insee == insee
    assert (place.lon, place.lat, place.precision) == (lon, lat, "given")
    assert place.postcode is None


def test_a_position_in_the_harbour_has_the_commune_of_the_shore():
    place = place_at(lon=-4.50, lat=48.372)  # the roadstead of Brest, off the quays
    assert place.department == "29"


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        (2.45, 400, "invalid_position"),
        (float("nan"), 48, "invalid_position"),
        (float("inf"), 48, "invalid_position"),
        (48.79, 2.45, "outside_france"),
        (0.0, 0.0, "outside_france"),
        (-74.0, 40.7, "outside_france"),
        (-5.3, 46.0, "no_commune_here"),  # in the Atlantic, inside the box of the mainland
        (-0.12, 51.3, "no_commune_here"),  # south of London, inside it too
        (166.45, -22.27, "no_commune_here"),  # Nouméa: its outline is not known
    ],
)
def test_where_there_is_no_commune(lon, lat, code):
    with pytest.raises(Problem) as raised:
        place_at(lon=lon, lat=lat)
    assert raised.value.code == code
    assert raised.value.status == 400
    assert raised.value.errors


@pytest.mark.parametrize("insee", ["94028", "2a004", "75112", "98818"])
def test_the_place_of_a_code(insee):
    assert place_of_commune(insee).insee == insee.upper()


@pytest.mark.parametrize(
    "insee", ["", "94999", "x" * 10_000, "94028\0", "'; --", "94000", "940281"]
)
def test_a_code_of_no_commune(insee):
    assert place_of_commune(insee) is None
