"""How much a row to verify matters to those who use the directory, and why, in words.

Pure: what is known of a row comes in, points and reasons come out. `upkeep.verification` counts the
same points in SQL, over every table, from the same constants.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that makes a row matter; `code` is also the name of its column in the queue."""

    code: str
    words: str
    points: int


URGENT_LINE = Signal("urgent_line", "ligne d’urgence", 1600)
EMERGENCY = Signal("emergency", "accueil des urgences", 800)
CHILDREN = Signal("children", "reçoit des enfants", 400)
PLATFORM = Signal("platform", "plateforme ESMARA", 200)
ZONE = Signal("zone", "territoire d’ESMARA", 100)

SIGNALS = (URGENT_LINE, EMERGENCY, CHILDREN, PLATFORM, ZONE)
"""Each weighs more than all those after it and the age together: the order of the queue."""

POINTS_A_YEAR = 5
OLDEST = 95
"""Points of the oldest sources, 19 years and more: less than the lightest signal."""
UNDATED = 50
"""Points of a source without a date: as one of ten years, since most of those are old lists."""


@dataclass(frozen=True, slots=True)
class Use:
    """What is known of a row. Years are those of the calendar, None when no date is known."""

    signals: frozenset[str]
    source_year: int | None
    phone_year: int | None
    verified_year: int | None

    @property
    def oldest_year(self) -> int | None:
        """The year of the oldest thing that the row says."""
        known = [year for year in (self.source_year, self.phone_year) if year is not None]
        return min(known, default=None)


def points_of(use: Use, this_year: int) -> int:
    """How early a row is verified: the higher the earlier."""
    return sum(s.points for s in SIGNALS if s.code in use.signals) + points_of_age(use, this_year)


def points_of_age(use: Use, this_year: int) -> int:
    if use.oldest_year is None:
        return UNDATED
    return max(0, min(OLDEST, POINTS_A_YEAR * (this_year - use.oldest_year)))


def reasons_of(use: Use, this_year: int) -> Iterator[str]:
    """Why a row stands where it stands, the heaviest reason first."""
    yield from (signal.words for signal in SIGNALS if signal.code in use.signals)
    if use.phone_year is not None and use.phone_year < this_year:
        yield f"téléphone de {use.phone_year}"
    if use.verified_year is not None:
        yield f"vérifié pour la dernière fois en {use.verified_year}"
    elif use.source_year is not None:
        yield f"source de {use.source_year}, jamais vérifiée"
    else:
        yield "source sans date, jamais vérifiée" if use.phone_year is None else "jamais vérifié"
