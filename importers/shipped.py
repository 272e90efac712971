"""Everything that the project ships, loaded in floor order; what did not change is not read."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.utils import DataError, IntegrityError

from importers import communes, directory, guides, nomenclature, pathways, resources
from importers.diff import synchronise
from importers.models import LoadedFile
from importers.report import BrokenFile, Progress, TableDiff


@dataclass(frozen=True)
class Source:
    """Some folders of data/ that are loaded together, all or nothing."""

    title: str
    folders: tuple[str, ...]
    load: Callable[[Progress, bool], list[TableDiff]]


@dataclass
class SourceReport:
    """What loading one source did; `skipped` when its files are those of the last load."""

    title: str
    skipped: bool = False
    diffs: list[TableDiff] = field(default_factory=list)


def _load_communes(progress: Progress, force: bool) -> list[TableDiff]:
    return communes.load(progress=progress)


def _load_directory(progress: Progress, force: bool) -> list[TableDiff]:
    feeds = [
        *nomenclature.feeds(),
        *directory.feeds(),
        *resources.feeds(),
        *pathways.feeds(),
        *guides.feeds(),
    ]
    return synchronise(feeds, progress, force=force)


SOURCES = (
    Source("communes", ("communes",), _load_communes),
    Source(
        "maladies et annuaire",
        ("diseases", "directory", "resources", "pathways"),
        _load_directory,
    ),
)
"""In floor order. Diseases, directory, resources and pathways are one source: a disease may only go
when no network claims it and no resource speaks of it any more, so all must be seen at once."""


def load_everything(
    progress: Progress, dry_run: bool = False, force: bool = False
) -> Iterator[SourceReport]:
    """Load each source in a transaction of its own and yield what it did.

    A source whose files have the SHA-256 of the last load is skipped, unless `force`. With
    `dry_run` everything is compared and nothing is kept. Raises BrokenFile (nothing of that
    source is changed, the sources before it stay loaded).
    """
    if dry_run:
        # all sources in one transaction: each must see what those before it would have written
        with transaction.atomic():
            for source in SOURCES:
                yield SourceReport(source.title, diffs=_load(source, progress, force))
            transaction.set_rollback(True)
        return
    for source in SOURCES:
        files = _fingerprints(source)
        if not force and files == _last_loaded(source):
            yield SourceReport(source.title, skipped=True)
            continue
        with transaction.atomic():
            diffs = _load(source, progress, force)
            _remember(source, files)
        yield SourceReport(source.title, diffs=diffs)


def _load(source: Source, progress: Progress, force: bool) -> list[TableDiff]:
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL statement_timeout = 0")
            return source.load(progress, force)
    except (DataError, IntegrityError) as error:
        raise BrokenFile(source.title, str(error).strip()) from error


def _fingerprints(source: Source) -> dict[str, str]:
    """SHA-256 of each file of a source, by its path below data/; notes for people do not count."""
    root = Path(settings.DATA_DIR)
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in source.folders
        for path in sorted((root / folder).rglob("*"))
        if path.is_file() and path.suffix != ".md"
    }


def _last_loaded(source: Source) -> dict[str, str]:
    known = LoadedFile.objects.values_list("path", "sha256")
    return {path: sha256 for path, sha256 in known if _belongs(path, source)}


def _belongs(path: str, source: Source) -> bool:
    return path.split("/")[0] in source.folders


def _remember(source: Source, files: dict[str, str]) -> None:
    stale = [path for path in _last_loaded(source) if path not in files]
    LoadedFile.objects.filter(path__in=stale).delete()
    LoadedFile.objects.bulk_create(
        [LoadedFile(path=path, sha256=sha256) for path, sha256 in files.items()],
        update_conflicts=True,
        unique_fields=["path"],
        update_fields=["sha256", "loaded_at"],
    )
