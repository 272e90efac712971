"""The rows of a table that a source put there, as `LoadedRow` remembers them."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

from foundations.corrections import label_of
from foundations.models import Correction
from importers.models import LoadedRow


def rows_named_by(model: type[Model], source: str) -> QuerySet:
    """The rows that this source names, alone or with others."""
    return _rows(model, Q(source=source))


def rows_named_beside(model: type[Model], source: str) -> QuerySet:
    """The rows that some other source names."""
    return _rows(model, ~Q(source=source))


def _rows(model: type[Model], named: Q) -> QuerySet:
    keys = LoadedRow.objects.filter(named, table=model._meta.label_lower).values("key")
    rows = model._default_manager.annotate(key_as_text=Cast("pk", TextField()))
    return rows.filter(key_as_text__in=keys)


def as_sources_say(rows: QuerySet, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The rows by column, a corrected field as its source has it.

    What an import stages again without speaking of it must not pass for what a source says.
    """
    said: dict[str, dict[str, Any]] = {}
    corrections = Correction.objects.filter(model=label_of(rows.model))
    for key, field, value in corrections.values_list("key", "field", "source_value"):
        said.setdefault(key, {})[field] = value
    for row in rows.values("pk", *columns):
        corrected = said.get(str(row["pk"]), {})
        yield {column: corrected.get(column, row[column]) for column in columns}
