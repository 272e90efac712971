"""Any table as a spreadsheet that can come back: its columns under the names that forms give them.

A reference is two columns: what people read, and the code by which an import finds it again
(« Commune », « Commune, code »). A point is « Longitude » and « Latitude ».
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.gis.db.models.fields import BaseSpatialField
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from foundations.outlines import outlines_of
from foundations.spreadsheets import Cell, Sheet

BETWEEN = " ; "
"""Between the items of one cell."""
CODE = ", code"
BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    cell: Callable[[Any], Cell]


def heading(field: models.Field) -> str:
    """« Page officielle »: the name of a field, as the first line of a spreadsheet has it."""
    name = str(field.verbose_name)
    return name[:1].upper() + name[1:]


def code_heading(field: models.Field) -> str:
    return heading(field) + CODE


def key_name(model: type[models.Model]) -> str:
    """The attribute that names a row of another table in a file: its slug, else its key."""
    names = {field.name for field in model._meta.concrete_fields}
    return "slug" if "slug" in names else "pk"


def columns_of(model: type[models.Model]) -> list[Column]:
    """Every field that a form shows: what the row is first, its access and its source after.

    These two come from abstract models, whose fields Django puts before those of the table.
    """
    shared = {
        field.name
        for base in model.__mro__
        if (options := getattr(base, "_meta", None)) is not None and options.abstract
        for field in options.fields
    }
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return [
        column
        for field in sorted(fields, key=lambda field: field.name in shared)
        for column in _columns(field)
    ]


def _columns(field: Any) -> Iterator[Column]:
    name = field.name
    if isinstance(field, BaseSpatialField):
        if field.geom_type == "POINT":
            yield Column("Longitude", lambda row: _degrees(getattr(row, name), "x"))
            yield Column("Latitude", lambda row: _degrees(getattr(row, name), "y"))
    elif field.many_to_many:
        key = key_name(field.related_model)
        yield Column(
            code_heading(field),
            lambda row: BETWEEN.join(
                sorted(str(getattr(other, key)) for other in getattr(row, name).all())
            ),
        )
    elif getattr(field.remote_field, "parent_link", False):
        return
    elif field.is_relation:
        key = key_name(field.related_model)
        yield Column(heading(field), lambda row: _label(getattr(row, name)))
        yield Column(code_heading(field), lambda row: _key(getattr(row, name), key))
    elif field.editable and not isinstance(field, models.AutoField):
        yield Column(heading(field), lambda row: _plain(row, field))


def _degrees(point: Any, axis: str) -> float | None:
    return None if point is None else getattr(point, axis)


def _label(row: models.Model | None) -> str:
    if row is None:
        return ""
    return str(getattr(row, "full_name", None) or getattr(row, "name", None) or row)


def _key(row: models.Model | None, key: str) -> str:
    return "" if row is None else str(getattr(row, key))


def _plain(row: models.Model, field: Any) -> Cell:
    value = getattr(row, field.attname)
    if isinstance(field, ArrayField):
        return BETWEEN.join(str(item) for item in value or [])
    if field.choices:
        return "" if value in ("", None) else str(dict(field.flatchoices).get(value, value))
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date | str | int | float | bool) or value is None:
        return value
    return value if field.get_internal_type() == "DecimalField" else str(value)


def sheet_of(
    queryset: models.QuerySet, title: str, extra: Sequence[Column] = (), related: Sequence[str] = ()
) -> Sheet:
    """The rows of a queryset as a sheet; `extra` columns come after those of the model.

    Outlines are never read. References cost one query each for `BATCH` rows, and so do `related`,
    the names of what `extra` looks at.
    """
    model = queryset.model
    columns = [*columns_of(model), *extra]
    rows = queryset.select_related(None).prefetch_related(None).defer(None)
    rows = rows.defer(*outlines_of(model)).prefetch_related(*_references(model), *related)
    return Sheet(
        title,
        [column.heading for column in columns],
        ([column.cell(row) for column in columns] for row in rows.iterator(chunk_size=BATCH)),
    )


def _references(model: type[models.Model]) -> Iterator[models.Prefetch]:
    for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
        if not field.is_relation or getattr(field.remote_field, "parent_link", False):
            continue
        related: Any = field.related_model
        others = related._default_manager.defer(*outlines_of(related))
        yield models.Prefetch(field.name, queryset=others)
