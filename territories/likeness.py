"""How alike two names are, when one may be the other misspelt.

Trigrams find candidates through an index, but they punish a missing letter in the middle of a long
word: « fontainbleu » shares more of them with Fontaine than with Fontainebleau. So they only
propose, and the longest common runs of letters decide.
"""

from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from typing import TypeVar

SHARED_TRIGRAMS = 0.33
"""Trigram similarity from which a name is looked at."""
LOOKED_AT = 60
ALIKE = 0.72
"""Share of letters in common runs from which a name counts as a misspelling of another."""
NEARLY_AS_ALIKE = 0.08
"""Below the most alike name, those that are at most this far behind are shown too."""

Row = TypeVar("Row")


def likeness(one: str, other: str) -> float:
    """From 0 to 1: twice the letters in common runs, over all letters (Ratcliff and Obershelp)."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def most_alike(
    name: str, rows: Iterable[Row], key: Callable[[Row], str], weight: Callable[[Row], int]
) -> list[Row]:
    """The rows whose folded name may be `name` misspelt: most alike first, then most populated."""
    scored = [(likeness(name, key(row)), row) for row in rows]
    best = max((score for score, _ in scored), default=0.0)
    kept = [(score, row) for score, row in scored if score >= max(ALIKE, best - NEARLY_AS_ALIKE)]
    kept.sort(key=lambda pair: (-round(pair[0], 2), -weight(pair[1])))
    return [row for _, row in kept]
