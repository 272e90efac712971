"""The process that searches: `manage.py site_clinics --waiting`. Never a web request: a search may
take half a minute of a processor."""

import logging
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from foundations.problems import Problem
from observatory.models import SitingRun
from observatory.siting import runs
from observatory.siting.lock import only_worker, somebody_works
from observatory.siting.solving import Opened, solve, time_limit

TOLD_EVERY = 0.4  # seconds between two writes
COMMAND = ("nice", "-n", "10", sys.executable, "manage.py", "site_clinics", "--waiting")
"""Gently: pages come first."""

REST = 15  # seconds before another is started, after one that failed

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Started:
    """A worker that this process started."""

    process: subprocess.Popen
    on: float

    @property
    def is_enough(self) -> bool:
        """It works, or it has just failed: another would not do better at once."""
        ended = self.process.poll()
        return ended is None or (ended != 0 and time.monotonic() - self.on < REST)


_last: list[Started] = []


def ensure_worker() -> None:
    """A worker is at work, or starts. It ends by itself when nothing waits."""
    if any(one.is_enough for one in _last) or somebody_works():
        return
    # its errors go where the server's go
    process = subprocess.Popen(  # noqa: S603 - a constant
        COMMAND,
        cwd=settings.BASE_DIR,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    _last[:] = [Started(process, time.monotonic())]


def _environment() -> dict[str, str]:
    """Without the short patience that web requests have with the database."""
    return {name: value for name, value in os.environ.items() if name != "STATEMENT_TIMEOUT"}


def work() -> int:
    """Serve what waits, in order, until nothing does; how many. None while another process works.

    What is asked while this one is about to end sees a worker, and starts none: hence the question
    again once the lock is free.
    """
    served = 0
    while runs.unfinished().exists():
        with only_worker() as alone:
            if not alone:
                break
            runs.recover()
            runs.remove_old()
            while run := runs.next_run():
                serve(run)
                served += 1
    return served


def serve(run: SitingRun) -> None:
    """Search, and write how it ends. A process that dies in between leaves it « running »."""
    runs.begin(run)
    try:
        outcome = solve(runs.question_of(run), Diary(run), time_limit())
    except Problem as problem:  # a network that is gone since
        _end(run, state=SitingRun.State.FAILED, message=problem.detail[:300])
    except Exception:  # one search must not keep the others from their turn
        logger.exception("siting run %s failed", run.pk)
        _end(run, state=SitingRun.State.FAILED)
    else:
        _end(run, state=SitingRun.State.DONE, result=outcome.as_json)


def _end(run: SitingRun, **how: Any) -> None:
    SitingRun.objects.filter(pk=run.pk).update(ended_on=timezone.now(), **how)


class Diary:
    """Writes in the row of a run how far it is, a few times a second at most."""

    def __init__(self, run: SitingRun) -> None:
        self._row = SitingRun.objects.filter(pk=run.pk)
        self._best: list[dict[str, Any]] | None = None
        self._written = float("-inf")

    def __call__(self, stage: str, spent: float | None, best: list[Opened] | None) -> None:
        if best is not None:
            self._best = [asdict(one) for one in best]
        now = time.monotonic()
        if now - self._written >= TOLD_EVERY:
            self._written = now
            self._row.update(stage=stage, fraction=spent, best=self._best)
