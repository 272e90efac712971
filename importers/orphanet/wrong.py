"""What is wrong in a file, and how a person is told where: BrokenFile with a place in French."""

from collections.abc import Iterator
from contextlib import contextmanager

from importers.report import BrokenFile

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"


class Wrong(Exception):
    """Something cannot be read as it stands; who knows the file makes a BrokenFile of it."""

    def __init__(self, message: str, line: int | None = None) -> None:
        self.message, self.line = message, line
        super().__init__(message)


class Cut(Wrong):
    """The bytes stop too early or make no sense from some point on."""


class Place:
    """How far a reading is: the entity that is being read, the last one that was read whole."""

    def __init__(self, announced: int | None = None) -> None:
        self.announced = announced
        self.inside = False
        self.current: int | None = None
        self.last: int | None = None
        self.read = 0

    def enter(self) -> None:
        """Say that an entity is now being read; set `current` once its code is known."""
        self.inside, self.current = True, None

    def leave(self) -> None:
        """Say that the entity was read to its end."""
        self.inside, self.last = False, self.current
        self.read += 1

    def tell(self, error: Wrong) -> str:
        """What is wrong, with where it stands among the entities."""
        if isinstance(error, Cut):
            return f"{error.message} {self._after()}"
        if not self.inside:
            return error.message
        rank = self._rank(self.read + 1)
        if self.current is None:
            return f"entité sans code ({rank}) : {error.message}"
        return f"ORPHA:{self.current} ({rank}) : {error.message}"

    def _after(self) -> str:
        if self.last is None:
            total = f" sur {spaced(self.announced)}" if self.announced else ""
            return f"avant la fin de la première entité{total}"
        return f"après l'entité ORPHA:{self.last} ({self._rank(self.read)})"

    def _rank(self, number: int) -> str:
        total = f" de {spaced(self.announced)}" if self.announced else ""
        return f"{spaced(number)}{'re' if number == 1 else 'e'}{total}"


@contextmanager
def told(where: str, place: Place | None = None) -> Iterator[None]:
    """Make a BrokenFile of what is Wrong inside, at `where` (a file, a member of an archive)."""
    try:
        yield
    except Wrong as error:
        message = place.tell(error) if place else error.message
        raise BrokenFile(where, message, error.line) from error


def spaced(number: int) -> str:
    """A whole number as French writes it: 10 839, with a narrow space that does not break."""
    return f"{number:,}".replace(",", NARROW_SPACE)
