"""Floating catchments: published grids, figures by hand, PySAL's `access`, identities."""

import numpy as np
import pandas as pd
import pytest
from access import fca
from access.weights import step_fn
from hypothesis import given
from hypothesis import strategies as st

from routing.coverage.catchments import Pairs, Weights, enhanced_two_step, three_step, two_step

STEPS = Weights((10, 20, 30), (1, 0.68, 0.22))
SAME = Weights((10, 20, 30), (1, 1, 1))

# Three communes, two sites, worked out by hand.
TOY = Pairs(
    np.array([0, 0, 1, 1, 2, 2]),
    np.array([0, 1, 0, 1, 0, 1]),
    np.array([5.0, 25.0, 15.0, 12.0, 45.0, 28.0]),
)
TOY_PEOPLE, TOY_CAPACITY = np.array([1000.0, 2000.0, 500.0]), np.array([4.0, 2.0])


def close(expected) -> object:
    return pytest.approx(np.array(expected), abs=5e-11)  # all the digits given


def test_the_toy_worked_out_by_hand():
    toy = TOY, TOY_PEOPLE, TOY_CAPACITY
    assert two_step(*toy, 30) == close([0.0019047619, 0.0019047619, 0.0005714286])
    assert enhanced_two_step(*toy, STEPS) == close([0.0019552703, 0.0019572761, 0.0002603550])
    assert three_step(*toy, STEPS) == close([0.0022819035, 0.0017264658, 0.0005303300])


def grid() -> tuple[Pairs, np.ndarray, np.ndarray]:
    """PySAL's case: 25 sites on a grid of 5 x 5, people at five of them, one of each."""
    x, y = np.divmod(np.arange(25), 5)
    cells = np.random.default_rng(44).choice(25, 5, replace=False)
    apart = np.hypot(x[cells, None] - x, y[cells, None] - y)
    demand, supply = np.indices(apart.shape)
    return Pairs(demand.ravel(), supply.ravel(), apart.ravel()), np.ones(5), np.ones(25)


@pytest.mark.parametrize(("limit", "expected"), [(100, 5), (0.9, 1), (-1, np.nan)])
def test_the_grid_of_pysal(limit, expected):
    pairs, people, capacity = grid()
    everyone = pytest.approx(np.full(5, expected), nan_ok=True)
    assert two_step(pairs, people, capacity, limit) == everyone
    for measure in (enhanced_two_step, three_step):
        assert measure(pairs, people, capacity, Weights((limit,), (25,))) == everyone


@st.composite
def countries(draw) -> tuple[Pairs, np.ndarray, np.ndarray]:
    """Up to 8 communes and 5 sites, some of the pairs; everybody lives somewhere."""
    n, m = draw(st.integers(1, 8)), draw(st.integers(1, 5))
    people = draw(st.lists(st.integers(1, 10**6), min_size=n, max_size=n))
    capacity = draw(st.lists(st.integers(1, 20), min_size=m, max_size=m))
    every = [(i, j) for i in range(n) for j in range(m)]
    chosen = draw(st.lists(st.sampled_from(every), unique=True, min_size=1))
    times = draw(
        st.lists(
            st.integers(0, 80).map(lambda t: t / 2), min_size=len(chosen), max_size=len(chosen)
        )
    )
    demand, supply = np.array(chosen).T
    pairs = Pairs(demand, supply, np.array(times))
    return pairs, np.array(people, dtype=float), np.array(capacity, dtype=float)


def by_pysal(country, measure, **options) -> np.ndarray:
    """What `access` answers; it leaves out the communes that reach nothing."""
    pairs, people, capacity = country
    cost = {"origin": pairs.demand, "dest": pairs.supply, "cost": pairs.minutes}
    answer = measure(
        pd.DataFrame({"demand": people}).rename_axis("geoid"),
        pd.DataFrame({"supply": capacity}).rename_axis("geoid"),
        pd.DataFrame(cost),
        demand_index=True,
        **options,
    )
    return answer.reindex(range(len(people))).fillna(0).to_numpy()


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # of pandas, to `access`
@pytest.mark.parametrize("seed", range(5))
def test_agrees_with_pysal(seed):
    dice = np.random.default_rng(seed)
    n, m = 80, 12
    demand, supply = np.nonzero(dice.random((n, m)) < 0.4)
    pairs = Pairs(demand, supply, dice.integers(0, 81, len(demand)) / 2)
    country = pairs, dice.integers(1, 10**6, n).astype(float), dice.integers(1, 20, m).astype(float)
    step = step_fn(dict(zip(STEPS.bounds, STEPS.weights, strict=True)))
    plain = by_pysal(country, fca.two_stage_fca, max_cost=30)
    enhanced = by_pysal(country, fca.two_stage_fca, max_cost=30, weight_fn=step)
    three = by_pysal(country, fca.three_stage_fca, max_cost=30, weight_fn=step)
    assert two_step(*country, 30) == pytest.approx(plain, rel=1e-12)
    assert enhanced_two_step(*country, STEPS) == pytest.approx(enhanced, rel=1e-12)
    assert three_step(*country, STEPS) == pytest.approx(three, rel=1e-12)


def _parts(pairs: Pairs) -> tuple[np.ndarray, ...]:
    return pairs.demand, pairs.supply, pairs.minutes


def every_measure(country) -> list[np.ndarray]:
    return [
        two_step(*country, 30),
        enhanced_two_step(*country, STEPS),
        three_step(*country, STEPS),
    ]


@given(country=countries())
def test_what_can_be_reached_is_handed_out_and_no_more(country):
    pairs, people, capacity = country
    reachable = np.isin(np.arange(len(capacity)), pairs.supply[pairs.minutes <= 30])
    for access in every_measure(country):
        assert (people * access).sum() == pytest.approx(capacity[reachable].sum())


@given(country=countries(), factor=st.floats(0.01, 100))
def test_people_times_k_have_k_times_less(country, factor):
    pairs, people, capacity = country
    more = every_measure((pairs, people * factor, capacity))
    for access, shared in zip(every_measure(country), more, strict=True):
        assert shared * factor == pytest.approx(access)


@given(country=countries())
def test_without_weights_the_enhanced_measure_is_the_plain_one(country):
    assert enhanced_two_step(*country, SAME) == pytest.approx(two_step(*country, 30), rel=1e-14)


@given(country=countries())
def test_with_one_site_there_is_nothing_to_choose(country):
    pairs, people, capacity = country
    one = Pairs(*(part[pairs.supply == 0] for part in _parts(pairs))), people, capacity[:1]
    assert three_step(*one, STEPS) == pytest.approx(enhanced_two_step(*one, STEPS))


def test_who_reaches_nothing_has_nothing():
    nothing = np.array([], dtype=int)
    empty = Pairs(nothing, nothing, np.array([]))
    for access in every_measure((empty, TOY_PEOPLE, TOY_CAPACITY)):
        assert access.tolist() == [0, 0, 0]
    for access in every_measure((empty, np.array([]), np.array([]))):
        assert access.tolist() == []


def test_nobody_and_unknown_minutes_take_nothing():
    pairs = Pairs(np.array([0, 1, 2]), np.array([0, 0, 1]), np.array([5.0, np.nan, 5.0]))
    people, capacity = np.array([100.0, 100.0, np.nan]), np.array([1.0, 1.0])
    for access in every_measure((pairs, people, capacity)):
        assert access.tolist() == [0.01, 0, 0]


@pytest.mark.parametrize(
    ("bounds", "weights"), [((), ()), ((30,), (1, 2)), ((60, 30), (1, 1)), ((30,), (-1,))]
)
def test_what_is_no_step_function_is_refused(bounds, weights):
    with pytest.raises(ValueError, match=r"weights|bounds"):
        Weights(bounds, weights)
