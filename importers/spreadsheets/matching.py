"""Which row of the directory a row of the file speaks of.

By its short address, else its own FINESS, else its name in its commune; what is only like it is
never taken for it, but shown to a person.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from rapidfuzz import fuzz

from foundations.text import fold
from importers.spreadsheets.target import Target

ALIKE = 86
"""Of 100, for names with their words in any order (rapidfuzz `token_sort_ratio`)."""
CONTAINED = 95
"""Of 100, when the words of one name are in the other."""
SHORTEST_CONTAINED = 2
"""Words that a name must have to be looked for inside another."""
CANDIDATES_SHOWN = 4
COMPARED_ONE_BY_ONE = 300
"""Rows whose names are all compared; among more, only those that share a word."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What identifies a row of the file. `communes` are INSEE codes that it may mean."""

    slug: str
    finess: str
    name: str
    communes: tuple[str, ...]
    department: str
    narrows: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    pk: Any
    slug: str
    name: str
    finess: str
    commune: str
    department: str
    details: dict[str, Any]
    folded: str
    merged_into: str = ""

    @property
    def label(self) -> str:
        where = self.finess or self.commune or self.department
        return f"{self.name} ({where} ; {self.slug})" if where else f"{self.name} ({self.slug})"


@dataclass(frozen=True, slots=True)
class Match:
    """`found` when it is that row; else `several` that it may be, or `near` rows like it."""

    found: Candidate | None = None
    several: tuple[Candidate, ...] = ()
    near: tuple[Candidate, ...] = ()
    conflict: str = ""


def _told(row: Candidate) -> Match:
    """The row itself; a conflict when a person merged it into another: nobody would see a change,
    and a new row would be the duplicate again."""
    if row.merged_into:
        return Match(
            conflict=f"c’est un doublon, fusionné dans {row.merged_into} : nommez celle-là"
        )
    return Match(found=row)


def _standing(rows: list[Candidate]) -> list[Candidate]:
    """Those that no person merged into another; all of them when there is none."""
    return [row for row in rows if not row.merged_into] or rows


class Directory:
    """The rows of a target that the rows of a file may speak of, read at once."""

    def __init__(self, target: Target, wanted: Iterable[Wanted]) -> None:
        self._target = target
        self._by_slug: dict[str, Candidate] = {}
        self._by_finess: dict[str, list[Candidate]] = defaultdict(list)
        self._by_commune: dict[str, list[Candidate]] = defaultdict(list)
        self._nowhere: dict[str, list[Candidate]] = defaultdict(list)
        self._all: list[Candidate] = []
        self._words: dict[int, dict[str, list[Candidate]]] = {}
        for candidate in self._read(list(wanted)):
            self._all.append(candidate)
            self._by_slug[candidate.slug] = candidate
            if candidate.finess:
                self._by_finess[candidate.finess].append(candidate)
            if candidate.commune:
                self._by_commune[candidate.commune].append(candidate)
            else:
                self._nowhere[candidate.department].append(candidate)

    def _read(self, wanted: list[Wanted]) -> Iterable[Candidate]:
        target = self._target
        rows = target.model._default_manager.order_by("pk")
        names = {field.attname: field for field in target.model._meta.concrete_fields}
        columns = ["pk", "slug", "name"]
        optional = [name for name in ("finess", "commune_id", "department_id") if name in names]
        kept = ["merged_into__name", "merged_into__slug"] if target.is_structure else []
        narrows = [target.model._meta.get_field(name).attname for name in target.narrows]  # type: ignore[union-attr]
        if target.is_structure and all(w.communes or w.slug or w.finess for w in wanted):
            chosen = models.Q(commune__in={code for w in wanted for code in w.communes})
            chosen |= models.Q(slug__in={w.slug for w in wanted if w.slug})
            if "finess" in names:
                chosen |= models.Q(finess__in={w.finess for w in wanted if w.finess})
            rows = rows.filter(chosen)
        for row in rows.values(*columns, *optional, *narrows, *kept):
            merged = row.get("merged_into__slug") or ""
            yield Candidate(
                pk=row["pk"],
                slug=row["slug"],
                name=row["name"],
                finess=row.get("finess") or "",
                commune=row.get("commune_id") or "",
                department=row.get("department_id") or "",
                details={
                    name: row[attname]
                    for name, attname in zip(target.narrows, narrows, strict=True)
                },
                folded=fold(row["name"]),
                merged_into=f"{row['merged_into__name']} ({merged})" if merged else "",
            )

    def match(self, wanted: Wanted) -> Match:
        by_slug = self._by_slug.get(wanted.slug) if wanted.slug else None
        numbered = _standing(self._by_finess[wanted.finess]) if wanted.finess else []
        if by_slug and numbered and by_slug not in numbered:
            others = " ; ".join(row.label for row in numbered)
            return Match(conflict=f"le FINESS est celui de {others}, l’adresse courte non")
        if by_slug:
            return _told(by_slug)
        if len(numbered) == 1:
            return _told(numbered[0])
        if not wanted.name:
            return Match(several=tuple(numbered))
        around = numbered or self._around(wanted)
        name = fold(wanted.name)
        same = [row for row in around if row.folded == name]
        same = _standing([row for row in same if not self._has_another_number(row, wanted)])
        for name, value in wanted.narrows:
            if len(same) > 1:
                same = [row for row in same if row.details[name] == value] or same
        if len(same) > 1:
            return Match(several=tuple(same[:CANDIDATES_SHOWN]))
        if same:
            return self._same_but(same[0], wanted)
        return (
            Match(several=tuple(numbered)) if numbered else Match(near=self._near(wanted, around))
        )

    def _same_but(self, row: Candidate, wanted: Wanted) -> Match:
        """One name in one commune: the same, unless what tells rows apart differs."""
        differs = [name for name, value in wanted.narrows if row.details[name] != value]
        telling = {"network", "establishment", "category"}.intersection(differs)
        return Match(near=(row,)) if telling and not row.merged_into else _told(row)

    def _around(self, wanted: Wanted) -> Sequence[Candidate]:
        if not self._target.is_structure:
            return self._all
        if wanted.communes:
            if len(wanted.communes) == 1:
                return self._by_commune.get(wanted.communes[0], [])
            return [row for code in wanted.communes for row in self._by_commune.get(code, [])]
        if wanted.department:
            return self._nowhere.get(wanted.department, [])
        return self._all

    @staticmethod
    def _has_another_number(row: Candidate, wanted: Wanted) -> bool:
        return bool(row.finess and wanted.finess and row.finess != wanted.finess)

    def _near(self, wanted: Wanted, around: Sequence[Candidate]) -> tuple[Candidate, ...]:
        name, others = fold(wanted.name), dict(wanted.narrows)
        scored = []
        for row in self._sharing_words(name, around):
            score = 100.0 if _one_place(row, others) else _likeness(name, row.folded)
            if score >= ALIKE and not row.merged_into and self._may_be(row, wanted):
                scored.append((score, row))
        scored.sort(key=lambda pair: (-pair[0], pair[1].slug))
        return tuple(row for _, row in scored[:CANDIDATES_SHOWN])

    def _sharing_words(self, name: str, around: Sequence[Candidate]) -> Sequence[Candidate]:
        """Among many rows, those that share one of the two rarest words of the name."""
        if len(around) <= COMPARED_ONE_BY_ONE:
            return around
        if id(around) not in self._words:
            words: dict[str, list[Candidate]] = defaultdict(list)
            for row in around:
                for word in set(row.folded.split()):
                    words[word].append(row)
            self._words[id(around)] = words
        words = self._words[id(around)]
        rarest = sorted({len(words[w]): w for w in name.split() if w in words}.items())[:2]
        return list({row.pk: row for _, word in rarest for row in words[word]}.values())

    def _may_be(self, row: Candidate, wanted: Wanted) -> bool:
        """Two numbers, or two networks, are two rows however alike their names."""
        if self._has_another_number(row, wanted):
            return row.folded == fold(wanted.name)
        others = dict(wanted.narrows)
        return all(
            row.details[name] == others[name]
            for name in ("network", "category")
            if others.get(name) and row.details.get(name)
        )


def _one_place(row: Candidate, others: dict[str, Any]) -> bool:
    """Two centres of one network in one establishment may well be one."""
    return all(
        others.get(name) and row.details.get(name) == others[name]
        for name in ("network", "establishment")
    )


def _likeness(one: str, other: str) -> float:
    alike = fuzz.token_sort_ratio(one, other)
    words = min(len(one.split()), len(other.split()))
    if words >= SHORTEST_CONTAINED and fuzz.token_set_ratio(one, other) >= CONTAINED:
        return max(alike, float(CONTAINED))
    return alike
