"""Points cannot be swapped, distances are exact, an ordering loses nobody."""

import pytest
from django.db import connection
from geopy.distance import geodesic
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pyproj import Geod

from foundations.geography import FRENCH_BOXES, OutsideFrance, is_in_france, point
from structures.models import Structure
from structures.parameters import Spot

WGS84 = Geod(ellps="WGS84")
WITHIN_A_TEST = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def positions_in_france(draw) -> tuple[float, float]:
    """Longitude, latitude (degrees) anywhere in a French territory."""
    west, south, east, north = draw(st.sampled_from(FRENCH_BOXES))
    return draw(st.floats(west, east)), draw(st.floats(south, north))


def create_structures(positions: list[tuple[float, float] | None]) -> list[Structure]:
    """Structures at these longitudes and latitudes; None stands for "no known position"."""
    return Structure.objects.bulk_create(
        Structure(
            slug=f"here-{number}",
            kind=Structure.Kind.ESTABLISHMENT,
            name=f"Structure {number}",
            point=None if place is None else point(lon=place[0], lat=place[1]),
            point_precision="none" if place is None else "exact",
        )
        for number, place in enumerate(positions)
    )


@given(positions_in_france())
def test_a_position_in_france_is_accepted_longitude_first(position):
    lon, lat = position
    made = point(lon=lon, lat=lat)
    assert (made.x, made.y, made.srid) == (lon, lat, 4326)


@given(positions_in_france())
def test_swapped_coordinates_are_refused_all_over_france(position):
    lon, lat = position
    with pytest.raises(ValueError, match=r"not in France|not a position"):
        point(lon=lat, lat=lon)


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_what_is_outside_france_is_refused_unless_told_otherwise(lon, lat):
    assume(not is_in_france(lon=lon, lat=lat))
    with pytest.raises(OutsideFrance):
        point(lon=lon, lat=lat)
    assert point(lon=lon, lat=lat, anywhere=True).coords == (lon, lat)


@pytest.mark.parametrize(
    ("lon", "lat"), [(2.4, 400), (-181, 48), (2.4, -90.1), (float("nan"), 48), (2, float("inf"))]
)
def test_what_is_not_on_earth_is_refused(lon, lat):
    with pytest.raises(ValueError, match="not a position on Earth"):
        point(lon=lon, lat=lat, anywhere=True)


def test_the_only_constructor_takes_no_bare_numbers():
    with pytest.raises(TypeError):
        point(2.4, 48.8)


@pytest.mark.django_db
@WITHIN_A_TEST
@given(positions_in_france(), positions_in_france())
def test_the_distance_is_that_of_two_geodesic_libraries_within_a_metre(here, there):
    Structure.objects.filter(slug__startswith="here-").delete()
    create_structures([there])
    place = Spot(point(lon=here[0], lat=here[1]))
    metres = Structure.objects.with_distance(place).get(slug="here-0").distance.m
    assert metres == pytest.approx(geodesic(here[::-1], there[::-1]).m, abs=1)
    assert metres == pytest.approx(WGS84.inv(*here, *there)[2], abs=1)


@pytest.mark.django_db
@WITHIN_A_TEST
@given(
    st.lists(st.one_of(st.none(), positions_in_france()), min_size=1, max_size=30),
    positions_in_france(),
)
def test_nearest_first_is_a_permutation_in_order_of_the_distance(positions, here):
    Structure.objects.filter(slug__startswith="here-").delete()
    create_structures(positions)
    ours = Structure.objects.filter(slug__startswith="here-")
    ordered = list(ours.nearest_first(Spot(point(lon=here[0], lat=here[1]))))
    assert sorted(one.pk for one in ordered) == sorted(ours.values_list("pk", flat=True))
    metres = [one.distance.m for one in ordered if one.distance is not None]
    assert metres == sorted(metres)
    assert all(one.distance is None for one in ordered[len(metres) :])
    assert [one.point is None for one in ordered[len(metres) :]] == [True] * (
        len(ordered) - len(metres)
    )


@pytest.mark.django_db
def test_nearest_gives_what_nearest_first_gives():
    dice = [(1 + 0.013 * n % 4, 46 + 0.0071 * n % 3) for n in range(400)]
    create_structures(dice)
    place = Spot(point(lon=2.4, lat=47.3))
    ours = Structure.objects.filter(slug__startswith="here-")
    exact = [one.slug for one in ours.nearest_first(place)[:25]]
    assert [one.slug for one in ours.nearest(place, 25)] == exact


@pytest.mark.django_db
def test_nearest_is_exact_among_many_at_one_address_and_on_a_diagonal():
    """A hospital houses forty centres; the sphere ranks east-west and north-south otherwise."""
    east = WGS84.fwd(2.4, 47.0, 90, 200_000)[:2]
    north = WGS84.fwd(2.4, 47.0, 0, 200_050)[:2]
    create_structures([north] * 40 + [east] * 40 + [None])
    place = Spot(point(lon=2.4, lat=47.0))
    ours = Structure.objects.filter(slug__startswith="here-")
    for count in (1, 39, 40, 41, 80):
        exact = [one.pk for one in ours.nearest_first(place)[:count]]
        assert [one.pk for one in ours.nearest(place, count)] == exact


@pytest.mark.django_db
@pytest.mark.parametrize("bearing", [0, 45, 90, 135, 180, 225, 270, 315])
@pytest.mark.parametrize("km", [0.05, 5, 50, 400])
def test_within_keeps_what_is_just_inside_and_drops_what_is_just_outside(bearing, km):
    bourges = (2.4, 47.08)
    inside = WGS84.fwd(*bourges, bearing, km * 1000 - 1)[:2]
    outside = WGS84.fwd(*bourges, bearing, km * 1000 + 1)[:2]
    create_structures([inside, outside, None])
    found = Structure.objects.within(Spot(point(lon=bourges[0], lat=bourges[1])), km)
    assert list(found.filter(slug__startswith="here-").values_list("slug", flat=True)) == ["here-0"]


@pytest.mark.django_db
def test_a_box_is_drawn_on_the_plane_as_maps_draw_it():
    """On the sphere the northern edge of a wide box is an arc, 40 km higher at its middle."""
    create_structures([(2.0, 48.999), (2.0, 49.001), (-1.999, 47.0), (-2.001, 47.0), (6.0, 49.0)])
    found = Structure.objects.filter(slug__startswith="here-").in_bbox((-2, 44, 6, 49))
    assert set(found.values_list("slug", flat=True)) == {"here-0", "here-2", "here-4"}


@pytest.mark.django_db
def test_a_place_without_a_point_measures_nothing_and_loses_nobody():
    create_structures([(2.0, 48.0), None])
    ours = Structure.objects.filter(slug__startswith="here-")
    assert [one.distance for one in ours.nearest_first(Spot(None))] == [None, None]
    assert not ours.within(Spot(None), 10).exists()


@pytest.mark.django_db
def test_the_column_itself_holds_longitude_first():
    create_structures([(2.453, 48.7973)])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ST_X(point::geometry), ST_Y(point::geometry) FROM structures_structure"
            " WHERE slug = 'here-0'"
        )
        assert cursor.fetchone() == (2.453, 48.7973)
