"""How names of diseases are compared: folded, and by the words that tell one from another."""

import re
from itertools import pairwise

from foundations.text import fold

EMPTY_WORDS = {
    "an", "and", "au", "aux", "by", "de", "des", "du", "due", "en", "et", "for", "from", "in",
    "la", "le", "les", "of", "or", "ou", "par", "pour", "the", "to", "un", "une",
}  # fmt: skip
"""Words that no one misses; « avec » and « sans » are not of them: they tell diseases apart."""

ELISION = re.compile(r"\b(?:[dljmnst]|qu)['’](?=\w)|\bà(?=\s)|['’]s\b", re.IGNORECASE)
"""What French drops before a vowel, « à », and the English possessive: gone before accents and
apostrophes are."""

ELIDED = {"d", "l"}
VOWELS = "aeiouyh"
"""« d ehlers » typed without its apostrophe; but D-transposition, hémoglobine D."""

GENERIC = {
    "maladie": "maladie", "maladies": "maladie", "disease": "maladie", "diseases": "maladie",
    "syndrome": "syndrome", "syndromes": "syndrome",
    "disorder": "maladie", "disorders": "maladie",
}  # fmt: skip
GENERIC_WORDS = GENERIC.keys()
"""Words that tell nothing alone: « Huntington » is « maladie de Huntington »."""

ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
"""Types are written either way; the single letters I, V and X are left: they are names too."""

OFFICIAL_PREFIX = re.compile(r"^(?:non rar\w+ \w{2} europ\w+|obsol[eè]te) ?: *", re.IGNORECASE)
"""What Orphanet writes before the name of a disease that is not rare, or of a retired code."""


def plain_name(text: str) -> str:
    """The name alone, with single spaces."""
    return OFFICIAL_PREFIX.sub("", " ".join(text.split()))


def folded_name(text: str) -> str:
    """`fold` of the plain name, without elisions."""
    return fold(ELISION.sub(" ", plain_name(text)))


def telling_words(folded: str) -> list[str]:
    """The words that matter, in their order; all of them when none does ("maladie")."""
    words = folded.split()
    kept = [
        word
        for word, after in pairwise([*words, ""])
        if word not in EMPTY_WORDS and not (word in ELIDED and after.startswith(tuple(VOWELS)))
    ]
    telling = [word for word in kept if word not in GENERIC_WORDS]
    return telling or kept or words


def word_key(folded: str) -> str:
    """The telling words in alphabetical order, each once: equal for names that differ in order,
    articles or way of numbering ("type II", "type 2")."""
    return " ".join(sorted({ROMAN.get(word, word) for word in telling_words(folded)}))


def generic_of(folded: str) -> set[str]:
    """The generic words of a name, in French: they tell Andersen’s syndrome from his disease."""
    return {GENERIC[word] for word in folded.split() if word in GENERIC}
