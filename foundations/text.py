"""One way to compare what people type with what the directory knows."""

import re
import unicodedata

LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o"}
)
NOT_A_WORD = re.compile(r"[^a-z0-9]+")
SAINTS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}

LONGEST_USEFUL_TEXT = 200
"""Characters that are read of a typed text; the longest official name has 45."""


def fold(text: str) -> str:
    """Lower case, no accents, ligatures opened, one space between words.

    Hyphens, apostrophes and any other sign become spaces: "L'Haÿ-les-Roses" -> "l hay les roses".
    """
    decomposed = unicodedata.normalize("NFKD", text[:LONGEST_USEFUL_TEXT].translate(LIGATURES))
    unaccented = "".join(c for c in decomposed if not unicodedata.combining(c))
    return NOT_A_WORD.sub(" ", unaccented.lower()).strip()


def normalise_place_name(text: str) -> str:
    """`fold`, with the saints written out: "St-Maurice" -> "saint maurice"."""
    return " ".join(SAINTS.get(word, word) for word in fold(text).split())
