"""Small questions whose answer can be found by trying everything."""

from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from routing.siting import Problem

LIMIT = 30.0


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Up to 8 communes, 2 existing sites and 7 candidates; whole minutes, so that ties are many."""
    communes = draw(st.integers(1, 8))
    existing = draw(st.integers(0, 2))
    sites = existing + draw(st.integers(1, 7))
    minute = st.one_of(st.integers(0, 12).map(lambda five: 5.0 * five), st.just(np.inf))
    rows = st.lists(minute, min_size=sites, max_size=sites)
    people = draw(st.lists(st.integers(0, 5), min_size=communes, max_size=communes))
    minutes = draw(st.lists(rows, min_size=communes, max_size=communes))
    return Problem(np.array(people, dtype=float), np.array(minutes), existing)


def scattered(seed: int, communes: int, candidates: int, existing: int = 2) -> Problem:
    """Communes and sites thrown on a square of 100 minutes, people as uneven as in life."""
    random = np.random.default_rng(seed)
    homes = random.uniform(0, 100, (communes, 2))
    sites = random.uniform(0, 100, (existing + candidates, 2))
    minutes = np.hypot(*(homes[:, None, :] - sites[None, :, :]).transpose(2, 0, 1))
    return Problem(np.floor(random.lognormal(6, 1.3, communes)), minutes, existing)


def covered(problem: Problem, opened: tuple[int, ...], limit: float) -> float:
    return float(problem.people[_nearest(problem, opened) <= limit].sum())


def total(problem: Problem, opened: tuple[int, ...], limit: float) -> float:
    """Minutes times people; who reaches nothing counts at the largest finite minutes + limit."""
    finite = problem.minutes[np.isfinite(problem.minutes)]
    cap = (finite.max() if finite.size else 0) + limit
    return float(problem.people @ np.minimum(_nearest(problem, opened), cap))


def every_choice(problem: Problem, p: int) -> list[tuple[int, ...]]:
    return list(combinations(range(problem.existing, problem.minutes.shape[1]), p))


def _nearest(problem: Problem, opened: tuple[int, ...]) -> np.ndarray:
    columns = [*range(problem.existing), *opened]
    return problem.minutes[:, columns].min(axis=1, initial=np.inf)
