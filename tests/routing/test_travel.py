"""The travel-time estimate: calibrated points, continuity, monotony, honest ranges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.travel import CALIBRATED, ISLAND, NOT_CALIBRATED, _mainland_minutes, estimate
from routing.travel import _denseness as denseness

kilometres = st.floats(0, 1200)
densities = st.one_of(st.none(), st.floats(1, 40_000))


def middle(km: float, density: float | None) -> float:
    return _mainland_minutes(km, density, denseness(density))


@pytest.mark.parametrize(("km", "minutes"), [(1, 3.19), (10, 14.69), (30, 36.56)])
def test_dense_communes_follow_the_calibrated_formula(km, minutes):
    assert middle(km, 8000) == pytest.approx(minutes, abs=0.01)


def test_the_calibrated_method_is_named_only_where_it_was_calibrated():
    assert estimate(20, density=8000, territory="metropole").method == CALIBRATED
    assert estimate(60, density=8000, territory="metropole").method == NOT_CALIBRATED
    assert estimate(20, density=40, territory="metropole").method == NOT_CALIBRATED
    assert estimate(20, density=8000, territory="martinique").method == ISLAND


@given(km=kilometres, step=st.floats(0.001, 50), density=densities)
def test_farther_is_never_sooner(km, step, density):
    assert middle(km + step, density) >= middle(km, density)


@given(km=kilometres, density=densities)
def test_nothing_jumps_at_a_border_of_bands(km, density):
    assert middle(km + 0.01, density) - middle(km, density) < 0.1


@given(km=st.floats(0, 400), density=st.floats(1, 40_000))
def test_nothing_jumps_at_a_border_of_classes(km, density):
    assert middle(km, density * 1.001) == pytest.approx(middle(km, density), abs=0.3)


@given(
    km=kilometres, density=densities, territory=st.sampled_from(["metropole", "corse", "guyane"])
)
def test_a_range_is_never_a_single_minute_nor_negative(km, density, territory):
    travel = estimate(km, density=density, territory=territory)
    assert 1 <= travel.minutes_low <= travel.minutes_high - 2


def test_the_uncalibrated_range_is_wider():
    dense = estimate(30, density=8000, territory="metropole")
    rural = estimate(30, density=20, territory="metropole")
    spread = (dense.minutes_high - dense.minutes_low) / (dense.minutes_high + dense.minutes_low)
    wider = (rural.minutes_high - rural.minutes_low) / (rural.minutes_high + rural.minutes_low)
    assert wider > spread


def test_an_overseas_road_is_slower_than_the_mainland():
    island = estimate(30, density=500, territory="martinique")
    mainland = estimate(30, density=500, territory="metropole")
    assert island.minutes_low > mainland.minutes_high
