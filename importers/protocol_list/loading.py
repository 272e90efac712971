"""From a list to the table of protocols: new ones, and newer versions of those that we know."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from diseases.models import Disease
from diseases.search import Closeness, search
from diseases.words import folded_name, word_key
from foundations.provenance import Evidence
from importers.diff import synchronise
from importers.feed import Feed
from importers.loading import Loading, Tally, all_or_nothing
from importers.named_rows import as_sources_say
from importers.protocol_list.reading import Listed, Refused, read
from importers.report import Progress
from importers.row_errors import REFUSED, RowError
from resources.models import Protocol, ProtocolDisease

SOURCE = "lists of PNDS"
OLDER = "laissés : le répertoire en connaît une version plus récente"
PROVENANCE = ("source", "source_url", "licence", "retrieved_on", "evidence")
COLUMNS = ("slug", "title", "year", "author", "url", "url_precision", *PROVENANCE)
LINK_COLUMNS = ("resource", "disease", *PROVENANCE)
SAYS_WHAT_IT_IS = re.compile(
    r"\b(?:pnds|protocole national de diagnostic et de soins|texte du|synthese du)\b"
)
ASIDE = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a list comes from, as its rows will tell it."""

    name: str
    url: str
    licence: str = ""


@dataclass(frozen=True, slots=True)
class _Taken:
    slug: str
    listed: Listed
    day: date


def load(
    paths: Sequence[Path],
    progress: Progress,
    origin: Origin,
    *,
    dry_run: bool = False,
    force: bool = False,
) -> Loading:
    """Read the lists, then bring the table to what they say of the protocols that they name.

    Raises BrokenFile, and nothing is changed, when a file has no column of titles.
    """
    tally = Tally()
    with all_or_nothing(SOURCE, ", ".join(path.name for path in paths), dry_run):
        taken = _taken(paths, progress, tally)
        diffs = synchronise(_feeds(taken, origin), progress, force=force, source=SOURCE)
    return Loading(tally.lines("PNDS"), diffs, tally.errors)


def title_key(title: str) -> str:
    """What tells a protocol from another: « PNDS – Maladie de Wilson » is « maladie de Wilson »."""
    folded = SAYS_WHAT_IT_IS.sub(" ", folded_name(ASIDE.sub(" ", title)))
    return word_key(folded)


def _taken(paths: Iterable[Path], progress: Progress, tally: Tally) -> list[_Taken]:
    known = _known()
    newest: dict[str, _Taken] = {}
    for path in paths:
        progress.start(path.name)
        for row in read(path):
            tally.rows += 1
            progress.advance()
            if isinstance(row, Refused):
                told = (path.name, row.line, "", row.column, row.value, row.reason)
                tally.errors.append(RowError(REFUSED, *told))
                continue
            slug, year = known.get(title_key(row.title), (slugify(row.title)[:120], None))
            if year is not None and (row.year or 0) < year:
                tally.became[OLDER] += 1
                continue
            before = newest.get(slug)
            if before is None or (before.listed.year or 0) < (row.year or 0):
                day = datetime.fromtimestamp(path.stat().st_mtime).date()
                newest[slug] = _Taken(slug, row, day)
        progress.done()
    return [newest[slug] for slug in sorted(newest)]


def _known() -> dict[str, tuple[str, int | None]]:
    """The protocols that we list, by the key of their title; those that share one are left out."""
    known: dict[str, tuple[str, int | None]] = {}
    shared = set()
    standing = Protocol.objects.filter(superseded=False).order_by("slug")
    for slug, title, year in standing.values_list("slug", "title", "year"):
        key = title_key(title)
        if key in known:
            shared.add(key)
        known[key] = (slug, year)
    return {key: found for key, found in known.items() if key not in shared}


def _feeds(taken: Sequence[_Taken], origin: Origin) -> list[Feed]:
    return [
        Feed(
            title="PNDS",
            model=Protocol,
            key=("slug",),
            columns=COLUMNS,
            rows=lambda: _rows(taken, origin),
            partial=True,
        ),
        Feed(
            title="maladies des PNDS",
            model=ProtocolDisease,
            key=("resource", "disease"),
            columns=LINK_COLUMNS,
            rows=lambda: _links(taken, origin),
            partial=True,
        ),
    ]


def _rows(taken: Sequence[_Taken], origin: Origin) -> Iterator[list[Any]]:
    """Our title stands; a newer year brings its own address, or none rather than the old one's."""
    slugs = [one.slug for one in taken]
    standing = {
        row["slug"]: row for row in as_sources_say(Protocol.objects.filter(slug__in=slugs), COLUMNS)
    }
    for one in taken:
        listed, before = one.listed, standing.get(one.slug)
        is_newer = before is None or (listed.year or 0) > (before["year"] or 0)
        if before is not None and not is_newer and not _completes(listed, before):
            yield [before[name] for name in COLUMNS]
            continue
        url = listed.url or ("" if is_newer or before is None else before["url"])
        yield [
            one.slug,
            before["title"] if before else listed.title[:300],
            listed.year or (before["year"] if before else None),
            listed.author[:300] or (before["author"] if before else ""),
            url,
            _precision(listed, before, url),
            *_provenance(one, origin, Evidence.SOURCED),
        ]


def _completes(listed: Listed, before: dict[str, Any]) -> bool:
    """Whether a list of the same year leads nearer to the document than what we knew."""
    return bool(listed.url) and before["url_precision"] != Protocol.Precision.EXACT


def _precision(listed: Listed, before: dict[str, Any] | None, url: str) -> str:
    if not url:
        return Protocol.Precision.NONE
    return Protocol.Precision.EXACT if listed.url or before is None else before["url_precision"]


def _links(taken: Sequence[_Taken], origin: Origin) -> Iterator[list[Any]]:
    """The diseases that the list gives by their codes, or that the title names exactly."""
    known = set(Disease.objects.values_list("orpha", flat=True))
    for one in taken:
        named = _named_by(one.listed.title)
        for orpha in dict.fromkeys((*one.listed.orphas, *named)):
            if orpha in known:
                yield [one.slug, orpha, *_provenance(one, origin, Evidence.SOURCED)]


def _named_by(title: str) -> tuple[int, ...]:
    text = SAYS_WHAT_IT_IS.sub(" ", folded_name(ASIDE.sub(" ", title)))
    hits = [hit for hit in search(text, 2) if hit.closeness == Closeness.EXACT]
    return (hits[0].orpha,) if len(hits) == 1 and not hits[0].is_shared else ()


def _provenance(one: _Taken, origin: Origin, evidence: Evidence) -> tuple[Any, ...]:
    return (origin.name, origin.url, origin.licence, one.day, evidence)
