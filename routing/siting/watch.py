"""The time that is left, and who wants to know how far the work is."""

from collections.abc import Callable
from enum import StrEnum
from time import perf_counter

from routing.siting.solution import Solution

Progress = Callable[[str, float | None, Solution | None], None]
"""(what is being done, share of the time limit that is spent, best so far). It may raise: what it
raises ends the work and reaches the caller."""

EVERY = 0.1
"""Seconds between two words about one stage."""


class Stage(StrEnum):
    """What `Progress` is told is being done."""

    GREEDY = "greedy start"
    EXCHANGE = "exchange"
    BOUND = "bound"
    BUILDING = "exact model"
    SOLVING = "exact solver"
    DONE = "done"


class Watch:
    """`time_limit` in seconds, None: no limit."""

    def __init__(self, time_limit: float | None, progress: Progress | None) -> None:
        self._begun = perf_counter()
        self._limit = time_limit
        self._progress = progress
        self._told: tuple[str, float] = ("", 0.0)

    @property
    def seconds(self) -> float:
        return perf_counter() - self._begun

    @property
    def left(self) -> float | None:
        return None if self._limit is None else max(0.0, self._limit - self.seconds)

    @property
    def over(self) -> bool:
        return self.left == 0

    def tell(self, stage: Stage, best: Callable[[], Solution] | None = None) -> None:
        """A new stage and a new best are told at once, the rest every `EVERY` seconds at most."""
        if self._progress is None:
            return
        seconds = self.seconds
        said, when = self._told
        if best is None and said == stage and seconds - when < EVERY:
            return
        self._told = (stage, seconds)
        spent = min(1.0, seconds / self._limit) if self._limit else None
        self._progress(str(stage), spent, best() if best else None)
