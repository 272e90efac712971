"""The two nearest sites: the same as when everything is measured, and as PostGIS finds them."""

import numpy as np
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from routing.coverage import nearest as module
from routing.coverage.nearest import nearest
from structures.models import Centre

WGS84 = Geod(ellps="WGS84")

in_the_world = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
in_a_town = st.tuples(st.floats(2.2, 2.5), st.floats(48.7, 48.9))
on_a_grid = st.tuples(
    st.sampled_from([-180.0, -90.0, -1.0, 0.0, 1.0, 90.0, 179.0, 180.0]),
    st.sampled_from([-90.0, -1.0, 0.0, 1.0, 45.0, 90.0]),
)
spots = st.one_of(in_the_world, in_a_town, on_a_grid)


def columns(positions) -> tuple[np.ndarray, np.ndarray]:
    lons, lats = np.array(positions, dtype=float).reshape(-1, 2).T
    return lons.copy(), lats.copy()


def all_measured(places, sites) -> tuple[np.ndarray, np.ndarray]:
    """Every distance, then the two shortest of each place; the first site when they are equal."""
    lons, lats = columns(places)
    site_lons, site_lats = columns(sites)
    site, metres = np.full((len(lons), 2), -1), np.full((len(lons), 2), np.nan)
    table = np.empty((len(lons), len(site_lons)))
    for column, (lon, lat) in enumerate(zip(site_lons, site_lats, strict=True)):
        there = np.full(len(lons), lon), np.full(len(lons), lat)
        table[:, column] = WGS84.inv(lons, lats, *there)[2]
    order = np.argsort(table, axis=1, kind="stable")[:, :2]
    site[:, : order.shape[1]] = order
    metres[:, : order.shape[1]] = np.take_along_axis(table, order, axis=1)
    return site, metres


def require_as_when_all_is_measured(places, sites):
    found = nearest(*columns(places), *columns(sites))
    site, metres = all_measured(places, sites)
    np.testing.assert_array_equal(found.site, site)
    np.testing.assert_array_equal(found.metres, metres)


@given(places=st.lists(spots, max_size=8), sites=st.lists(spots, max_size=12), twice=st.booleans())
def test_finds_what_is_found_when_all_is_measured(places, sites, twice):
    require_as_when_all_is_measured(places, sites * 2 if twice else sites)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 20, 1000])
def test_any_number_of_sites(count):
    dice = np.random.default_rng(count)
    places = dice.uniform((-5, 41), (10, 51.5), size=(100, 2))
    require_as_when_all_is_measured(places, dice.uniform((-5, 41), (10, 51.5), size=(count, 2)))


def test_more_places_than_are_looked_at_at_once(monkeypatch):
    monkeypatch.setattr(module, "ROWS_AT_ONCE", 7)
    dice = np.random.default_rng(7)
    places = dice.uniform((-180, -90), (180, 90), size=(50, 2))
    require_as_when_all_is_measured(places, dice.uniform((-5, 41), (10, 51.5), size=(40, 2)))


def test_every_chord_lies_between_its_bounds():
    dice = np.random.default_rng(21)
    lons, lats = dice.uniform((-180, -90), (180, 90), size=(60_000, 2)).T
    reach = 180 * dice.random(60_000) ** 4  # many near, some nearly opposite
    other_lons, other_lats, _ = WGS84.fwd(
        lons, lats, dice.uniform(0, 360, 60_000), np.radians(reach) * WGS84.b
    )
    opposite = slice(0, 3000)
    other_lons[opposite] = lons[opposite] + 180 - dice.uniform(0, 0.7, 3000)
    other_lats[opposite] = -lats[opposite]
    metres = WGS84.inv(lons, lats, other_lons, other_lats)[2]
    every = np.arange(60_000)
    here = module._positions(lons, lats, every).xyz
    there = module._positions(other_lons, other_lats, every).xyz
    chord = np.linalg.norm(here - there, axis=1)
    assert (module._at_least(chord) <= metres + 1e-6).all()
    assert (module._at_most(chord) >= metres - 1e-6).all()


def test_centres_of_one_hospital_come_in_the_order_given():
    hospital, farther = (2.36, 48.84), (2.46, 48.79)
    found = nearest(*columns([(2.3, 48.8)]), *columns([farther, *[hospital] * 5]))
    assert found.site.tolist() == [[1, 2]]
    assert found.metres[0, 0] == found.metres[0, 1]


def test_what_has_no_position_is_near_to_nothing():
    found = nearest(*columns([(2, 48), (np.nan, 48)]), *columns([(np.nan, np.nan), (3, 48)]))
    assert found.site.tolist() == [[1, -1], [-1, -1]]
    assert np.isnan(found.metres).tolist() == [[False, True], [True, True]]


@given(places=st.lists(spots, min_size=1, max_size=5), sites=st.lists(spots), added=spots)
def test_one_more_centre_never_takes_anyone_farther(places, sites, added):
    before = nearest(*columns(places), *columns(sites)).metres
    after = nearest(*columns(places), *columns([*sites, added])).metres
    assert (np.nan_to_num(after, nan=np.inf) <= np.nan_to_num(before, nan=np.inf)).all()


BY_POSTGIS = """
WITH site AS (
    SELECT id, point, row_number() OVER (ORDER BY array_position(%(sites)s::bigint[], id)) AS rank
    FROM structures_structure WHERE id = ANY(%(sites)s)
)
SELECT ST_X(c.point::geometry), ST_Y(c.point::geometry),
       array_agg(s.rank - 1 ORDER BY s.metres, s.rank),
       array_agg(s.metres ORDER BY s.metres, s.rank)
FROM territories_commune c CROSS JOIN LATERAL (
    SELECT rank, ST_Distance(c.point, site.point) AS metres FROM site ORDER BY 2, 1 LIMIT 2
) s
WHERE c.point IS NOT NULL
GROUP BY c.insee
"""


@pytest.mark.django_db
def test_every_commune_has_the_two_nearest_centres_that_postgis_finds():
    located = Centre.objects.filter(point__isnull=False).order_by("slug")
    centres = list(located[:: len(located) // 12][:12])
    with connection.cursor() as cursor:
        cursor.execute(BY_POSTGIS, {"sites": [centre.pk for centre in centres]})
        lons, lats, site, metres = zip(*cursor.fetchall(), strict=True)
    sites = columns([(centre.point.x, centre.point.y) for centre in centres])
    found = nearest(np.array(lons), np.array(lats), *sites)
    assert len(lons) > 34_000
    np.testing.assert_array_equal(found.site, np.array(site))
    np.testing.assert_allclose(found.metres, np.array(metres, dtype=float), rtol=0, atol=1e-6)
