"""Siting on real communes: seconds, memory, and how far the exchange is from the proven best.

Sites are communes drawn at random; minutes are straight lines made a third longer, at 60 km/h: the
shape of the country, not its roads. Île-de-France has the 1,300 communes of the targets.
"""

import csv
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from benchmarks.database import ROOT
from benchmarks.result import Result
from routing.siting import Problem, Solution, cover_most, shorten_most
from routing.siting.problem import FloatArray

ILE_DE_FRANCE = frozenset({"75", "77", "78", "91", "92", "93", "94", "95"})
LIMITS = (15.0, 30.0)
SITES = (3, 5, 10)
SEEDS = range(5)
EXISTING = 3
NATIONAL_EXISTING, NATIONAL_SITES, NATIONAL_LIMIT = 130, 10, 60.0
EARTH_KM, DETOUR = 6371.0, 4 / 3

Ask = Callable[..., Solution]


def measure() -> Iterator[Result]:
    region = problem(ILE_DE_FRANCE, candidates=500, existing=EXISTING, seed=1)
    few = problem(ILE_DE_FRANCE, candidates=60, existing=EXISTING, seed=2)
    size = f"{len(region.people):,} communes x 500, p = 3, 5, 10"
    yield _slowest("siting: MCLP", cover_most, region, 10, f"{size}, 15 and 30 min")
    yield _slowest("siting: p-median, 60 candidates", shorten_most, few, 30, "p = 3, 5, 10")
    yield _slowest("siting: p-median, 500 candidates", shorten_most, region, 30, size)
    by_exchange = partial(shorten_most, exact=False)
    yield _slowest("siting: p-median by exchange", by_exchange, region, 5, size)
    yield from _missed()
    yield from _national()


def problem(
    departments: frozenset[str] | None, candidates: int, existing: int, seed: int
) -> Problem:
    """None: metropolitan France without Corsica."""
    people, homes = _communes(departments)
    drawn = np.random.default_rng(seed).choice(len(people), existing + candidates, replace=False)
    minutes = np.empty((len(people), len(drawn)))
    for column, site in enumerate(drawn):
        chord = np.linalg.norm(homes - homes[site], axis=1)
        minutes[:, column] = 2 * EARTH_KM * np.arcsin(chord / 2) * DETOUR
    return Problem(people, minutes, existing)


def _communes(departments: frozenset[str] | None) -> tuple[FloatArray, FloatArray]:
    """(n,) people and (n, 3) points of the unit sphere."""
    with (ROOT / "data" / "communes" / "communes.csv").open(encoding="utf-8", newline="") as file:
        facts = np.array(
            [
                (float(row["population"]), float(row["lon"]), float(row["lat"]))
                for row in csv.DictReader(file)
                if row["kind"] == "commune" and row["population"] and row["lon"]
                if _among(row["department"], departments)
            ]
        )
    lon, lat = np.radians(facts[:, 1:]).T
    sphere = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    return facts[:, 0], sphere


def _among(department: str, departments: frozenset[str] | None) -> bool:
    if departments is None:
        return department not in {"2A", "2B"} and len(department) == 2
    return department in departments


def _slowest(name: str, ask: Ask, asked: Problem, seconds: float, detail: str) -> Result:
    """The slowest of the questions; the first of all loads spopt."""
    limits = LIMITS if ask is cover_most else LIMITS[1:]
    found = [ask(asked, p, limit, time_limit=120) for p in SITES for limit in limits]
    slowest = max(solution.seconds for solution in found)
    proven = sum(solution.proven for solution in found)
    gap = max(solution.gap or 0 for solution in found)
    told = f"{detail}; {proven} of {len(found)} proven"
    if gap:
        told = f"{told}, gap of the others {gap:.2%} at most"
    return Result(name, slowest, None, "s", None, f"< {seconds:.0f} s", slowest < seconds, told)


def _missed() -> Iterator[Result]:
    """By how much the exchange misses the proven best, on 60 candidates."""
    more_minutes, fewer_people = [], []
    for seed in SEEDS:
        asked = problem(ILE_DE_FRANCE, candidates=60, existing=EXISTING, seed=seed)
        for p in SITES:
            best, near = (shorten_most(asked, p, 30.0, exact=exact) for exact in (True, False))
            assert best.proven
            assert best.mean_after is not None
            assert near.mean_after is not None
            more_minutes.append(near.mean_after / best.mean_after - 1)
            best, near = (cover_most(asked, p, 15.0, exact=exact) for exact in (True, False))
            assert best.proven
            fewer_people.append(1 - near.covered_after / best.covered_after)
    yield _gap("siting: exchange, longer by", more_minutes)
    yield _gap("siting: exchange, fewer people", fewer_people)


def _gap(name: str, shares: list[float]) -> Result:
    worst = max(shares) * 100
    exact = sum(share < 1e-9 for share in shares)
    detail = f"worst of {len(shares)}; the mean {np.mean(shares):.2%}, {exact} are the best"
    return Result(name, worst, None, "%", None, "< 3 %", worst < 3, detail)


def _national() -> Iterator[Result]:
    """Each in a process of its own, which is how its memory is known."""
    questions = (
        ("siting: MCLP, national", cover_most, True),
        ("siting: p-median, national", shorten_most, False),
    )
    for name, ask, exact in questions:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            found, peak = alone.submit(_national_question, ask, exact).result()
        detail = f"35,000 x 500, {found.method}, gap {found.gap:.2%}"
        yield Result(name, found.seconds, None, "s", None, "", None, detail)
        yield Result(f"{name}, memory", peak, None, "MB", None, "< 500 MB", peak < 500)


def _national_question(ask: Ask, exact: bool) -> tuple[Solution, float]:
    """The answer and the most memory that the process had, its data included, in MB."""
    asked = problem(None, candidates=500, existing=NATIONAL_EXISTING, seed=4)
    found = ask(asked, NATIONAL_SITES, NATIONAL_LIMIT, time_limit=60, exact=exact)
    return found, _peak()


def _peak() -> float:
    """Of this process alone: what `getrusage` tells begins with what its parent had."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kibibytes = next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]
    return int(kibibytes) * 1024 / 1e6
