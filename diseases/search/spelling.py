"""Which words of the nomenclature a misspelt word may be.

French people write what they hear: words are compared as they sound, then as they are written, by
the number of letters to add, drop, change or swap (optimal string alignment).
"""

from collections.abc import Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

SOUNDS = (
    ("eau", "o"),
    ("au", "o"),
    ("ph", "f"),
    ("sch", "ch"),
    ("sh", "ch"),
    ("th", "t"),
    ("rh", "r"),
    ("ch", "k"),
    ("qu", "k"),
    ("ae", "e"),
    ("oe", "e"),
    ("y", "i"),
    ("z", "s"),
    ("c", "k"),
    ("h", ""),
)
"""Spellings that French does not tell apart, or that people do not."""

MOST_WORDS = 4
MOST_LOOKED_AT = 16
SHORTEST = 4
"""Letters below which a word is never a misspelling: acronyms are too near each other."""
SHORTEST_MEANT = 3

HEARD_ALIKE = 2
"""Letters more that may differ between words that sound alike."""


def sound(word: str) -> str:
    """A rough key of how a folded word sounds; doubled letters count once."""
    for spelling, heard in SOUNDS:
        word = word.replace(spelling, heard)
    return "".join(b for a, b in zip(" " + word, word, strict=False) if a != b)


def letters_forgiven(word: str) -> int:
    """How many letters may differ."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < 6 else 2 if len(word) < 10 else 3


class Speller:
    """Compares words with those of a vocabulary, given from the most likely to be meant."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = [word for word in words if len(word) >= SHORTEST_MEANT and word.isalpha()]
        self._by_length: dict[int, dict[int, str]] = {}
        self._by_letter: dict[str, dict[int, str]] = {}
        for place, word in enumerate(self._words):
            heard = sound(word)
            self._by_length.setdefault(len(heard), {})[place] = heard
            self._by_letter.setdefault(heard[:1], {})[place] = heard

    def likely(self, word: str, *, is_unfinished: bool = False) -> list[str]:
        """The words that `word` may be, likeliest first; `is_unfinished`: or the start of them."""
        if not (word.isalpha() and letters_forgiven(word)):
            return []
        return self._alike(word) or (self._alike_starts(word) if is_unfinished else [])

    def _alike(self, word: str) -> list[str]:
        heard = sound(word)
        forgiven = letters_forgiven(heard)
        lengths = range(len(heard) - forgiven, len(heard) + forgiven + 1)
        found = [
            one
            for length in lengths
            for one in _near(heard, self._by_length.get(length, {}), forgiven)
        ]
        return self._best(word, found)

    def _alike_starts(self, word: str) -> list[str]:
        heard = sound(word)
        if len(heard) < SHORTEST:
            return []
        starts = {
            place: known[: len(heard)]
            for place, known in self._by_letter.get(heard[:1], {}).items()
        }
        return self._best(word, _near(heard, starts, 1))

    def _best(self, word: str, found: list[tuple[int, int]]) -> list[str]:
        """The nearest by sound, then by letters, then in the order of the vocabulary."""
        nearest = min((distance for distance, _ in found), default=0)
        written = [
            (distance, OSA.distance(word, self._words[place]), place) for distance, place in found
        ]
        most = letters_forgiven(word) + HEARD_ALIKE
        scored = sorted(one for one in written if one[0] <= nearest + 1 and one[1] <= most)
        return [self._words[place] for _, _, place in scored[:MOST_WORDS]]


def _near(heard: str, sounds: Mapping[int, str], forgiven: int) -> list[tuple[int, int]]:
    """Distance and place of the sounds that differ by so many letters at the most."""
    found = process.extract(
        heard, sounds, scorer=OSA.distance, score_cutoff=forgiven, limit=MOST_LOOKED_AT
    )
    return [(int(distance), place) for _, distance, place in found]
