"""Where a reading of Orphanet's entities stands, to tell what is wrong where."""

from importers.reading.wrong import Cut, Wrong, spaced


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
