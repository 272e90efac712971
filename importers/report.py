"""What an importer tells: how far it is (Progress), what it changed (TableDiff), what is wrong."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TextIO

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import Progress as RichProgress

EXAMPLES_SHOWN = 5
"""How many changed rows of a table are named in a report."""


class BrokenFile(Exception):
    """A source file that cannot be loaded as it stands; nothing of it was written."""

    def __init__(self, path: Path | str, message: str, line: int | None = None) -> None:
        self.path, self.line, self.message = path, line, message
        where = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{where}: {message}")


@dataclass
class TableDiff:
    """How one table differs from its source, in rows; `examples` are a few lines for a person."""

    table: str
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether the table already says what its source says."""
        return not (self.added or self.changed or self.removed)


class Progress(Protocol):
    """How a loader tells where it is. One task is open at a time."""

    def start(self, title: str, total: int | None = None) -> None:
        """Open the task `title`; `total` is its number of steps, None when it is not known."""

    def advance(self, steps: int = 1) -> None:
        """Say that `steps` more steps of the open task are done."""

    def done(self) -> None:
        """Close the open task."""


class Quiet:
    """A progress that says nothing: tests, logs, pipes."""

    def start(self, title: str, total: int | None = None) -> None: ...

    def advance(self, steps: int = 1) -> None: ...

    def done(self) -> None: ...


class Bars:
    """A progress bar for each task, on a terminal."""

    def __init__(self, bars: RichProgress) -> None:
        self._bars = bars
        self._task: TaskID | None = None

    def start(self, title: str, total: int | None = None) -> None:
        self.done()
        self._task = self._bars.add_task(title, total=total)

    def advance(self, steps: int = 1) -> None:
        if self._task is not None:
            self._bars.advance(self._task, steps)

    def done(self) -> None:
        if self._task is None:
            return
        task = self._bars.tasks[self._bars.task_ids.index(self._task)]
        total = task.total if task.total is not None else max(task.completed, 1)
        self._bars.update(self._task, total=total, completed=total)
        self._task = None


@contextmanager
def progress(stream: TextIO = sys.stderr) -> Iterator[Progress]:
    """Progress bars on `stream` when it is a terminal, silence otherwise."""
    if not stream.isatty():
        yield Quiet()
        return
    columns = (
        TextColumn("{task.description:<34}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with RichProgress(*columns, console=Console(file=stream)) as bars:
        yield Bars(bars)
