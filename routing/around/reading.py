"""The lines beside the ladder as people read them: by group, the first ones and the rest folded.

What we know nothing of in a department is said once, whatever the number of groups. Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from foundations.words import Words
from routing.answer import Lateral, Link
from routing.around import wording
from routing.around.shelves import GROUPS
from routing.ladder.r0_emergency import EMERGENCY_NUMBERS

FIRST = 3
NEVER_FOLDED = frozenset({"emergency", "rights", "associations"})


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one title; `notice` and `links` say what is to be known beside them."""

    code: str
    title: Words
    first: tuple[Lateral, ...]
    folded: tuple[Lateral, ...]
    notice: Words | None
    links: tuple[Link, ...]

    @property
    def has_lines(self) -> bool:
        return bool(self.first or self.folded)

    @property
    def comes_first(self) -> bool:
        """Whether it stays unfolded on a small screen."""
        return self.code in NEVER_FOLDED

    @property
    def directories(self) -> tuple[Link, ...]:
        """Where else to look: the links without 15, 112 and 114."""
        return tuple(link for link in self.links if link not in EMERGENCY_NUMBERS)


@dataclass(frozen=True, slots=True)
class Around:
    """`missing`: titles of the groups of which we know nothing there, and where to look."""

    groups: tuple[Group, ...]
    missing: tuple[Words, ...]
    links: tuple[Link, ...]


def as_read(lateral: Iterable[Lateral]) -> Around:
    groups = [_group(code, tuple(lines)) for code, lines in groupby(lateral, lambda one: one.group)]
    known = [group for group in groups if group.has_lines or group.code == "emergency"]
    unknown = [group for group in groups if group not in known]
    return Around(
        groups=tuple(known),
        missing=tuple(group.title for group in unknown),
        links=_once(link for group in unknown for link in group.links),
    )


def _group(code: str, lines: Sequence[Lateral]) -> Group:
    """What is peripheral is never shown unasked."""
    structures = [line for line in lines if line.structure]
    first = [s for s in structures if s.structure.get("relevance") != "peripheral"][:FIRST]
    said = [line for line in lines if not line.structure]
    return Group(
        code=code,
        title=GROUPS[code],
        first=tuple(first),
        folded=tuple(line for line in structures if line not in first),
        notice=_notice(said, is_known=bool(structures)),
        links=_once(link for line in said for link in line.links),
    )


def _notice(said: Sequence[Lateral], *, is_known: bool) -> Words | None:
    """One sentence for a group: where something of it is known, others may exist."""
    if not said:
        return None
    first = said[0].notice or said[0].reason
    return wording.PARTLY_COVERED if is_known and first == wording.NOT_COVERED else first


def _once(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(links))
