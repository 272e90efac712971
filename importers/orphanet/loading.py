"""Load files of Orphanet's: all of them in one transaction, or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection, transaction
from django.db.utils import DataError, IntegrityError

from diseases.models import Disease, Release
from importers.diff import synchronise
from importers.orphanet.collected import Collected, collect
from importers.orphanet.documents import contents
from importers.orphanet.facts import Document
from importers.orphanet.feeds import SOURCE, feeds
from importers.reading.sources import Skipped
from importers.report import BrokenFile, Progress, TableDiff


@dataclass(frozen=True, slots=True)
class Loading:
    """What an import read and changed. `strangers` are codes that a product names and that no
    nomenclature loaded so far does: their facts were left out."""

    documents: tuple[tuple[Document, int], ...]
    skipped: tuple[Skipped, ...]
    diffs: list[TableDiff]
    strangers: int


def load(
    paths: Iterable[Path],
    progress: Progress,
    *,
    dry_run: bool = False,
    force: bool = False,
    excerpt: bool = False,
) -> Loading:
    """Read the files, then bring the tables to what they say.

    `force` accepts great losses, `excerpt` files that hold fewer entities than they announce.
    Raises BrokenFile, and nothing is changed, when one of them is broken or of no known format.
    """
    held = [contents(path, excerpt) for path in paths]
    told = collect((document for one in held for document in one.documents), progress)
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL statement_timeout = 0")
                cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [SOURCE])  # one by one
            diffs = _bring_in(told, progress, force)
            strangers = _strangers(told)
            transaction.set_rollback(dry_run)
    except (DataError, IntegrityError) as error:
        raise BrokenFile(SOURCE, str(error).strip()) from error
    read = tuple((document, told.counts[document.name]) for document in told.documents)
    skipped = tuple(left for one in held for left in one.skipped)
    return Loading(read, skipped, diffs, strangers)


def _bring_in(told: Collected, progress: Progress, force: bool) -> list[TableDiff]:
    diffs = synchronise(feeds(told), progress, force=force, source=SOURCE)
    _remember(told)
    return diffs


def _remember(told: Collected) -> None:
    """One release a kind and language: the 35 classifications of a pack are one."""
    groups: dict[tuple[str, str], list[Document]] = {}
    for document in told.documents:
        groups.setdefault((document.kind, document.language), []).append(document)
    for (kind, language), alike in groups.items():
        released = max(document.released_on[:10] for document in alike)
        Release.objects.update_or_create(
            kind=kind,
            language=language,
            defaults={
                "name": alike[0].name,
                "files": len(alike),
                "released_on": date.fromisoformat(released) if released else None,
                "facts": sum(told.counts[document.name] for document in alike),
            },
        )


def _strangers(told: Collected) -> int:
    known = set(Disease.objects.values_list("orpha", flat=True))
    return len(told.codes_spoken_of() - known - told.entities.keys() - told.placed.keys())
