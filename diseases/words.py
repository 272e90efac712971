"""How names of diseases are compared: folded, and by the words that tell one from another."""

import re

from foundations.text import fold

EMPTY_WORDS = {
    "al", "an", "and", "au", "aux", "avec", "by", "de", "des", "du", "due", "en", "et", "for",
    "from", "in", "la", "le", "les", "of", "or", "ou", "par", "pour", "sans", "the", "to", "un",
    "une", "with",
}  # fmt: skip
"""Words that no one misses. So is a single letter before another word (« l », « d », « à »), but
not at the end: hémophilie A."""

GENERIC_WORDS = {
    "maladie", "maladies", "syndrome", "syndromes", "disease", "diseases", "disorder", "disorders",
}  # fmt: skip
"""Words that tell nothing alone: « Huntington » is « maladie de Huntington »."""

ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
"""Types are written either way; the single letters I, V and X are left: they are names too."""

OFFICIAL_PREFIX = re.compile(r"^(?:non rar\w+ \w{2} europ\w+|obsol[eè]te) ?: *", re.IGNORECASE)
"""What Orphanet writes before the name of a disease that is not rare, or of a retired code."""


def plain_name(text: str) -> str:
    """The name alone, with single spaces."""
    return OFFICIAL_PREFIX.sub("", " ".join(text.split()))


def folded_name(text: str) -> str:
    """`fold` of the plain name."""
    return fold(plain_name(text))


def telling_words(folded: str) -> list[str]:
    """The words that matter, in their order; all of them when none does ("maladie")."""
    words = folded.split()
    last = len(words) - 1
    kept = [
        word
        for place, word in enumerate(words)
        if word not in EMPTY_WORDS and (len(word) > 1 or word.isdigit() or place == last)
    ]
    telling = [word for word in kept if word not in GENERIC_WORDS]
    return telling or kept or words


def word_key(folded: str) -> str:
    """The telling words in alphabetical order, each once: equal for names that differ in order,
    articles or way of numbering ("type II", "type 2")."""
    return " ".join(sorted({ROMAN.get(word, word) for word in telling_words(folded)}))
