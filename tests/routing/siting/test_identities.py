"""What must hold of every question, with every combination tried as the oracle."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routing.siting import Problem, cover_most, shorten_most
from tests.routing.siting.made import LIMIT, covered, every_choice, problems, scattered, total

few = settings(max_examples=60)
SITES = st.integers(1, 4)


def within(problem: Problem, p: int) -> int:
    return min(p, problem.candidates)


@few
@given(problems(), SITES)
def test_no_choice_covers_more(problem: Problem, p: int) -> None:
    p = within(problem, p)
    found = cover_most(problem, p, LIMIT)
    best = max(covered(problem, choice, LIMIT) for choice in every_choice(problem, p))
    assert found.covered_after == best
    assert found.proven


@few
@given(problems(), SITES)
def test_no_choice_makes_less_travel(problem: Problem, p: int) -> None:
    p = within(problem, p)
    found = shorten_most(problem, p, LIMIT)
    least = min(total(problem, choice, LIMIT) for choice in every_choice(problem, p))
    assert total(problem, found.opened, LIMIT) == pytest.approx(least)
    assert found.proven


@few
@given(problems(), SITES, st.sampled_from([cover_most, shorten_most]))
def test_what_is_opened_and_counted(problem: Problem, p: int, ask) -> None:
    p = within(problem, p)
    found = ask(problem, p, LIMIT, exact=False)
    assert len(found.opened) <= found.asked == p
    assert len(set(found.opened)) == len(found.opened)
    assert all(problem.existing <= column < problem.minutes.shape[1] for column in found.opened)
    assert found.covered_before == covered(problem, (), LIMIT)
    assert found.covered_after == covered(problem, found.opened, LIMIT)
    assert tuple(gain.column for gain in found.gains) == found.opened
    newly = sum(gain.people for gain in found.gains)
    assert newly == pytest.approx(found.covered_after - found.covered_before)


@few
@given(problems(), SITES)
def test_the_gap_of_the_exchange_holds(problem: Problem, p: int) -> None:
    """No choice is better than the exchange's by more than the gap that it states."""
    p = within(problem, p)
    cover = cover_most(problem, p, LIMIT, exact=False)
    choices = every_choice(problem, p)
    most = max(covered(problem, choice, LIMIT) for choice in choices) - cover.covered_before
    assert cover.gap is not None
    assert cover.covered_after - cover.covered_before >= (1 - cover.gap) * most - 1e-6

    short = shorten_most(problem, p, LIMIT, exact=False)
    least = min(total(problem, choice, LIMIT) for choice in choices)
    if short.gap is not None:
        assert total(problem, short.opened, LIMIT) <= (1 + short.gap) * least + 1e-6


@pytest.mark.parametrize("seed", range(4))
def test_more_sites_and_more_minutes_never_cover_less(seed: int) -> None:
    problem = scattered(seed, communes=40, candidates=12)
    by_p = [cover_most(problem, p, 20.0).covered_after for p in range(1, 7)]
    assert by_p == sorted(by_p)
    by_limit = [cover_most(problem, 3, limit).covered_after for limit in (5.0, 10.0, 20.0, 40.0)]
    assert by_limit == sorted(by_limit)
    assert by_limit[0] < by_limit[-1]


@pytest.mark.parametrize("seed", range(4))
def test_more_sites_never_make_more_travel(seed: int) -> None:
    problem = scattered(seed, communes=40, candidates=12)
    means = [shorten_most(problem, p, 20.0).mean_after for p in range(1, 7)]
    assert means == sorted(means, reverse=True)
    assert means[0] > means[-1]


def test_an_existing_site_is_kept_and_never_opened_again() -> None:
    problem = scattered(1, communes=40, candidates=12)
    alone = replace(problem, existing=0)
    with_two = shorten_most(problem, 2, 20.0)
    assert min(with_two.opened) >= problem.existing
    assert with_two.mean_after <= shorten_most(alone, 2, 20.0).mean_after
    near = problem.minutes[:, [0, 1, *with_two.opened]].min(axis=1)
    assert with_two.mean_after == pytest.approx(np.average(near, weights=problem.people))


def test_the_gains_add_up_where_everybody_reaches_a_site() -> None:
    found = shorten_most(scattered(2, communes=40, candidates=12), 4, 20.0)
    spared = sum(gain.minutes for gain in found.gains)
    assert spared == pytest.approx(found.mean_before - found.mean_after)
    assert [gain.minutes for gain in found.gains] == sorted(
        (gain.minutes for gain in found.gains), reverse=True
    )
