"""The rows of a table that a source put there, as `LoadedRow` remembers them."""

from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

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
