"""One set-up at a time in a clone: a second one waits instead of breaking the first."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from first_run.console import busy
from first_run.project import Project


@contextmanager
def alone(project: Project) -> Iterator[None]:
    """Holds the clone's lock; the kernel frees it whatever happens to this process."""
    project.local.mkdir(parents=True, exist_ok=True)
    with (project.local / "first_run.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with busy("Another set-up is at work in this folder: waiting for it"):
                fcntl.flock(file, fcntl.LOCK_EX)
        yield
