"""Points in memory: exactly the distances and the order that PostGIS gives."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from foundations.held_points import HeldPoints, exact_metres

CRETEIL = (2.4554, 48.7771)
MAINLAND = st.tuples(st.floats(-5.0, 9.5), st.floats(41.0, 51.0))
GEOD = Geod(ellps="WGS84")


@given(st.lists(MAINLAND, max_size=120), MAINLAND)
@settings(max_examples=60, deadline=None)
def test_the_order_is_that_of_the_exact_distance_and_nobody_is_lost(positions, here):
    lon, lat = here
    found = list(HeldPoints(positions).nearest_first(lon=lon, lat=lat))
    measured = [(GEOD.inv(lon, lat, *there)[2], rank) for rank, there in enumerate(positions)]
    assert [(metres, rank) for rank, metres in found] == [
        (pytest.approx(metres, abs=1e-6), rank) for metres, rank in sorted(measured)
    ]


def test_the_nearest_on_the_sphere_is_not_given_out_before_a_nearer_one_on_the_spheroid():
    """Northwards a degree is shorter than the sphere has it, eastwards longer."""
    east = [(2.4554 + 1.3 + step / 10_000, 48.7771) for step in range(40)]
    north = [(2.4554, 48.7771 + 0.857 + step / 15_000) for step in range(40)]
    order = [rank for rank, _ in HeldPoints([*east, *north]).nearest_first(lon=2.4554, lat=48.7771)]
    exact = sorted(range(80), key=lambda rank: (exact_metres(CRETEIL, [*east, *north][rank]), rank))
    assert order == exact


@pytest.mark.django_db
def test_metres_are_those_of_postgis():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ST_Distance('SRID=4326;POINT(2.4554 48.7771)'::geography,"
            " 'SRID=4326;POINT(4.8343 45.7689)'::geography)"
        )
        (postgis,) = cursor.fetchone()
    assert exact_metres(CRETEIL, (4.8343, 45.7689)) == pytest.approx(postgis, abs=1e-5)


def test_without_a_point_there_is_no_nearest():
    assert HeldPoints([]).nearest_metres(lon=2.0, lat=48.0) == float("inf")
    assert list(HeldPoints([]).nearest_first(lon=2.0, lat=48.0)) == []
