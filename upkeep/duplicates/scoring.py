"""How likely two rows are one, and why, in words. Pure and deterministic."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio

from foundations.text import fold

SHOWN_FROM = 60
"""A score from which a person is asked, out of 100."""

SHORT_WORDS = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "et", "a", "au", "aux"})
ABBREVIATIONS = {
    "ch": "centre hospitalier",
    "chu": "centre hospitalier universitaire",
    "chi": "centre hospitalier intercommunal",
    "hop": "hopital",
    "st": "saint",
    "ste": "sainte",
    "svc": "service",
}
NUMBERS = re.compile(r"\d+")

CHILD, ADULT = "child", "adult"
NEXT_DOOR_M, NEAR_M, FAR_M = 100, 1_000, 20_000
LEAST_LIKE = 50
"""Percent of likeness at which names stop counting: any two hospitals share that much."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is compared of a row; empty: not known. `establishment` is what houses it."""

    name: str
    address: str
    commune: str
    finess: str
    phones: frozenset[str]
    audience: str
    establishment: int | None
    network: str
    category: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    score: int
    reasons: tuple[str, ...]


def likeness(one: Facts, other: Facts, metres: float | None) -> Likeness:
    """The score from 0 to 100 of two rows; `metres` between them, None when not known."""
    points = [*_names(one, other), *_numbers(one, other), *_place(one, other, metres)]
    points += _audiences(one, other)
    total = sum(weight for weight, _ in points)
    return Likeness(max(0, min(100, total)), tuple(words for _, words in points))


Points = Iterator[tuple[int, str]]


def _names(one: Facts, other: Facts) -> Points:
    first, second = words_of(one.name), words_of(other.name)
    percent = _percent_alike(first, second)
    yield round(50 * max(0, percent - LEAST_LIKE) / (100 - LEAST_LIKE)), _said(percent)
    if set(NUMBERS.findall(first)) != set(NUMBERS.findall(second)):
        yield -25, "les numéros dans les noms diffèrent"


def _percent_alike(first: str, second: str) -> int:
    """The words in any order; a name inside another counts a little less than the same name."""
    return round(max(token_sort_ratio(first, second), 0.9 * token_set_ratio(first, second)))


def _said(percent: int) -> str:
    if percent < LEAST_LIKE:
        return "noms différents"
    return "même nom" if percent == 100 else f"noms semblables à {percent} %"


def words_of(name: str) -> str:
    """A name as it is compared: folded, abbreviations opened, without articles."""
    opened = " ".join(ABBREVIATIONS.get(word, word) for word in fold(name).split())
    return " ".join(word for word in opened.split() if word not in SHORT_WORDS)


def _numbers(one: Facts, other: Facts) -> Points:
    if one.finess and other.finess:
        if one.finess == other.finess:
            yield 45, f"même FINESS ({one.finess})"
        else:
            yield -30, "FINESS différents"
    shared = sorted(one.phones & other.phones)
    if shared:
        yield 25, f"même téléphone ({shared[0]})"


def _place(one: Facts, other: Facts, metres: float | None) -> Points:
    if one.establishment and other.establishment:
        if one.establishment != other.establishment:
            yield -45, "établissements différents"
        elif one.network and one.network == other.network:
            yield 60, "même réseau dans le même établissement"
        else:
            yield 20, "même établissement"
        return
    if one.address and fold(one.address) == fold(other.address):
        yield 20, "même adresse"
    if one.commune and one.commune == other.commune:
        yield 12, "même commune"
    if metres is None:
        return
    if metres <= NEXT_DOOR_M:
        yield 15, f"à {round(metres)} m l’une de l’autre"
    elif metres <= NEAR_M:
        yield 8, f"à {round(metres)} m l’une de l’autre"
    elif metres > FAR_M:
        yield -25, f"à {round(metres / 1000)} km l’une de l’autre"


def _audiences(one: Facts, other: Facts) -> Points:
    if one.category != other.category:
        yield -40, "catégories différentes"
    if {one.audience, other.audience} == {CHILD, ADULT}:
        yield -60, "l’une reçoit les enfants, l’autre les adultes"
