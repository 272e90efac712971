"""What a search finds, and how near it is to what was typed."""

from dataclasses import dataclass
from enum import IntEnum


class Closeness(IntEnum):
    """How near the typed text is to the name that matched, nearest first."""

    EXACT = 0
    SAME_WORDS = 1
    """The same telling words in another order, or with other small words."""
    START = 2
    WORDS = 3
    INSIDE = 4
    TYPO = 5
    SOME_WORDS = 6


@dataclass(frozen=True, slots=True)
class DiseaseHit:
    """A disease that may be meant; `matched` says in French what matched, `text` is that name.

    `says_the_same`: a name with the typed words means what they mean. `is_shared`: the name is
    also that of diseases that are not known here. `status` is Orphanet's for the code; a
    deprecated code is never given, its successor is.
    """

    orpha: int
    name: str
    level: str
    filiere: str
    matched: str
    text: str
    closeness: Closeness
    says_the_same: bool = False
    is_shared: bool = False
    status: str = "active"
    name_language: str = "fr"
