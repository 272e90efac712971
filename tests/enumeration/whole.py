"""Every question, shard by shard over all cores, on the test database with the shipped data."""

import multiprocessing
import signal
import time
from collections.abc import Iterator, Sequence

from django.db import connections
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from routing.directory import Directory
from tests.enumeration.asking import Verdict, verdict
from tests.enumeration.ledger import Ledger
from tests.enumeration.questions import WHOLE, Questions, Shard, read_questions
from tests.shipped_database import shipped_database

TOLD = 40
"""How many broken answers are told in words at the end."""

PLAIN_LINE_EVERY = 30.0
"""Seconds between two lines where nothing can move on the screen."""


def ask_everything() -> int:
    """Asks what the ledger does not hold yet; gives the exit code."""
    console, ledger = Console(highlight=False), Ledger.of_today()
    console.print("Reading every commune and every disease")
    questions = _read()
    shards = list(questions.shards())
    done = {one.shard for one in ledger.verdicts()}
    left = [shard for shard in shards if shard.name not in done]
    for found in _shown(console, shards, left, _asked(left, questions.directory)):
        ledger.write(found)
    return _tell(console, list(ledger.verdicts()))


def _read() -> Questions:
    with shipped_database():
        questions = read_questions(WHOLE)
    connections.close_all()  # none is handed down to the processes that ask
    return questions


def _asked(shards: Sequence[Shard], directory: Directory) -> Iterator[Verdict]:
    """Verdicts as they come, from one process a core; what was read is shared by forking."""
    processes = multiprocessing.get_context("fork")
    with processes.Pool(initializer=_Work.begin, initargs=(directory,)) as pool:
        yield from pool.imap_unordered(_Work.ask, shards)


class _Work:
    """What each process holds."""

    directory: Directory

    @classmethod
    def begin(cls, directory: Directory) -> None:
        # Ctrl-C reaches every process: the parent's is the one that counts, and it ends these.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        cls.directory = directory

    @classmethod
    def ask(cls, shard: Shard) -> Verdict:
        return verdict(shard, cls.directory)


def _shown(
    console: Console, shards: Sequence[Shard], left: Sequence[Shard], found: Iterator[Verdict]
) -> Iterator[Verdict]:
    """The verdicts, while a bar (or a line from time to time) says how far things are."""
    total = sum(shard.questions for shard in shards)
    before = total - sum(shard.questions for shard in left)
    bar = Progress(
        TextColumn("{task.fields[shard]:<14}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("broken {task.fields[broken]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    )
    asked, broken, last_line = before, 0, time.monotonic()
    console.print(f"{total:,} questions, {before:,} of them asked before")
    with bar:
        task = bar.add_task("", total=total, completed=before, shard="", broken=0)
        for one in found:
            asked, broken = asked + one.questions, broken + one.broken
            bar.update(task, completed=asked, shard=one.shard, broken=broken)
            if not console.is_terminal and time.monotonic() - last_line > PLAIN_LINE_EVERY:
                last_line = time.monotonic()
                console.print(f"{asked / total:.0%}, {one.shard}, broken: {broken}")
            yield one


def _tell(console: Console, verdicts: Sequence[Verdict]) -> int:
    asked, broken = sum(one.questions for one in verdicts), sum(one.broken for one in verdicts)
    if not broken:
        console.print(f"{asked:,} questions asked: no answer breaks a rule.")
        return 0
    for line in [line for one in verdicts for line in one.told][:TOLD]:
        console.print(line, markup=False)
    console.print(f"{asked:,} questions asked, {broken:,} answers break a rule.")
    return 1
