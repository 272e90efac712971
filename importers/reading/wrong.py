"""What is wrong in a file, and how a person is told where: BrokenFile with a place in French."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from operator import attrgetter

from importers.report import BrokenFile

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"


class Wrong(Exception):
    """Something cannot be read as it stands; who knows the file makes a BrokenFile of it."""

    def __init__(self, message: str, line: int | None = None) -> None:
        self.message, self.line = message, line
        super().__init__(message)


class Cut(Wrong):
    """The bytes stop too early or make no sense from some point on."""


@contextmanager
def told(where: str, tell: Callable[[Wrong], str] = attrgetter("message")) -> Iterator[None]:
    """Make a BrokenFile of what is Wrong inside, at `where` (a file, a member of an archive)."""
    try:
        yield
    except Wrong as error:
        raise BrokenFile(where, tell(error), error.line) from error


def spaced(number: int) -> str:
    """A whole number as French writes it: 10 839, with a narrow space that does not break."""
    return f"{number:,}".replace(",", NARROW_SPACE)
