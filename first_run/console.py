"""What the person at the keyboard sees: numbered steps, a spinner on a terminal, clear refusals."""

import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"


class Trouble(Exception):
    """Something that a person can put right: what happened, and what to do about it."""

    def __init__(self, what: str, *remedies: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedies = remedies

    def __str__(self) -> str:
        return "\n".join([self.what, *(f"  -> {remedy}" for remedy in self.remedies)])


def say(text: str) -> None:
    """One line under the current step."""
    print(f"      {text}", flush=True)


def refuse(trouble: Trouble) -> None:
    """The last words before a non-zero exit."""
    print(f"\n{trouble}", file=sys.stderr, flush=True)


@contextmanager
def step(number: int, total: int, title: str) -> Iterator[None]:
    """Announces `[2/8] title`, and how long it took when one could have wondered.

    The last step has the last word itself: the tests' verdict, the server's farewell.
    """
    print(f"[{number}/{total}] {title}", flush=True)
    begun = time.monotonic()
    yield
    seconds = time.monotonic() - begun
    if seconds >= 2 and number < total:
        say(f"done in {seconds:.0f} s")


@contextmanager
def busy(label: str, progress: Callable[[], str] = lambda: "") -> Iterator[None]:
    """A spinner with the seconds gone by, on a terminal; elsewhere one plain line.

    `progress` gives a short word on how far things are, asked for five times a second.
    """
    if not sys.stdout.isatty():
        say(f"{label} …")
        yield
        return
    finished = threading.Event()
    turning = threading.Thread(target=_turn, args=(label, progress, finished), daemon=True)
    turning.start()
    try:
        yield
    finally:
        finished.set()
        turning.join()


def _turn(label: str, progress: Callable[[], str], finished: threading.Event) -> None:
    begun = time.monotonic()
    turn = 0
    while not finished.wait(0.2):
        seconds = int(time.monotonic() - begun)
        sign = SPINNER[turn % len(SPINNER)]
        turn += 1
        line = f"      {sign} {label} {progress()} {seconds} s"
        print(f"\r\033[2K{line[: shutil.get_terminal_size().columns - 1]}", end="", flush=True)
    print("\r\033[2K", end="", flush=True)
