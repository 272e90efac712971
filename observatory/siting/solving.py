"""The search itself: from a question to the sites to open, with what they change."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings

from foundations.version import one_state
from observatory.siting.gains import Brought, brought
from observatory.siting.problem import Prepared, prepare
from observatory.siting.question import Aim, SitingQuestion
from routing import siting
from routing.coverage import METHOD_EDITION
from routing.coverage.answering import Coverage, Versions, answer
from routing.coverage.candidates import candidates
from routing.coverage.scenario import Scenario, suppose
from routing.coverage.sites import Site
from routing.siting.solver import solver_is_there

SOLVERS: dict[Aim, Callable[..., siting.Solution]] = {
    "cover": siting.cover_most,
    "shorten": siting.shorten_most,
}
PREPARING = "minutes"
"""What is told before the stages of `routing.siting`: the minutes are being measured."""

Told = Callable[[str, float | None, "list[Opened] | None"], None]
"""(what is being done, how far it is, the best choice so far). What it raises ends the search."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A site to open, with what it brings after those that open before it."""

    finess: str
    name: str
    commune: str
    department: str
    brought: Brought


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer. `opened` in order, fewer than were asked when one more would change nothing.

    `proven`: no other choice does better; else `gap` is by how much the best possible could be
    better at most (routing.siting.Solution). `before`, `after`: the Figures of the whole of what
    is asked. `versions`: the data that it was made from.
    """

    opened: tuple[Opened, ...]
    candidates: int
    method: str
    proven: bool
    gap: float | None
    seconds: float
    before: dict[str, Any]
    after: dict[str, Any]
    versions: str

    @property
    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def time_limit() -> float:
    """Seconds that a search may take, after which it tells the best so far."""
    return settings.SITING_TIME_LIMIT


def data_of(versions: Versions) -> str:
    """What an outcome is made of: the data, and the formulas."""
    return f"{versions}.{METHOD_EDITION}"


def solve(asked: SitingQuestion, told: Told, seconds: float) -> Outcome:
    """Raises Problem for a question without an answer, and whatever `told` raises."""
    with one_state():
        coverage = answer(asked.coverage)
        told(PREPARING, None, None)
        prepared = prepare(coverage, candidates(coverage))
    solution = SOLVERS[asked.aim](
        prepared.problem,
        min(asked.sites, len(prepared.candidates)),
        asked.coverage.minutes,
        time_limit=seconds,
        progress=lambda stage, spent, best: told(stage, spent, best and so_far(prepared, best)),
        exact=solver_is_there(),
    )
    return _outcome(coverage, prepared, solution)


def so_far(prepared: Prepared, best: siting.Solution) -> list[Opened]:
    """The best choice of a search that goes on, as the solver counts it."""
    return [
        _opened(site, Brought(round(gain.people), round(gain.reached), gain.minutes))
        for site, gain in zip(prepared.sites(best.opened), best.gains, strict=True)
    ]


def _outcome(coverage: Coverage, prepared: Prepared, solution: siting.Solution) -> Outcome:
    sites = prepared.sites(solution.opened)
    return Outcome(
        opened=tuple(_opened(*pair) for pair in _with_what_they_bring(coverage, sites)),
        candidates=len(prepared.candidates),
        method=solution.method,
        proven=solution.proven,
        gap=solution.gap,
        seconds=solution.seconds,
        before=asdict(coverage.whole),
        after=asdict(suppose(coverage, Scenario(tuple(sites))).whole),
        versions=data_of(coverage.versions),
    )


def _with_what_they_bring(coverage: Coverage, sites: Sequence[Site]) -> list[tuple[Site, Brought]]:
    return list(zip(sites, brought(coverage, sites), strict=True))


def _opened(site: Site, gain: Brought) -> Opened:
    return Opened(site.finess, site.name, site.commune, site.department, gain)
