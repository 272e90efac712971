"""Loading a whole table in a few statements: COPY into a staging table, then only what differs.

For tables too large to go row by row. The rows never pass through Python.
"""

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from django.db import connection
from psycopg import sql

from importers.report import BrokenFile, TableDiff

COPY_BLOCK = 1 << 20


@dataclass(frozen=True)
class StagedFile:
    """A CSV file (gzipped when its name says so) and the temporary table it is copied into.

    `columns` are in the order of the file; those that are not in `types` are text.
    """

    table: str
    file: str
    columns: str
    types: str = ""

    def copy(self, folder: Path) -> None:
        """Create the temporary table and fill it. Raises BrokenFile when it cannot be read."""
        path = folder / self.file
        forget(self.table)
        with connection.cursor() as cursor:
            cursor.execute(
                sql.SQL("CREATE TEMPORARY TABLE {} ({}) ON COMMIT DROP").format(
                    sql.Identifier(self.table), self._definitions()
                )
            )
            statement = sql.SQL("COPY {} FROM STDIN (FORMAT csv, HEADER match)").format(
                sql.Identifier(self.table)
            )
            try:
                with _opened(path) as file, cursor.copy(statement) as copy:
                    while block := file.read(COPY_BLOCK):
                        copy.write(block)
            except (OSError, EOFError) as error:
                raise BrokenFile(path, str(error)) from error

    def _definitions(self) -> sql.Composed:
        types = dict(pair.split(":") for pair in self.types.split())
        return sql.SQL(", ").join(
            sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(types.get(name, "text")))
            for name in self.columns.split()
        )


@dataclass(frozen=True)
class Target:
    """A table to bring to what `query` selects: its key columns first, then the others.

    `title` names it for people.
    """

    title: str
    table: str
    key: Sequence[str]
    values: Sequence[str]
    query: str

    @property
    def columns(self) -> list[str]:
        return [*self.key, *self.values]


def bring(target: Target) -> TableDiff:
    """Add, change and remove rows so that the table equals its query. Counts are in rows."""
    if _is_empty(target.table):
        added = _execute(_statement("INSERT INTO {table} ({columns}) {query}", target))
        return TableDiff(target.title, added=added)
    forget("wanted")
    wanted = _execute(_statement("CREATE TEMPORARY TABLE wanted ON COMMIT DROP AS {query}", target))
    _execute(_statement("CREATE UNIQUE INDEX ON wanted ({key})", target))
    _execute(sql.SQL("ANALYZE wanted ({})").format(sql.Identifier(target.key[0])))
    removed = _execute(
        _statement(
            "DELETE FROM {table} AS t WHERE NOT EXISTS (SELECT FROM wanted AS w WHERE {same})",
            target,
        )
    )
    changed = 0
    if target.values:
        changed = _execute(
            _statement(
                "UPDATE {table} AS t SET {set} FROM wanted AS w WHERE {same}"
                " AND ({t_values}) IS DISTINCT FROM ({w_values})",
                target,
            )
        )
    added = _execute(
        _statement(
            "INSERT INTO {table} ({columns}) SELECT {columns} FROM wanted AS w"
            " WHERE NOT EXISTS (SELECT FROM {table} AS t WHERE {same})",
            target,
        )
    )
    return TableDiff(
        target.title,
        added=added,
        changed=changed,
        removed=removed,
        unchanged=wanted - added - changed,
    )


def forget(temporary_table: str) -> None:
    """Drop a temporary table of an earlier load in the same transaction."""
    _execute(sql.SQL("DROP TABLE IF EXISTS pg_temp.{}").format(sql.Identifier(temporary_table)))


def _statement(template: str, target: Target) -> sql.Composed:
    def listed(names: Sequence[str], prefix: str = "") -> sql.Composed:
        return sql.SQL(", ").join(sql.SQL(prefix) + sql.Identifier(name) for name in names)

    def pairs(names: Sequence[str], left: str, joined: str) -> sql.Composed:
        return sql.SQL(joined).join(
            sql.SQL("{}{} = w.{}").format(sql.SQL(left), sql.Identifier(name), sql.Identifier(name))
            for name in names
        )

    return sql.SQL(template).format(
        table=sql.Identifier(target.table),
        query=sql.SQL(target.query),
        columns=listed(target.columns),
        key=listed(target.key),
        same=pairs(target.key, "t.", " AND "),
        set=pairs(target.values, "", ", "),
        t_values=listed(target.values, "t."),
        w_values=listed(target.values, "w."),
    )


def _execute(statement: sql.Composable) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


def _is_empty(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT NOT EXISTS (SELECT FROM {})").format(sql.Identifier(table)))
        return cursor.fetchone()[0]


def _opened(path: Path) -> IO[bytes]:
    opened = gzip.open if path.suffix == ".gz" else open
    return cast("IO[bytes]", opened(path, "rb"))
