"""The minutes for arrays are those of one answer, to the digit."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.travel import DETOURS, _island_minutes, _mainland_minutes, estimate
from routing.travel import _denseness as denseness
from routing.travel_arrays import Minutes, estimate_all
from territories.territory import Territory

territories = st.sampled_from(Territory.values)
borders = st.sampled_from([0.0, 37.0, 40.0, 100.0, *(km for km, _ in DETOURS)])
kilometres = st.one_of(borders, st.floats(0, 1500), st.integers(0, 150).map(lambda n: n / 4))
thresholds = st.sampled_from([None, 0.0, 100.0, 300.0, 1500.0])
densities = st.one_of(thresholds, st.floats(0, 40_000))
pairs = st.lists(st.tuples(kilometres, densities), max_size=30)


def estimated(pairs, territory) -> Minutes:
    km = np.array([km for km, _ in pairs], dtype=float)
    density = np.array([density for _, density in pairs], dtype=float)  # None becomes NaN
    return estimate_all(km, density, territory)


def require_the_same(pairs, territory):
    minutes = estimated(pairs, territory)
    one_by_one = [estimate(km, density=density, territory=territory) for km, density in pairs]
    assert minutes.low.tolist() == [travel.minutes_low for travel in one_by_one]
    assert minutes.high.tolist() == [travel.minutes_high for travel in one_by_one]


@given(pairs=pairs, territory=territories)
def test_ranges_are_those_of_one_answer(pairs, territory):
    require_the_same(pairs, territory)


@pytest.mark.parametrize("territory", ["metropole", "corse", "martinique"])
def test_ranges_are_those_of_one_answer_on_a_country_of_pairs(territory):
    dice = random.Random(37)
    require_the_same(
        [
            (dice.uniform(0, 900) * dice.random(), dice.choice([None, 10 ** dice.uniform(0, 4.6)]))
            for _ in range(20_000)
        ],
        territory,
    )


@given(pairs=pairs)
def test_the_central_estimate_is_the_model_before_any_rounding(pairs):
    mainland = [_mainland_minutes(km, density, denseness(density)) for km, density in pairs]
    assert estimated(pairs, "metropole").central == pytest.approx(mainland, rel=1e-14)
    for island in ("corse", "mayotte"):
        expected = [_island_minutes(km, island) for km, _ in pairs]
        assert estimated(pairs, island).central.tolist() == expected


@given(pairs=pairs, territory=territories)
def test_the_central_estimate_lies_in_its_range_from_the_first_minute_on(pairs, territory):
    minutes = estimated(pairs, territory)
    assert (minutes.central <= minutes.high).all()
    assert (np.maximum(minutes.central, 1) >= minutes.low).all()


@pytest.mark.parametrize("territory", Territory.values)
def test_an_unknown_distance_has_unknown_minutes(territory):
    minutes = estimate_all(np.array([10.0, np.nan]), np.array([50.0, 50.0]), territory)
    for array in (minutes.central, minutes.low, minutes.high):
        assert np.isnan(array).tolist() == [False, True]


@pytest.mark.parametrize("territory", ["metropole", "reunion"])
def test_shapes_are_kept_and_densities_broadcast(territory):
    km = np.arange(12.0).reshape(4, 3)
    density = np.array([[20.0], [200.0], [2000.0], [np.nan]])
    minutes = estimate_all(km, density, territory)
    assert minutes.central.shape == minutes.low.shape == minutes.high.shape == (4, 3)
    row = estimate_all(km[2], np.full(3, 2000.0), territory)
    assert minutes.central[2].tolist() == row.central.tolist()
    assert estimate_all(np.empty((0, 2)), np.empty((0, 2)), territory).low.shape == (0, 2)
