"""What may be asked, how long it may take, and what is heard meanwhile."""

import numpy as np
import pytest

from routing.siting import Problem, Solution, SolverMissing, cover_most, shorten_most, solver
from tests.routing.siting.made import covered, scattered

BOTH = pytest.mark.parametrize("ask", [cover_most, shorten_most])
NAMES = {cover_most: "mclp", shorten_most: "p-median"}
HARD = scattered(3, communes=120, candidates=30)
"""The greedy start is not the best of it, for either question (p = 5, 15 minutes)."""


class Stop(Exception):
    pass


@pytest.mark.parametrize(
    ("people", "minutes", "existing", "said"),
    [
        (np.ones((2, 1)), np.ones((2, 2)), 0, "one dimension"),
        (np.ones(2), np.ones(2), 0, "minutes two"),
        (np.ones(3), np.ones((2, 2)), 0, "3 communes in people, 2 in minutes"),
        (np.ones(2), np.ones((2, 2)), 3, "3 existing sites for 2 columns"),
        (np.ones(2), np.ones((2, 2)), -1, "-1 existing sites"),
        (np.array([1.0, -1.0]), np.ones((2, 2)), 0, "not negative"),
        (np.array([1.0, np.nan]), np.ones((2, 2)), 0, "people must be finite"),
        (np.ones(2), np.array([[1.0, np.nan], [1.0, 1.0]]), 0, "minutes must be numbers"),
        (np.ones(2), np.array([[1.0, -1.0], [1.0, 1.0]]), 0, "not negative"),
    ],
)
def test_a_problem_that_makes_no_sense(people, minutes, existing: int, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Problem(people, minutes, existing)


@BOTH
@pytest.mark.parametrize(
    ("p", "limit", "said"),
    [
        (0, 30.0, "at least one site"),
        (3, 30.0, "3 sites asked of 2 candidates"),
        (1, 0.0, "more than 0 minutes"),
        (1, np.nan, "more than 0 minutes"),
    ],
)
def test_a_question_that_makes_no_sense(ask, p: int, limit: float, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        ask(Problem(np.ones(2), np.ones((2, 3)), 1), p, limit)


@BOTH
def test_no_time_gives_the_greedy_start(ask) -> None:
    found = ask(HARD, 5, 15.0, time_limit=0)
    best = ask(HARD, 5, 15.0)
    assert len(found.opened) == 5
    assert not found.proven
    assert found.method == f"{NAMES[ask]}-best-so-far"
    assert found.gap > 0
    assert best.proven
    assert best.method == f"{NAMES[ask]}-exact"
    assert best.opened != found.opened


@BOTH
def test_the_same_question_has_the_same_answer(ask) -> None:
    first, second = ask(HARD, 5, 15.0), ask(HARD, 5, 15.0)
    assert (first.opened, first.gains) == (second.opened, second.gains)


@BOTH
@pytest.mark.parametrize("exact", [True, False])
def test_of_equal_sites_the_first_is_opened(ask, exact: bool) -> None:
    one = scattered(3, communes=40, candidates=10, existing=0)
    thrice = Problem(one.people, np.hstack([one.minutes] * 3), 0)
    found = ask(thrice, 3, 20.0, exact=exact)
    assert max(found.opened) < 10
    assert found.opened == ask(one, 3, 20.0, exact=exact).opened


@BOTH
def test_a_site_that_adds_nothing_is_not_opened(ask) -> None:
    """Two candidates at the same door, and one that is never nearer than what stands."""
    minutes = np.array([[50.0, 10, 10, 60], [20, 40, 40, 25]])
    found = ask(Problem(np.array([100.0, 50]), minutes, 1), 3, 30.0)
    assert found.opened == (1,)
    assert (found.asked, found.proven, found.gap) == (3, True, 0)
    assert found.gains[0].people == 100


@BOTH
def test_nobody_to_help(ask) -> None:
    found = ask(Problem(np.zeros(2), np.ones((2, 2)), 0), 1, 30.0)
    assert (found.opened, found.proven, found.gap) == ((), True, 0)
    assert (found.covered_after, found.mean_before, found.mean_after) == (0, None, None)


@pytest.mark.parametrize(("without", "opened"), [(122, 2), (123, 1)])
def test_who_reaches_nothing_counts_at_the_longest_way_and_the_limit(without, opened) -> None:
    """60 + 30 minutes: a site at 45 spares 45 each, as against 55 each for 100 people."""
    minutes = np.array([[60.0, np.inf, 5], [np.inf, 45, np.inf]])
    found = shorten_most(Problem(np.array([100.0, without]), minutes, 1), 1, 30.0)
    assert found.opened == (opened,)


def test_the_means_count_only_those_who_reach_a_site() -> None:
    minutes = np.array([[60.0, np.inf], [np.inf, 40]])
    found = shorten_most(Problem(np.array([100.0, 300]), minutes, 1), 1, 50.0)
    assert (found.mean_before, found.mean_after) == (60, 45)
    assert (found.gains[0].reached, found.gains[0].people, found.gains[0].minutes) == (300, 300, 0)
    alone = shorten_most(Problem(np.array([100.0]), np.array([[7.0]]), 0), 1, 5.0)
    assert (alone.mean_before, alone.mean_after, alone.gains[0].minutes) == (None, 7, None)


@BOTH
def test_progress_hears_the_stages_and_ever_better_answers(ask) -> None:
    heard: list[tuple[str, float | None, Solution | None]] = []
    found = ask(HARD, 5, 15.0, time_limit=300, progress=lambda *said: heard.append(said))
    stages = [stage for stage, _, _ in heard]
    assert stages[0] == "greedy start"
    assert "exact solver" in stages
    assert stages[-1] == "done"
    assert heard[-1][2] is found
    spent = [fraction for _, fraction, _ in heard]
    assert spent == sorted(spent)
    gaps = [best.gap for _, _, best in heard if best is not None]
    assert gaps == sorted(gaps, reverse=True)


@BOTH
@pytest.mark.parametrize(
    "stage", ["greedy start", "exchange", "bound", "exact model", "exact solver", "done"]
)
def test_what_progress_raises_ends_it(ask, stage: str) -> None:
    def stop(said: str, fraction: float | None, best: Solution | None) -> None:
        assert fraction is None
        if said == stage:
            raise Stop(said)

    with pytest.raises(Stop, match=stage):
        ask(HARD, 5, 15.0, time_limit=None, progress=stop)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "find_spec", lambda name: None)
    for ask in (cover_most, shorten_most):
        with pytest.raises(SolverMissing, match="extra `siting`"):
            ask(HARD, 5, 15.0)
        assert ask(HARD, 5, 15.0, exact=False).method == f"{NAMES[ask]}-exchange"
    many = scattered(6, communes=30, candidates=61)
    found = shorten_most(many, 3, 15.0)
    assert found.covered_after == covered(many, found.opened, 15.0)
