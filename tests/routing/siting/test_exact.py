"""The solver alone, from a poor start: what the exchange and the bound may have settled before."""

from itertools import combinations

import numpy as np
import pytest

from routing.siting import watch
from routing.siting.exact import maximal_covering, p_median
from routing.siting.savings import Savings, merged, undominated
from routing.siting.watch import Watch
from tests.routing.siting.san_francisco import problem

SAN_FRANCISCO, STORES = problem()
LIMIT = 5_000.0
FAR = float(SAN_FRANCISCO.minutes.max()) + LIMIT
SPARED = Savings((FAR - SAN_FRANCISCO.minutes).T, SAN_FRANCISCO.people, np.arange(16))
COVERED = Savings((SAN_FRANCISCO.minutes <= LIMIT).T, SAN_FRANCISCO.people, np.arange(16))
BEST = {"Store_11", "Store_12", "Store_15", "Store_2"}
POOR = [0, 1, 2, 3]


class Stop(Exception):
    pass


def quietly(chosen: list[int]) -> None:
    pass


@pytest.mark.parametrize(
    ("solve", "savings", "most"),
    [
        (maximal_covering, COVERED, 875_247),
        (p_median, SPARED, 955_113 * FAR - 2_848_268_129.7145104),
    ],
)
def test_san_francisco(solve, savings: Savings, most: float) -> None:
    heard: list[list[int]] = []
    found = solve(savings, POOR, 4, Watch(None, None), heard.append)
    assert {STORES[row] for row in found.chosen} == BEST
    assert found.bound == pytest.approx(most, rel=1e-9)
    brought = [savings.of(chosen) for chosen in heard]
    assert brought == sorted(brought)
    assert savings.of(POOR) < brought[-1] == savings.of(found.chosen)


@pytest.mark.parametrize(("solve", "savings"), [(maximal_covering, COVERED), (p_median, SPARED)])
def test_without_time_the_start_is_kept(solve, savings: Savings) -> None:
    found = solve(savings, POOR, 4, Watch(0, None), quietly)
    assert len(found.chosen) == 4
    assert savings.of(POOR) <= savings.of(found.chosen) <= found.bound


@pytest.mark.parametrize(("solve", "savings"), [(maximal_covering, COVERED), (p_median, SPARED)])
def test_what_is_raised_inside_the_solver_comes_out(solve, savings: Savings) -> None:
    def stop(chosen: list[int]) -> None:
        raise Stop

    with pytest.raises(Stop):
        solve(savings, POOR, 4, Watch(None, None), stop)


@pytest.mark.parametrize(("solve", "savings"), [(maximal_covering, COVERED), (p_median, SPARED)])
def test_what_progress_raises_while_the_solver_runs_comes_out(
    solve, savings: Savings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "EVERY", 0)
    heard: list[str] = []

    def stop(stage: str, fraction: float | None, best: object) -> None:
        heard.append(stage)
        if heard.count("exact solver") == 2:  # the first is before it begins
            raise Stop

    with pytest.raises(Stop):
        solve(savings, POOR, 4, Watch(None, stop), quietly)
    assert heard == ["exact model", "exact solver", "exact solver"]


@pytest.mark.parametrize("seed", range(4))
def test_every_combination_tried(seed: int) -> None:
    random = np.random.default_rng(seed)
    weights = random.integers(1, 9, 25).astype(float)
    minutes = Savings(random.integers(0, 9, (8, 25)).astype(float), weights, np.arange(8))
    cover = Savings(random.random((8, 25)) < 0.2, weights, np.arange(8))
    for solve, savings in ((p_median, minutes), (maximal_covering, cover)):
        best = max(savings.of(list(choice)) for choice in combinations(range(8), 3))
        found = solve(savings, [5, 6, 7], 3, Watch(None, None), quietly)
        assert len(found.chosen) == 3
        assert savings.of(found.chosen) == pytest.approx(best) == pytest.approx(found.bound)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_merged_or_dominated_changes_no_best(seed: int) -> None:
    random = np.random.default_rng(seed)
    cover = Savings(random.random((9, 12)) < 0.3, random.integers(1, 9, 12) * 1.0, np.arange(9))
    useful = np.flatnonzero(undominated(cover))
    small = merged(cover.among(useful))
    assert small.values.shape < cover.values.shape
    assert small.weights.sum() == cover.weights.sum()
    for p in (1, 2, 3):
        best = max(cover.of(list(choice)) for choice in combinations(range(9), p))
        left = max(small.of(list(choice)) for choice in combinations(range(len(useful)), p))
        assert left == best


@pytest.mark.parametrize(("solve", "savings"), [(maximal_covering, COVERED), (p_median, SPARED)])
def test_patients_as_rare_as_the_disease(solve, savings: Savings) -> None:
    """One in ten million: a tenth of a patient in all, less by commune than a solver forgives."""
    rare = Savings(savings.values, savings.weights * 1e-7, savings.columns)
    found = solve(rare, POOR, 4, Watch(None, None), quietly)
    assert {STORES[row] for row in found.chosen} == BEST
    assert found.bound == pytest.approx(rare.of(found.chosen), rel=1e-9)
