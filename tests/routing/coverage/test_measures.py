"""Measures of people: figures worked out by hand, slow definitions, and identities."""

from fractions import Fraction
from math import nan

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from routing.coverage.measures import (
    Groups,
    gini,
    people_by_minutes,
    share_within,
    weighted_mean,
    weighted_quantile,
)

MINUTES = np.array([20.0, 5.0, nan, 60.0, 35.0])
PEOPLE = np.array([300.0, 1000.0, 400.0, 100.0, 200.0])
"""By minutes: 1,000 people at 5, 300 at 20, 200 at 35, 100 at 60; 400 are not known."""

minutes = st.one_of(st.just(nan), st.integers(0, 240).map(lambda n: n / 2))
people = st.one_of(st.sampled_from([0, 0, 1, nan]), st.integers(0, 3_000_000))
communes = st.lists(st.tuples(minutes, people), max_size=40)
shares = st.one_of(
    st.sampled_from([0.0, 0.5, 0.9, 1.0]), st.integers(0, 100).map(lambda n: n / 100)
)


def columns(communes) -> tuple[np.ndarray, np.ndarray]:
    values, weights = np.array(communes, dtype=float).reshape(-1, 2).T
    return values, weights


def inhabited(communes) -> list[tuple[Fraction, Fraction]]:
    """Exact numbers, by value: where the time is known and somebody lives."""
    known = [(t, p) for t, p in communes if t == t and p == p and p > 0]
    return sorted((Fraction(t), Fraction(p)) for t, p in known)


def slow_quantile(communes, q: Fraction) -> float:
    known = inhabited(communes)
    everyone, so_far = sum(p for _, p in known), Fraction(0)
    for value, here in known:
        so_far += here
        if so_far >= q * everyone:
            return float(value)
    return nan


def slow_gini(communes) -> float:
    """Half the mean difference between two people, over the mean: another way to the same."""
    known = inhabited(communes)
    everyone, had = sum(p for _, p in known), sum(p * v for v, p in known)
    if not had:
        return nan
    apart = sum(p * q * abs(v - w) for v, p in known for w, q in known)
    return float(apart / (2 * everyone * had))


def test_figures_worked_out_by_hand():
    assert weighted_mean(MINUTES, PEOPLE) == (5000 + 6000 + 7000 + 6000) / 1600
    assert [weighted_quantile(MINUTES, PEOPLE, q) for q in (0, 0.5, 0.625, 0.63, 0.9, 1)] == [
        5, 5, 5, 20, 35, 60
    ]  # fmt: skip
    assert share_within(MINUTES, PEOPLE, 30) == 1300 / 2000
    assert share_within(MINUTES, PEOPLE, 35) == 1500 / 2000
    assert gini(np.array([0.0, 1.0]), np.array([1.0, 1.0])) == 0.5
    assert gini(np.array([1.0, 3.0]), np.array([3.0, 1.0])) == pytest.approx(0.25)
    counted = people_by_minutes(MINUTES, PEOPLE, (20, 45))
    assert counted.edges == (20, 45)
    assert counted.people.tolist() == [1300, 200, 100]
    assert counted.unknown == 400


def test_a_share_that_binary_cannot_write_does_not_ask_for_one_person_more():
    assert 0.55 * 100 > 55
    assert weighted_quantile(np.arange(1.0, 101.0), np.ones(100), 0.55) == 55


@pytest.mark.parametrize(
    ("values", "weights"), [([], []), ([5.0], [0.0]), ([nan], [0.0]), ([5.0], [nan])]
)
def test_nobody_has_no_figure(values, weights):
    values, weights = np.array(values), np.array(weights)
    assert np.isnan(weighted_mean(values, weights))
    assert np.isnan(weighted_quantile(values, weights, 0.5))
    assert np.isnan(share_within(values, weights, 30))
    assert np.isnan(gini(values, weights))
    counted = people_by_minutes(values, weights, (30, 60))
    assert counted.people.tolist() == [0, 0, 0]
    assert counted.unknown == 0


def test_people_whose_minutes_are_unknown_are_not_within_reach():
    values, weights = np.array([nan]), np.array([12.0])
    assert share_within(values, weights, 30) == 0
    assert people_by_minutes(values, weights, ()).unknown == 12
    for measure in (weighted_mean, gini):
        assert np.isnan(measure(values, weights))


@given(communes=communes, q=shares)
def test_a_quantile_is_what_its_definition_says(communes, q):
    expected = slow_quantile(communes, Fraction(str(q)))
    assert weighted_quantile(*columns(communes), q) == pytest.approx(expected, abs=0, nan_ok=True)


@given(communes=communes)
def test_gini_is_half_the_relative_mean_difference(communes):
    found = gini(*columns(communes))
    assert found == pytest.approx(slow_gini(communes), abs=1e-9, nan_ok=True)
    assert np.isnan(found) or 0 <= found < 1


@given(communes=communes, factor=st.floats(0.001, 1000), split=st.integers(0, 39))
def test_gini_ignores_scale_and_how_people_are_cut_into_communes(communes, factor, split):
    values, weights = columns(communes)
    known = gini(values, weights)
    assert gini(values * factor, weights) == pytest.approx(known, abs=1e-9, nan_ok=True)
    assert gini(values, weights * factor) == pytest.approx(known, abs=1e-9, nan_ok=True)
    assume(split < len(communes))
    weights[split] /= 2
    in_two = np.append(values, values[split]), np.append(weights, weights[split])
    assert gini(*in_two) == pytest.approx(known, abs=1e-9, nan_ok=True)


@given(value=st.floats(0.01, 100), weights=st.lists(st.integers(1, 10**6), min_size=1))
def test_equal_values_are_no_inequality(value, weights):
    assert gini(np.full(len(weights), value), np.array(weights)) == pytest.approx(0, abs=1e-12)


@given(communes=communes, limit=st.floats(0, 130), longer=st.floats(0, 60))
def test_more_people_are_within_a_longer_time(communes, limit, longer):
    nearer, farther = (share_within(*columns(communes), t) for t in (limit, limit + longer))
    assert np.isnan([nearer, farther]).all() or 0 <= nearer <= farther <= 1


@given(
    communes=communes,
    edges=st.sets(st.integers(0, 120), max_size=5).map(lambda edges: tuple(sorted(edges))),
)
def test_everyone_is_in_one_band_and_bands_agree_with_shares(communes, edges):
    values, weights = columns(communes)
    counted = people_by_minutes(values, weights, edges)
    everyone = np.nansum(weights)
    assert counted.people.sum() + counted.unknown == everyone
    for number, edge in enumerate(edges, start=1):
        within = share_within(values, weights, edge) * everyone if everyone else 0
        assert counted.people[:number].sum() == pytest.approx(within)


@given(
    communes=st.lists(st.tuples(st.integers(-1, 5), minutes, people), max_size=60),
    q=shares,
    limit=st.integers(0, 120),
)
def test_each_group_has_the_figures_that_it_has_alone(communes, q, limit):
    codes = np.array([code for code, _, _ in communes], dtype=int)
    values, weights = columns([pair for _, *pair in communes])
    groups = Groups(codes, 6)
    means, shares = groups.mean(values, weights), groups.share_within(values, weights, limit)
    quantiles, ginis = groups.quantile(values, weights, q), groups.gini(values, weights)
    totals = groups.total(weights)
    for code in range(6):
        alone = values[codes == code], weights[codes == code]
        assert totals[code] == np.nansum(alone[1])
        assert means[code] == pytest.approx(weighted_mean(*alone), nan_ok=True)
        assert shares[code] == pytest.approx(share_within(*alone, limit), nan_ok=True)
        assert quantiles[code] == pytest.approx(weighted_quantile(*alone, q), abs=0, nan_ok=True)
        assert ginis[code] == pytest.approx(gini(*alone), abs=1e-9, nan_ok=True)


def test_what_cannot_be_meant_is_refused():
    with pytest.raises(ValueError, match="group 3 of 3"):
        Groups(np.array([0, 3]), 3)
    with pytest.raises(ValueError, match="quantile 90"):
        weighted_quantile(MINUTES, PEOPLE, 90)
    with pytest.raises(ValueError, match="do not increase"):
        people_by_minutes(MINUTES, PEOPLE, (60, 30))
