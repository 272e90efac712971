"""From the register to our associations, in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from foundations.provenance import Evidence
from importers.diff import synchronise
from importers.feed import Feed
from importers.loading import Loading, Tally, all_or_nothing
from importers.named_rows import as_sources_say
from importers.report import Progress
from importers.rna.matching import Known, Recogniser, is_about_rare_diseases
from importers.rna.reading import Declared, Unreadable, read
from importers.row_errors import REFUSED, RowError
from resources.models import Association

SOURCE = "rna"
NAME = "Répertoire national des associations (RNA)"
URL = "https://www.data.gouv.fr/fr/datasets/repertoire-national-des-associations/"
LICENCE = "Licence Ouverte 2.0"

DECLARED = (
    "rna",
    "registered_title",
    "registered_seat",
    "registry_as_of",
    "dissolved_on",
)
"""What the register alone says: no other source speaks of these columns."""

PROVENANCE = ("source", "source_url", "licence", "retrieved_on", "evidence")
NEW = ("name", "concerns", "website", "founded", *PROVENANCE)
"""What else a row needs that only the register knows of."""

COLUMNS = ("slug", *DECLARED, *NEW)
STEP = 10_000
"""Rows between two signs of progress."""


@dataclass
class _Found:
    """The rows of the register that speak of ours, and those that we might list."""

    ours: dict[str, list[Declared]] = field(default_factory=dict)
    by_number: set[str] = field(default_factory=set)
    others: list[Declared] = field(default_factory=list)

    def add(self, slug: str, declared: Declared, *, by_number: bool) -> None:
        if by_number and slug not in self.by_number:
            self.ours[slug] = []
            self.by_number.add(slug)
        if by_number or slug not in self.by_number:
            self.ours.setdefault(slug, []).append(declared)


def load(
    paths: Sequence[Path], progress: Progress, *, dry_run: bool = False, force: bool = False
) -> Loading:
    """Read the files, then bring our associations to what the register declares of them.

    Raises BrokenFile, and nothing is changed, when a file is not the register's.
    """
    tally = Tally()
    with all_or_nothing(SOURCE, ", ".join(path.name for path in paths), dry_run):
        rows = _rows(_found(paths, progress, tally), tally)
        feed = Feed(
            title="associations",
            model=Association,
            key=("slug",),
            columns=COLUMNS,
            rows=lambda: rows,
            partial=True,
        )
        diffs = synchronise([feed], progress, force=force, source=SOURCE)
    return Loading(tally.lines("lignes"), diffs, tally.errors)


def _found(paths: Iterable[Path], progress: Progress, tally: Tally) -> _Found:
    ours = Recogniser(Known(*row) for row in _ours())
    found = _Found()
    for path in paths:
        progress.start(path.name)
        for declared in read(path):
            tally.rows += 1
            if tally.rows % STEP == 0:
                progress.advance(STEP)
            if isinstance(declared, Unreadable):
                tally.errors.append(_refused(declared, "id", declared.value, declared.reason))
            elif slug := ours.slug_by_number(declared):
                found.add(slug, declared, by_number=True)
            elif slug := ours.slug_by_name(declared):
                found.add(slug, declared, by_number=False)
            elif not declared.is_dissolved and is_about_rare_diseases(declared):
                found.others.append(declared)
        progress.done()
    return found


def _ours() -> Iterable[tuple[str, str, str, str]]:
    return Association.objects.order_by("slug").values_list("slug", "name", "rna", "siren")


def _rows(found: _Found, tally: Tally) -> list[list[Any]]:
    standing = {
        row["slug"]: row
        for row in as_sources_say(
            Association.objects.filter(slug__in=list(found.ours)), ("slug", *NEW)
        )
    }
    rows = []
    for slug, declared in sorted(found.ours.items()):
        one = _only(declared)
        if one is None:
            tally.became["de nos noms, portés par plusieurs associations déclarées"] += 1
            several = f"plusieurs pour {slug}"
            tally.errors += [_refused(row, "titre", row.title, several) for row in declared]
            continue
        tally.became["déjà dans le répertoire"] += 1
        tally.became["dissoutes"] += one.is_dissolved
        rows.append([slug, *_declared(one), *(standing[slug][name] for name in NEW)])
    for one in sorted(found.others, key=lambda other: other.rna):
        tally.became["nouvelles, cachées jusqu’à la relecture"] += 1
        rows.append([one.rna.lower(), *_declared(one), *_new(one)])
    return rows


def _only(declared: Sequence[Declared]) -> Declared | None:
    """The one that is meant: alone, or alone to be alive."""
    alive = [one for one in declared if not one.is_dissolved]
    candidates = alive or declared
    return candidates[0] if len(candidates) == 1 else None


def _declared(one: Declared) -> list[Any]:
    seat = f"{one.postcode} {one.city}".strip()
    ended = one.dissolved_on or (one.as_of if one.is_dissolved else None)
    return [one.rna, one.title[:300], seat[:120], one.as_of, ended]


def _new(one: Declared) -> list[Any]:
    """A row that nobody has read yet: what it is about is its own word."""
    name = f"{one.short_title} – {one.title}" if one.short_title else one.title
    year = one.founded.year if one.founded and one.founded.year > 1800 else None
    provenance = (f"{NAME}, {one.rna}", URL, LICENCE, one.as_of, Evidence.GENERAL_KNOWLEDGE)
    return [name[:300], one.purpose[:300], _address(one.website), year, *provenance]


def _address(website: str) -> str:
    """Its web site when it is an address; people also write « néant », « en cours »."""
    address = website if "://" in website else f"https://{website}"
    try:
        URLValidator(schemes=["http", "https"])(address.lower())
    except ValidationError:
        return ""
    return address.lower()


def _refused(row: Declared | Unreadable, column: str, value: str, reason: str) -> RowError:
    key = row.rna if isinstance(row, Declared) else row.value
    return RowError(REFUSED, row.file, row.line, key, column, value, reason)
