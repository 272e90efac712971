"""Versions: numbers that change with every write to a watched table.

One for the directory, one for the names of diseases, one for the resources, one for the communes: a
corrected telephone is no reason to read the others again.

It makes caches safe: what was computed at one version is valid as long as the number stands. The
database keeps it by triggers, so that no writer can forget it: back office, importers, SQL by hand.
Numbers come from a sequence and are never used twice, even after a rollback.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum

from django.db.migrations.operations import RunSQL

from foundations.prepared import prepared_cursor


class Watched(IntEnum):
    """What a version is of; the key of its row."""

    DIRECTORY = 1
    NAMES_OF_DISEASES = 2
    RESOURCES = 3
    COMMUNES = 4


CREATE = """
CREATE SEQUENCE foundations_version_numbers;
CREATE FUNCTION foundations_new_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO foundations_directoryversion (id, number)
    VALUES (1, nextval('foundations_version_numbers'))
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
    RETURN NULL;
END $$;
"""
DROP = """
DROP FUNCTION foundations_new_version() CASCADE;
DROP SEQUENCE foundations_version_numbers;
"""

OF_SEVERAL = """
CREATE OR REPLACE FUNCTION foundations_new_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO foundations_directoryversion (id, number)
    VALUES (coalesce(TG_ARGV[0], '1')::integer, nextval('foundations_version_numbers'))
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
    RETURN NULL;
END $$;
"""


def watch(*tables: str, of: Watched = Watched.DIRECTORY) -> RunSQL:
    """A migration operation: writing to these tables makes a new version."""
    trigger = "new_version" if of is Watched.DIRECTORY else f"new_version_{of:d}"
    return RunSQL(
        sql="".join(
            f'CREATE TRIGGER {trigger} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "{table}" '
            f"FOR EACH STATEMENT EXECUTE FUNCTION foundations_new_version('{of:d}');\n"
            for table in tables
        ),
        reverse_sql="".join(f'DROP TRIGGER {trigger} ON "{table}";\n' for table in tables),
    )


def current_version(of: Watched = Watched.DIRECTORY) -> int:
    """The number as it stands; 0 before the first write. One query, or none inside `one_state`."""
    seen = _seen.get()
    if seen is None:
        return _numbers().get(of, 0)
    if not seen:
        seen.update(_numbers())
    return seen.get(of, 0)


@contextmanager
def one_state() -> Iterator[None]:
    """Inside, the numbers are read once: an answer is made from one state of what is watched."""
    before = _seen.set({})
    try:
        yield
    finally:
        _seen.reset(before)


_seen: ContextVar[dict[int, int] | None] = ContextVar("versions_seen", default=None)


def _numbers() -> dict[int, int]:
    with prepared_cursor() as cursor:
        cursor.execute("SELECT id, number FROM foundations_directoryversion")
        return dict(cursor.fetchall())
