"""An index of names in memory: which names have a text, its words, or the start of them.

Names are numbered in the order in which equal matches are shown, so that the lowest numbers of a
set are its best. Pure data: no database, no settings.
"""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence

from diseases.search.entries import Entry, by_weight, weight
from diseases.words import telling_words, word_key
from foundations.text import fold

LAST = "\uffff"  # after every letter: the end of a range of prefixes
MANY = 1_000
"""Names from which those under a start (« ma », « syndrome ») are kept once gathered: there are
about a hundred such starts, whatever people type."""

Numbers = Collection[int]


class NameIndex:
    """Every name by its whole text, its telling words and the start of each word."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = by_weight(entries)
        self.weights = [weight(entry) for entry in self.entries]
        self.telling: list[tuple[str, ...]] = []
        self._by_text: dict[str, array] = {}
        self._by_key: dict[str, array] = {}
        self._by_word: dict[str, array] = {}
        self._glued: set[str] = set()
        starts = []
        for number, entry in enumerate(self.entries):
            folded = entry.folded
            _append(self._by_text, folded, number)
            _append(self._by_key, word_key(folded), number)
            words = set(folded.split())
            glued = set(joined_words(entry.text)) - words
            self._glued |= glued
            for word in words | glued:
                _append(self._by_word, word, number)
            starts.append((folded, number))
            self.telling.append(tuple(telling_words(folded)))
            told = " ".join(self.telling[number])
            if told != folded:
                starts.append((told, number))
        self.words = sorted(self._by_word)
        starts.sort()
        self._starts = [start for start, _ in starts]
        self._start_numbers = array("I", (number for _, number in starts))
        self._common: dict[str, frozenset[int]] = {}
        self._whole_words = "\n".join(word for word in self.words if word not in self._glued)

    def with_text(self, folded: str) -> Numbers:
        """The names that are this text."""
        return self._by_text.get(folded, ())

    def with_key(self, folded: str) -> Numbers:
        """The names with the same telling words."""
        return self._by_key.get(word_key(folded), ())

    def starting_with(self, folded: str) -> Numbers:
        """The names that begin so, be it after "maladie de" or "syndrome"."""
        first = bisect_left(self._starts, folded)
        last = bisect_left(self._starts, folded + LAST, lo=first)
        return self._start_numbers[first:last]

    def with_words(self, starts: Sequence[str]) -> set[int]:
        """The names in which each of these starts begins a word, whatever their order."""
        found: set[int] | None = None
        for start in sorted(starts, key=self._commonness):
            under = self._under(start)
            found = set(under) if found is None else found.intersection(under)
            if not found:
                return set()
        return found or set()

    def with_part(self, part: str) -> set[int]:
        """The names in which a word holds this part anywhere."""
        return self._of_words(self._words_with(part))

    def _words_with(self, part: str) -> Iterator[str]:
        """One pass through the words in a row: ten times faster than asking each."""
        place = self._whole_words.find(part)
        while place >= 0:
            start = self._whole_words.rfind("\n", 0, place) + 1
            end = self._whole_words.find("\n", place)
            end = len(self._whole_words) if end < 0 else end
            yield self._whole_words[start:end]
            place = self._whole_words.find(part, end)

    def is_start(self, start: str) -> bool:
        """Whether some word begins so."""
        place = bisect_left(self.words, start)
        return place < len(self.words) and self.words[place].startswith(start)

    def words_starting_with(self, start: str) -> list[str]:
        first = bisect_left(self.words, start)
        return self.words[first : bisect_left(self.words, start + LAST, lo=first)]

    def is_word(self, word: str) -> bool:
        return word in self._by_word

    def _commonness(self, start: str) -> int:
        if start in self._common:
            return len(self._common[start])
        return sum(len(self._by_word[word]) for word in self.words_starting_with(start))

    def _under(self, start: str) -> Numbers:
        kept = self._common.get(start)
        if kept is not None:
            return kept
        found = self._of_words(self.words_starting_with(start))
        if len(found) > MANY:
            self._common[start] = frozenset(found)
        return found

    def _of_words(self, words: Iterable[str]) -> set[int]:
        return set().union(*(self._by_word[word] for word in words))


def joined_words(text: str) -> list[str]:
    """Words with a hyphen as people write them in one: « auto-immune », autoimmune."""
    return [fold(word).replace(" ", "") for word in text.split() if "-" in word]


def _append(lists: dict[str, array], key: str, number: int) -> None:
    known = lists.get(key)
    if known is None:
        lists[key] = array("I", (number,))
    else:
        known.append(number)
