"""The guides for patients and the glossary, read once and kept while nothing changes."""

import re
from dataclasses import dataclass

from django.db.models import Prefetch

from foundations.version import Watched, current_version
from resources.models import Guide, GuideStep, Term

ACRONYM = re.compile(r"\b[A-Z][A-Za-z]{1,7}\b")
"""What may be an acronym of the glossary: "MDPH", "Samu"."""


@dataclass(frozen=True, slots=True)
class HeldGuides:
    """One version of what is written here for patients; each guide has its steps in `told`."""

    version: int
    guides: tuple[Guide, ...]
    terms: tuple[Term, ...]
    by_acronym: dict[str, Term]

    def told_in(self, text: str) -> list[Term]:
        """The acronyms that a text uses, in alphabetical order."""
        used = {found[0] for found in ACRONYM.finditer(text)}
        return [self.by_acronym[acronym] for acronym in sorted(used & self.by_acronym.keys())]


_held: HeldGuides | None = None


def current_guides() -> HeldGuides:
    """As they stand now: one small query when nothing has changed."""
    global _held
    version = current_version(Watched.RESOURCES)
    if _held is None or _held.version != version:
        _held = _read(version)
    return _held


def _read(version: int) -> HeldGuides:
    steps = Prefetch("steps", GuideStep.objects.published().order_by("position"), "told")
    terms = tuple(Term.objects.published())
    return HeldGuides(
        version=version,
        guides=tuple(Guide.objects.published().prefetch_related(steps)),
        terms=terms,
        by_acronym={term.acronym: term for term in terms if term.acronym},
    )
