"""Walks the index for a typed name: the nearest matches first, then what forgives more."""

import re
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from itertools import islice, pairwise, product

from diseases.search.hits import Closeness
from diseases.search.index import NameIndex, Numbers
from diseases.search.spelling import Speller
from diseases.words import GENERIC_WORDS, generic_of, telling_words

Found = tuple[int, Closeness]
"""The number of a name, and how it matched."""

Words = Sequence[str]

MOST_TELLING_WORDS = 8
SHORTEST_PART = 4
SHORTEST_WORD = 4
LONGEST_ACRONYM = 7
ORDERING = {"avec", "sans", "with", "without"}
"""Words that make the order of the others matter."""
ENOUGH = 3
"""Matches from which a part inside a word is not looked for."""
MOST_SPELLINGS = 12
NOT_AT_THE_START = 30
"""How much less likely (in weight) a name is that has the words elsewhere than at its start."""
WORD_MORE = 2
"""The same for each telling word that was not typed."""
COMMON, UNKNOWN = 20, 5
"""Names from which a word tells half as much; names in which an unknown word would stand."""
SHARE_IN_COMMON = 0.5
"""Of the weight of the typed words, for a name that has only some of them."""
GLUED_NUMBER = re.compile(r"(?<=[a-z]{4})(?=\d)")


def find(index: NameIndex, speller: Speller, folded: str, wanted: int) -> Iterator[Found]:
    """Numbers of names, nearest first, none twice; about `wanted` of them a way of matching."""
    words = telling_words(folded)[:MOST_TELLING_WORDS]
    seen: set[int] = set()
    for closeness, numbers in _straight(index, folded, words, wanted):
        yield from _new(seen, numbers, closeness)
    if len(seen) < ENOUGH and len(words) == 1 and len(words[0]) >= SHORTEST_PART:
        inside = nsmallest(wanted, index.with_part(words[0]))
        yield from _new(seen, inside, Closeness.INSIDE)
    if not seen:
        for meant in _meant(index, speller, words):
            if not index.with_words(meant):
                continue
            for _, numbers in _straight(index, " ".join(meant), meant, wanted):
                yield from _new(seen, numbers, Closeness.TYPO)
    if not seen and len(words) > 1:
        yield from _new(seen, _in_common(index, speller, words, wanted), Closeness.SOME_WORDS)


def says_the_same(index: NameIndex, number: int, folded: str) -> bool:
    """Whether a name with the typed words means what they mean.

    A generic word that was typed must be its own: « syndrome d’Andersen » is not the « maladie
    d’Andersen ». What is without what is told by the order.
    """
    typed, name = telling_words(folded), [*index.telling[number]]
    if not generic_of(folded) <= generic_of(index.entries[number].folded):
        return False
    return typed == name or not ORDERING.intersection(typed)


def _words_more(index: NameIndex, number: int, starts: tuple[str, ...]) -> int:
    return sum(not word.startswith(starts) for word in index.telling[number])


def _new(seen: set[int], numbers: Iterable[int], closeness: Closeness) -> Iterator[Found]:
    for number in numbers:
        if number not in seen:
            seen.add(number)
            yield number, closeness


def _straight(
    index: NameIndex, folded: str, words: Words, wanted: int
) -> Iterator[tuple[Closeness, Numbers]]:
    """Names with the words as they are typed, the surest first."""
    yield Closeness.EXACT, index.with_text(folded)
    if squeezed := _as_acronym(folded):
        yield Closeness.WORDS, index.with_text(squeezed)
    if _tell_something(words):
        yield Closeness.SAME_WORDS, index.with_key(folded)
    for joined in _joined(words):
        if index.is_word(joined[0]):
            yield Closeness.SAME_WORDS, index.with_key(" ".join(joined[1]))
    starting = nsmallest(2 * wanted, _starting(index, folded, words))  # a name may begin twice
    everywhere = nsmallest(wanted, index.with_words(words))
    at_the_start = set(starting)
    for number in _likeliest(index, words, at_the_start, {*starting, *everywhere})[:wanted]:
        yield (Closeness.START if number in at_the_start else Closeness.WORDS), (number,)


def _starting(index: NameIndex, folded: str, words: Words) -> Iterator[int]:
    yield from index.starting_with(folded)
    told = " ".join(words)
    if told != folded:
        yield from index.starting_with(told)


def _likeliest(
    index: NameIndex, words: Words, starting: set[int], numbers: Iterable[int]
) -> list[int]:
    """By weight, names that begin so and that say little more coming before the others."""

    starts = tuple(words)

    def unlikeliness(number: int) -> tuple[int, int]:
        more = _words_more(index, number, starts)
        elsewhere = 0 if number in starting else NOT_AT_THE_START
        return index.weights[number] + elsewhere + WORD_MORE * more, number

    return sorted(numbers, key=unlikeliness)


def _as_acronym(folded: str) -> str:
    """The letters of « N.F.1 » or « nf-1 » in one; empty when they are not so few."""
    letters = folded.replace(" ", "")
    return letters if letters != folded and len(letters) <= LONGEST_ACRONYM else ""


def _tell_something(words: Words) -> bool:
    return not set(words) <= GENERIC_WORDS and any(len(word) > 1 for word in words)


def _joined(words: Words) -> Iterator[tuple[str, list[str]]]:
    """Two words as one (« di george »): that word, and all the words with it."""
    for place, (one, next_one) in enumerate(pairwise(words)):
        word = one + next_one
        yield word, [*words[:place], word, *words[place + 2 :]]


def _meant(index: NameIndex, speller: Speller, words: Words) -> Iterator[Words]:
    """What the words may have been meant to be, likeliest first: spaces, then letters."""
    spaced = [part for word in words for part in split(index, word)]
    attempts = [list(words)]
    if spaced != attempts[0]:
        yield spaced
        attempts.append(spaced)
    unknown = [not index.is_start(word) for word in words]
    attempts += [
        together
        for (_, together), doubtful in zip(_joined(words), pairwise(unknown), strict=True)
        if any(doubtful)
    ]
    looked_up: dict[tuple[str, bool], list[str]] = {}
    for attempt in attempts:
        yield from islice(_respelt(index, speller, attempt, looked_up), MOST_SPELLINGS)


def _respelt(
    index: NameIndex,
    speller: Speller,
    words: Words,
    looked_up: dict[tuple[str, bool], list[str]],
) -> Iterator[Words]:
    """`looked_up` holds the spellings of the words of earlier attempts: most are the same."""
    choices = []
    for place, word in enumerate(words):
        key = word, place == len(words) - 1
        if key not in looked_up:
            looked_up[key] = spellings(index, speller, word, is_last=key[1])
        if not looked_up[key]:
            return iter(())
        choices.append(looked_up[key])
    return iter(product(*choices))


def spellings(index: NameIndex, speller: Speller, word: str, *, is_last: bool) -> list[str]:
    """The word itself when it is known, and those it may be misspelt from when it is not whole."""
    if index.is_word(word):
        return [word]
    begun = [word] if index.is_start(word) else []
    return [*begun, *speller.likely(word, is_unfinished=is_last)]


def split(index: NameIndex, run: str) -> list[str]:
    """A run of letters as the words it is made of, the last one perhaps unfinished; itself when
    it begins a word or is made of none."""
    if index.is_start(run):
        return [run]
    if (apart := GLUED_NUMBER.sub(" ", run).split()) and len(apart) > 1:
        return [part for word in apart for part in split(index, word)]
    return _split(index, run, {}) or [run]


def _split(index: NameIndex, run: str, ends: dict[str, list[str]]) -> list[str]:
    """The longest first word that leaves words, and these; empty when there is none.

    `ends` remembers what each end of the run is made of: a run that repeats itself would else be
    read an exponential number of times.
    """
    if run not in ends:
        ends[run] = []
        for cut in range(len(run) - SHORTEST_WORD, SHORTEST_WORD - 1, -1):
            start, rest = run[:cut], run[cut:]
            if not index.is_word(start):
                continue
            after = [rest] if index.is_start(rest) else _split(index, rest, ends)
            if after:
                ends[run] = [start, *after]
                break
    return ends[run]


def _in_common(index: NameIndex, speller: Speller, words: Words, wanted: int) -> list[int]:
    """Names with some of the words, those that tell most counting most."""
    scores: dict[int, float] = {}
    total = 0.0
    for word in words:
        known = spellings(index, speller, word, is_last=False)[:1]
        numbers = index.with_words(known) if known else set()
        value = len(word) / (COMMON + (len(numbers) or UNKNOWN))
        total += value
        for number in numbers:
            scores[number] = scores.get(number, 0.0) + value
    enough = [(-score, n) for n, score in scores.items() if score >= SHARE_IN_COMMON * total]
    return [number for _, number in nsmallest(wanted, enough)]
