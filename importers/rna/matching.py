"""Which associations of ours the register declares. Pure: no table, no settings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from foundations.text import fold
from importers.rna.reading import Declared

EMPTY = {"association", "de", "des", "du", "d", "la", "le", "les", "l", "et", "pour", "un", "une"}
"""Words that a name may gain or lose from one paper to the next."""

FEWEST_TELLING_WORDS = 3
"""« France Alzheimer » is many local clubs; a name of three words or more is one association."""

RARE = re.compile(r"\bmaladies? (?:genetiques? )?(?:rares?|orphelines?)\b")
"""What an association writes of itself when it is about rare diseases, once folded."""

MAY_BE_RARE = re.compile("rare|orphelin", re.IGNORECASE)
"""Looked at first: folding the purpose of two million associations took half of the time."""

ASIDE = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Known:
    """An association of ours: what it may be recognised by."""

    slug: str
    name: str
    rna: str
    siren: str


class Recogniser:
    """Knows ours by their RNA number, then their SIREN, then their whole name."""

    def __init__(self, ours: Iterable[Known]) -> None:
        self._by_number: dict[str, str] = {}
        self._by_name: dict[frozenset[str], str] = {}
        shared: set[frozenset[str]] = set()
        for known in ours:
            for number in (known.rna, known.siren):
                if number:
                    self._by_number[number] = known.slug
            for key in _keys(known.name.split(" – ")):
                if self._by_name.setdefault(key, known.slug) != known.slug:
                    shared.add(key)
        for key in shared:
            del self._by_name[key]

    def slug_by_number(self, declared: Declared) -> str | None:
        """Ours with the same RNA number or SIREN."""
        return self._by_number.get(declared.rna) or self._by_number.get(declared.siren or "-")

    def slug_by_name(self, declared: Declared) -> str | None:
        """Ours with the same telling words in its name; acronyms alone never count."""
        titles = [declared.title]
        if "(" in declared.title:
            titles.append(ASIDE.sub(" ", declared.title))
        for key in _keys(titles):
            if slug := self._by_name.get(key):
                return slug
        return None


def is_about_rare_diseases(declared: Declared) -> bool:
    """Whether it says so itself, in its title or the beginning of its purpose."""
    texts = (declared.title, declared.purpose)
    return any(MAY_BE_RARE.search(text) and RARE.search(fold(text)) for text in texts)


def _keys(names: Iterable[str]) -> list[frozenset[str]]:
    keys = (frozenset(fold(name).split()) - EMPTY for name in names)
    return [key for key in keys if len(key) >= FEWEST_TELLING_WORDS]
