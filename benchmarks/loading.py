"""(d) `load_data` into empty tables against a raw COPY of the rows it made."""

import time

from psycopg import sql

from benchmarks.database import connect, create, drop, manage
from benchmarks.result import Result

TIMES_SLOWER = 4
LARGEST = 400_000_000  # bytes of memory

KEPT_BY_TRIGGERS = "foundations_directoryversion"
"""Written by the database itself whenever another table is: on both sides."""

TABLES = """
SELECT c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname = 'public'
  AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = c.oid AND d.deptype = 'e')
ORDER BY c.oid
"""


def load(database: str) -> tuple[float, int]:
    """Seconds and peak memory (bytes) of `manage.py load_data`, alone, on migrated tables."""
    return manage(database, "load_data")


def measure(database: str, empty: str, loaded: tuple[float, int]) -> list[Result]:
    """`database` holds what load_data made of `empty`, migrated tables without a row."""
    seconds, memory = loaded
    copy = f"{database}_copy"
    create(copy, template=empty)
    try:
        raw, rows = copied(database, copy)
    finally:
        drop(copy)
    ratio = seconds / raw
    return [
        Result(
            "load_data / raw COPY",
            round(seconds, 2),
            round(raw, 2),
            "s",
            round(ratio, 2),
            "<= 4",
            ratio <= TIMES_SLOWER,
            f"{rows:,} rows",
        ),
        Result(
            "load_data, peak memory",
            round(memory / 1e6),
            None,
            "MB",
            None,
            "< 400 MB",
            memory < LARGEST,
        ),
    ]


def copied(source: str, target: str) -> tuple[float, int]:
    """Seconds to COPY every row into tables with the same indexes and constraints; the rows."""
    with connect(source) as ours, connect(target) as other:
        ours.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        tables = [name for (name,) in ours.execute(TABLES).fetchall()]
        before = {name for name in tables if has_rows(other, name)} | {KEPT_BY_TRIGGERS}
        moved = {name: binary_copy(ours, name) for name in tables if name not in before}
        start = time.perf_counter()
        # Foreign keys of Django are deferred: they are checked at the commit, and counted in.
        for name, data in moved.items():
            if not data:
                continue
            with other.cursor().copy(
                sql.SQL("COPY {} FROM STDIN (FORMAT binary)").format(sql.Identifier(name))
            ) as copy:
                for block in data:
                    copy.write(block)
        other.commit()
        seconds = time.perf_counter() - start
        rows = sum(count(other, name) for name in moved)
    return seconds, rows


def binary_copy(connection, name: str) -> list[bytes]:
    query = sql.SQL("COPY {} TO STDOUT (FORMAT binary)").format(sql.Identifier(name))
    with connection.cursor().copy(query) as copy:
        return [bytes(block) for block in copy]


def has_rows(connection, name: str) -> bool:
    query = sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(name))
    return connection.execute(query).fetchone()[0]


def count(connection, name: str) -> int:
    query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))
    return connection.execute(query).fetchone()[0]
