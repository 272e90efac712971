# ruff: noqa: S608 - identifiers come from the models' metadata, values are parameters
"""What people corrected, laid over what a source says before the two are compared.

A `foundations.Correction` names a row by its table and its primary key, and keeps what the source
says as PostgreSQL's to_jsonb writes it (a point as WKT). Here the staged row is made to say what
the person said, and the correction to say what the source says now.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.gis.db.models.fields import BaseSpatialField

from importers.feed import Feed
from importers.staging import (
    PK,
    column_named,
    column_of,
    columns,
    current,
    field_of,
    key_columns,
    label_of_related,
    labels,
    listed,
    name,
    quote,
)


def respect_corrected_fields(feed: Feed, cursor: Any) -> None:
    """Let the corrected values of recognised rows stand."""
    cursor.execute(
        "SELECT DISTINCT field FROM foundations_correction WHERE model = ANY(%s)", [labels(feed)]
    )
    for (part,) in cursor.fetchall():
        column = column_named(feed, part)
        if column is None or column in key_columns(feed):
            continue
        here = f"k.model = ANY(%s) AND k.field = %s AND k.key = s.{PK}::text"
        cursor.execute(
            "UPDATE foundations_correction AS k "
            f"SET source_value = to_jsonb({_readable(feed, column)}) "
            f"FROM {name(feed)} AS s WHERE {here}",
            [labels(feed), part],
        )
        cursor.execute(
            f"UPDATE {name(feed)} AS s SET {quote(column)} = c.{quote(column)} "
            f"FROM {current(feed)} AS c, foundations_correction AS k "
            f"WHERE c.{PK} = s.{PK} AND {here}",
            [labels(feed), part],
        )


def follow_corrected_keys(feed: Feed, cursor: Any) -> None:
    """A row whose key a person corrected is still the row that the source means.

    It is known by the key it had; when the source has changed that too, by the rest of the key,
    if one new row alone has it: the number of a switchboard, corrected here and renewed there.
    """
    cursor.execute(
        "SELECT key, field, source_value::text FROM foundations_correction "
        "WHERE model = ANY(%s) AND field = ANY(%s) ORDER BY key",
        [labels(feed), list(feed.key)],
    )
    said: dict[str, dict[str, str]] = {}
    for key, part, value in cursor.fetchall():
        said.setdefault(key, {})[column_of(feed.model, part)] = value
    for key, values in said.items():
        corrected = [column for column in key_columns(feed) if column in values]
        originals = [values[column] for column in corrected]
        condition = _had_the_key(feed, corrected)
        cursor.execute(_take_key(feed, corrected, condition), [key, *originals])
        if cursor.rowcount or len(corrected) == len(feed.key):
            continue
        condition = _has_the_rest_of_the_key(feed, corrected)
        cursor.execute(f"SELECT count(*) {_matching(feed, condition)}", [key])
        if cursor.fetchone() == (1,):
            for part in feed.key:
                if column_of(feed.model, part) in corrected:
                    _note_key(feed, cursor, key, part, condition)
            cursor.execute(_take_key(feed, corrected, condition), [key])


def respect_corrected_sets(feed: Feed, cursor: Any) -> None:
    """A many-to-many set that a person corrected stands as a whole."""
    if feed.set_of is None:
        return
    owner, set_name = feed.set_of
    (member,) = [part for part in feed.columns if part != owner]
    label = label_of_related(feed.model, owner)
    cursor.execute(
        "SELECT key FROM foundations_correction WHERE model = %s AND field = %s",
        [label, set_name],
    )
    mine = f"s.{quote(column_of(feed.model, owner))}::text = %s"
    value = f"s.{quote(column_of(feed.model, member))}"
    for (key,) in cursor.fetchall():
        cursor.execute(
            "UPDATE foundations_correction AS k SET source_value = "
            f"(SELECT coalesce(jsonb_agg({value} ORDER BY {value}::text COLLATE \"C\"), '[]') "
            f"FROM {name(feed)} AS s WHERE {mine}) "
            "WHERE k.model = %s AND k.key = %s AND k.field = %s",
            [key, label, key, set_name],
        )
        cursor.execute(f"DELETE FROM {name(feed)} AS s WHERE {mine}", [key])
        cursor.execute(
            f"INSERT INTO {name(feed)} ({listed(columns(feed))}) "
            f"SELECT {listed(columns(feed), 's.')} FROM {current(feed)} AS s WHERE {mine}",
            [key],
        )


def _had_the_key(feed: Feed, corrected: Sequence[str]) -> str:
    """Match by the key as the source gave it; parameters: its corrected parts, as JSON."""
    return " AND ".join(
        f"to_jsonb(s.{quote(column)}) = %s::jsonb"
        if column in corrected
        else f"s.{quote(column)} = c.{quote(column)}"
        for column in key_columns(feed)
    )


def _has_the_rest_of_the_key(feed: Feed, corrected: Sequence[str]) -> str:
    """Match a staged row that no row bears, by the parts of the key that nobody corrected."""
    rest = [f"s.{quote(c)} = c.{quote(c)}" for c in key_columns(feed) if c not in corrected]
    taken = " AND ".join(f"x.{quote(c)} = s.{quote(c)}" for c in key_columns(feed))
    return " AND ".join([*rest, f"NOT EXISTS (SELECT FROM {current(feed)} AS x WHERE {taken})"])


def _matching(feed: Feed, condition: str) -> str:
    return f"FROM {name(feed)} AS s, {current(feed)} AS c WHERE c.{PK}::text = %s AND {condition}"


def _take_key(feed: Feed, corrected: Sequence[str], condition: str) -> str:
    """Give the staged row that matches the key as a person corrected it."""
    changes = ", ".join(f"{quote(c)} = c.{quote(c)}" for c in corrected)
    return (
        f"UPDATE {name(feed)} AS s SET {changes} "
        f"FROM {current(feed)} AS c WHERE c.{PK}::text = %s AND {condition}"
    )


def _note_key(feed: Feed, cursor: Any, key: str, part: str, condition: str) -> None:
    column = column_of(feed.model, part)
    cursor.execute(
        f"UPDATE foundations_correction AS k SET source_value = to_jsonb(s.{quote(column)}) "
        f"FROM {name(feed)} AS s, {current(feed)} AS c WHERE k.model = ANY(%s) AND k.key = %s "
        f"AND k.field = %s AND c.{PK}::text = k.key AND {condition}",
        [labels(feed), key, part],
    )


def _readable(feed: Feed, column: str) -> str:
    """A staged value as an editor may read it: positions as POINT(longitude latitude)."""
    own = next(field_of(feed.model, p) for p in feed.columns if column_of(feed.model, p) == column)
    value = f"s.{quote(column)}"
    return f"ST_AsText({value})" if isinstance(own, BaseSpatialField) else value
