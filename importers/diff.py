"""From a source to tables: what differs is written and nothing else, in the caller's transaction.

A `Feed` says how one table is fed. `synchronise` stages its rows with COPY in a temporary table
and lets PostgreSQL compare; only the few rows that disappear go through the ORM, for its cascades.

Three rules protect what people did in the back office:
- a field that bears a `foundations.Correction` keeps its value; the correction notes what the
  source says now;
- only rows that an import made (`LoadedRow`) are removed, when the last source that named them
  drops them;
- columns that a feed does not name are never touched.

A row into which a person merged a duplicate stays, even when its own source drops it.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import ProtectedError

from foundations.corrections import WHOLE_ROW
from importers import overlay, staging
from importers.feed import Feed
from importers.report import EXAMPLES_SHOWN, BrokenFile, Progress, TableDiff
from structures.models import Structure

LARGEST_LOSS = 0.25
"""Share of its rows that a table may lose in one import; more looks like a truncated file."""
SMALLEST_LOSS = 10
"""Rows that a table may always lose."""

SHIPPED = "shipped"
"""The source that the project ships in data/."""


def synchronise(
    feeds: Sequence[Feed], progress: Progress, force: bool = False, source: str = SHIPPED
) -> list[TableDiff]:
    """Make the tables say what `source` says; feeds come parents first.

    Must run inside a transaction. Raises BrokenFile when a source contradicts itself, refers to
    what does not exist, or loses so many rows that it looks truncated and `force` is false.
    """
    stored = [feed for feed in feeds if not feed.is_derived]
    derived = [feed for feed in feeds if feed.is_derived]
    diffs = {}
    with connection.cursor() as cursor:
        for feed in stored:
            diffs[feed.label] = _bring_in(feed, cursor, progress)
        for feed in reversed(stored):
            if not feed.partial:
                _take_out(feed, cursor, diffs[feed.label], source, force)
                cursor.execute(staging.forget(feed), [feed.label, source])
            cursor.execute(staging.remember(feed), [feed.label, source])
        # what was written above has no statistics yet, and the next import reads it
        cursor.execute("ANALYZE importers_loadedrow")
        # only now do the tables they are derived from say what their sources say
        for feed in derived:
            diffs[feed.label] = _bring_in(feed, cursor, progress)
            cursor.execute(staging.remove_derived(feed))
            diffs[feed.label].removed = cursor.rowcount
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in staging.tables([f for f in feeds if not diffs[f.label].is_empty]):
            cursor.execute(f"ANALYZE {table}")  # no statistics yet after a first load
        for feed in feeds:
            cursor.execute(f"DROP TABLE {staging.name(feed)}")
    return [diffs[feed.label] for feed in feeds]


def _bring_in(feed: Feed, cursor: Any, progress: Progress) -> TableDiff:
    progress.start(feed.title)
    cursor.execute(staging.create(feed))
    if feed.is_derived:
        if feed.prepare:
            feed.prepare()
        cursor.execute(staging.fill(feed))
    else:
        _copy(feed, cursor, progress)
    overlay.follow_corrected_keys(feed, cursor)
    overlay.respect_corrected_sets(feed, cursor)
    cursor.execute(staging.recognise(feed))
    cursor.execute(f"ANALYZE {staging.name(feed)}")
    overlay.respect_corrected_fields(feed, cursor)
    for flag, columns in feed.kept.items():
        cursor.execute(staging.keep(feed, flag, columns))
    cursor.execute(staging.mark_changed(feed))
    cursor.execute(staging.number_new(feed))
    cursor.execute(staging.count(feed))
    added, changed, unchanged = cursor.fetchone()
    diff = TableDiff(feed.title, added=added, changed=changed, unchanged=unchanged)
    if added or changed:
        cursor.execute(staging.examples(feed), [EXAMPLES_SHOWN])
        diff.examples = [line for (line,) in cursor.fetchall()]
    if changed:
        for statement in staging.update(feed):
            cursor.execute(statement)
    if added:
        for statement, parameters in staging.insert(feed):
            cursor.execute(statement, parameters)
    progress.done()
    return diff


def _copy(feed: Feed, cursor: Any, progress: Progress) -> None:
    """Stage the rows, refusing two rows with one key.

    They are all read before COPY starts: reading them asks the same connection for references.
    """
    positions = [feed.columns.index(name) for name in feed.key]
    assert feed.rows is not None
    rows = list(feed.rows())
    seen = set()
    for row in rows:
        key = tuple(row[position] for position in positions)
        if key in seen:
            raise BrokenFile(feed.path, f"deux lignes pour {' '.join(map(str, key))}")
        seen.add(key)
    with cursor.copy(staging.copy(feed)) as copy:
        for row in rows:
            copy.write_row(row)
    progress.advance(len(rows))


def _without_those_kept(keys: Sequence[int]) -> list[int]:
    """Leave the rows into which a person merged a duplicate: they tell what it told."""
    merged_into = Structure.objects.filter(merged_into__in=keys).values_list("merged_into")
    kept = {key for (key,) in merged_into}
    return [key for key in keys if key not in kept]


def _take_out(feed: Feed, cursor: Any, diff: TableDiff, source: str, force: bool) -> None:
    """Remove the rows that this source alone made and no longer has."""
    parameters = [feed.label, source, source, staging.labels(feed), WHOLE_ROW]
    cursor.execute(staging.dropped(feed), parameters)
    lost = [key for (key,) in cursor.fetchall()]
    if issubclass(feed.model, Structure):
        lost = _without_those_kept(lost)
    if not lost:
        return
    allowed = max(SMALLEST_LOSS, LARGEST_LOSS * (diff.unchanged + diff.changed + len(lost)))
    if len(lost) > allowed and not force:
        message = f"{len(lost)} lignes de « {feed.title} » disparaîtraient : fichier tronqué ? "
        raise BrokenFile(feed.path, message + "(--force pour confirmer)")
    manager = feed.model._default_manager
    diff.examples += [f"- {row}" for row in manager.filter(pk__in=lost)[:EXAMPLES_SHOWN]]
    try:
        manager.filter(pk__in=lost).delete()
    except ProtectedError as error:
        kept_by = ", ".join(str(row) for row in list(error.protected_objects)[:EXAMPLES_SHOWN])
        message = f"une ligne de « {feed.title} » disparaît mais sert encore à : {kept_by}"
        raise BrokenFile(feed.path, message) from error
    cursor.execute(
        "DELETE FROM foundations_correction WHERE model = ANY(%s) AND key = ANY(%s)",
        [staging.labels(feed), [str(key) for key in lost]],
    )
    diff.removed = len(lost)
