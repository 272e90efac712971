# ruff: noqa: S608 - the docstring says where each identifier comes from
"""The SQL of the diff engine: a staged table beside the real one, and what differs.

Identifiers come from the models' own metadata, never from a file; values travel as parameters or
through COPY. A model that extends another (Centre extends Structure) is two tables and is treated
as one: `current` joins them, `insert` and `update` write each its part.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, cast

from django.db import connection
from django.db.models import Field, Model

from importers.feed import Feed, Yield

PK = "pk__"
STATE = "state__"
NEW, CHANGED = "new", "changed"


def labels(feed: Feed) -> list[str]:
    """The names under which a correction of this table may be filed: its own, its parents'."""
    parents = list(feed.model._meta.all_parents)
    return [model._meta.label_lower for model in [feed.model, *parents]]


def column_named(feed: Feed, name: str) -> str | None:
    """The column of a field of the feed, by the name of the field or of its column."""
    for part in feed.columns:
        found = field_of(feed.model, part)
        if name in (found.name, found.column):
            return _column_of(found)
    return None


def name(feed: Feed) -> str:
    return f"staged_{feed.model._meta.db_table}"


def create(feed: Feed) -> str:
    return (
        f"CREATE TEMPORARY TABLE {name(feed)} ON COMMIT DROP AS "
        f"SELECT *, NULL::text AS {STATE} FROM {current(feed)} AS c WITH NO DATA"
    )


def fill(feed: Feed) -> str:
    return f"INSERT INTO {name(feed)} ({listed(columns(feed))}) {feed.query}"


def copy(feed: Feed) -> str:
    return f"COPY {name(feed)} ({listed(columns(feed))}) FROM STDIN"


def recognise(feed: Feed) -> str:
    """Give each staged row the primary key of the row that it speaks of."""
    return (
        f"UPDATE {name(feed)} AS s SET {PK} = c.{PK} FROM {current(feed)} AS c "
        f"WHERE {_same_key(feed)}"
    )


def keep(feed: Feed, flag: str, kept: Sequence[str]) -> str:
    names = [column_of(feed.model, part) for part in kept]
    changes = ", ".join(f"{quote(n)} = c.{quote(n)}" for n in names)
    flag_column = column_of(feed.model, flag)
    return (
        f"UPDATE {name(feed)} AS s SET {changes} FROM {current(feed, extra=(flag,))} AS c "
        f"WHERE c.{PK} = s.{PK} AND c.{quote(flag_column)}"
    )


def leave(feed: Feed, left: Yield) -> str:
    """Leave columns as they are where another source names the row. Parameters: table, source, and
    the value that is not left, if there is one."""
    names = [column_of(feed.model, part) for part in left.columns]
    changes = ", ".join(f"{quote(n)} = c.{quote(n)}" for n in names)
    kept = ""
    if left.unless:
        kept = f" AND s.{quote(column_of(feed.model, left.unless[0]))} IS DISTINCT FROM %s"
    return (
        f"UPDATE {name(feed)} AS s SET {changes} "
        f"FROM {current(feed)} AS c, importers_loadedrow AS l "
        f"WHERE c.{PK} = s.{PK} AND l.table = %s AND l.source = %s "
        f"AND l.key = c.{PK}::text{kept}"
    )


def drop_unknown(feed: Feed) -> str:
    return f"DELETE FROM {name(feed)} WHERE {PK} IS NULL"


def mark_changed(feed: Feed) -> str:
    compared = columns(feed)
    return (
        f"UPDATE {name(feed)} AS s SET {STATE} = '{CHANGED}' FROM {current(feed)} AS c "
        f"WHERE c.{PK} = s.{PK} "
        f"AND ({listed(compared, 's.')}) IS DISTINCT FROM ({listed(compared, 'c.')})"
    )


def number_new(feed: Feed) -> str:
    """Give new rows their primary key: the key itself when it is natural, else the next number."""
    root = _parts(feed.model)[0]
    pk = _pk(root)
    if pk in columns(feed):
        value = quote(pk)
    else:
        sequence = f"pg_get_serial_sequence('{quote(root._meta.db_table)}', '{pk}')"
        value = f"nextval({sequence})"
    return f"UPDATE {name(feed)} SET {STATE} = '{NEW}', {PK} = {value} WHERE {PK} IS NULL"


def count(feed: Feed) -> str:
    return (
        f"SELECT count(*) FILTER (WHERE {STATE} = '{NEW}'), "
        f"count(*) FILTER (WHERE {STATE} = '{CHANGED}'), "
        f"count(*) FILTER (WHERE {STATE} IS NULL) FROM {name(feed)}"
    )


def examples(feed: Feed) -> str:
    shown = ", ".join(f"{quote(column)}::text" for column in key_columns(feed))
    return (
        f"SELECT CASE {STATE} WHEN '{NEW}' THEN '+ ' ELSE '~ ' END || concat_ws(' ', {shown}) "
        f"FROM {name(feed)} WHERE {STATE} IS NOT NULL ORDER BY {STATE}, {PK} LIMIT %s"
    )


def update(feed: Feed) -> Iterator[str]:
    for part in _parts(feed.model):
        own = [column for column in columns(feed) if _owns(part, column)]
        stamps = [_column_of(f) for f in part._meta.local_concrete_fields if _is_stamp(f)]
        changes = [f"{quote(c)} = s.{quote(c)}" for c in own if c != _pk(part)]
        changes += [f"{quote(c)} = now()" for c in stamps]
        if changes:
            yield (
                f"UPDATE {quote(part._meta.db_table)} AS t SET {', '.join(changes)} "
                f"FROM {name(feed)} AS s "
                f"WHERE t.{quote(_pk(part))} = s.{PK} AND s.{STATE} = '{CHANGED}'"
            )


def insert(feed: Feed) -> Iterator[tuple[str, list[Any]]]:
    for part in _parts(feed.model):
        names: list[str] = []
        values: list[str] = []
        parameters: list[Any] = []
        for own in part._meta.local_concrete_fields:
            column = _column_of(own)
            names.append(column)
            if own.primary_key:
                values.append(PK)
            elif column in columns(feed):
                values.append(quote(column))
            elif _is_stamp(own):
                values.append("now()")
            else:
                values.append("%s")
                parameters.append(_default(feed.model, own))
        yield (
            f"INSERT INTO {quote(part._meta.db_table)} ({listed(names)}) "
            f"SELECT {', '.join(values)} FROM {name(feed)} WHERE {STATE} = '{NEW}' ORDER BY {PK}",
            parameters,
        )


def dropped(feed: Feed) -> str:
    """The primary keys of the rows that this source alone made and that are not staged any more.

    A row that a person added stays, even if a source came to name it. Parameters: table, source,
    source, labels of the table, mark of a row added by hand.
    """
    return (
        f"SELECT c.{PK} FROM {current(feed)} AS c "
        f"JOIN importers_loadedrow AS l ON l.key = c.{PK}::text AND l.table = %s AND l.source = %s "
        f"WHERE NOT EXISTS (SELECT FROM {name(feed)} AS s WHERE s.{PK} = c.{PK}) "
        "AND NOT EXISTS (SELECT FROM importers_loadedrow AS o "
        "WHERE o.table = l.table AND o.key = l.key AND o.source <> %s) "
        "AND NOT EXISTS (SELECT FROM foundations_correction AS k "
        "WHERE k.model = ANY(%s) AND k.key = l.key AND k.field = %s) ORDER BY 1"
    )


def remove_derived(feed: Feed) -> str:
    table = quote(feed.model._meta.db_table)
    pk = quote(_pk(feed.model))
    return (
        f"DELETE FROM {table} AS t "
        f"WHERE NOT EXISTS (SELECT FROM {name(feed)} AS s WHERE s.{PK} = t.{pk})"
    )


def forget(feed: Feed) -> str:
    """Strike from the list of a source what is not staged. Parameters: table, source."""
    return (
        "DELETE FROM importers_loadedrow AS l WHERE l.table = %s AND l.source = %s "
        f"AND NOT EXISTS (SELECT FROM {name(feed)} AS s WHERE s.{PK}::text = l.key)"
    )


def remember(feed: Feed) -> str:
    """Add what is staged to the list of a source. Parameters: table, source."""
    return (
        'INSERT INTO importers_loadedrow ("table", source, key) '
        f"SELECT %s, %s, s.{PK}::text FROM {name(feed)} AS s ON CONFLICT DO NOTHING"
    )


def tables(feeds: "Sequence[Feed]") -> list[str]:
    """The tables that the feeds write, each once, quoted."""
    names = {quote(part._meta.db_table): None for feed in feeds for part in _parts(feed.model)}
    return list(names)


def columns(feed: Feed) -> list[str]:
    return [column_of(feed.model, part) for part in feed.columns]


def key_columns(feed: Feed) -> list[str]:
    return [column_of(feed.model, part) for part in feed.key]


def current(feed: Feed, extra: Sequence[str] = ()) -> str:
    """A sub-query of the rows that stand now: primary key and the columns of the feed."""
    parts = _parts(feed.model)
    fields = [field_of(feed.model, part) for part in (*feed.columns, *extra)]
    chosen = [f"{_table_column(parts[0], _pk(parts[0]))} AS {PK}"]
    chosen += [f"{_table_column(f.model, _column_of(f))} AS {quote(_column_of(f))}" for f in fields]
    tables = quote(parts[0]._meta.db_table)
    for parent, child in pairwise(parts):
        on = f"{_table_column(child, _pk(child))} = {_table_column(parent, _pk(parent))}"
        tables += f" JOIN {quote(child._meta.db_table)} ON {on}"
    return f"(SELECT {', '.join(chosen)} FROM {tables})"


def _parts(model: type[Model]) -> list[type[Model]]:
    """The tables of a model, the parents' first."""
    return [*reversed(list(model._meta.all_parents)), model]


def _owns(part: type[Model], column: str) -> bool:
    return any(own.column == column for own in part._meta.local_concrete_fields)


def _is_stamp(own: Field) -> bool:
    return bool(getattr(own, "auto_now", False) or getattr(own, "auto_now_add", False))


def _default(model: type[Model], own: Field) -> Any:
    return own.get_db_prep_save(own.get_default(), connection)


def _same_key(feed: Feed) -> str:
    return " AND ".join(f"c.{quote(c)} = s.{quote(c)}" for c in key_columns(feed))


def field_of(model: type[Model], name: str) -> Field:
    """A field that has a column of its own, by its name."""
    return cast(Field, model._meta.get_field(name))


def column_of(model: type[Model], name: str) -> str:
    return _column_of(field_of(model, name))


def label_of_related(model: type[Model], name: str) -> str:
    """The label of the model that a foreign key leads to."""
    related = field_of(model, name).related_model
    return cast(type[Model], related)._meta.label_lower


def _column_of(own: Field) -> str:
    return cast(str, own.column)


def _pk(model: type[Model]) -> str:
    return _column_of(cast(Field, model._meta.pk))


def _table_column(model: type[Model], column: str) -> str:
    return f"{quote(model._meta.db_table)}.{quote(column)}"


def quote(identifier: str) -> str:
    return connection.ops.quote_name(identifier)


def listed(names: Sequence[str], prefix: str = "") -> str:
    return ", ".join(f"{prefix}{quote(part)}" for part in names)
