"""Human corrections laid over imported rows: what a person changed, the next import leaves alone.

The corrected value stands in the row itself; `Correction` keeps what the source says, exactly as
PostgreSQL's to_jsonb writes the column, a point as WKT (longitude first): that is how the importers
compare and refresh it. A row is named by its table and its primary key as text. A row that a person
added has a correction of its own, whose field is WHOLE_ROW.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.gis.db.models.fields import BaseSpatialField
from django.contrib.gis.geos import GEOSGeometry
from django.db import models, transaction

from foundations.models import Correction

WHOLE_ROW = "*"
"""The field of a correction that says: a person added this row, no source knows it."""

Json = Any


def label_of(model: type[models.Model]) -> str:
    """How corrections name a table: "structures.centre"."""
    return model._meta.label_lower


def key_expression() -> models.expressions.Combinable:
    """The key of a row in SQL, to meet its corrections in a query."""
    return models.functions.Cast("pk", models.TextField())


def corrections_of(*rows: models.Model) -> models.QuerySet[Correction]:
    """The corrections of these rows, by table, row and field."""
    wanted = models.Q(pk__in=[])
    for row in rows:
        wanted |= models.Q(model=label_of(type(row)), key=str(row.pk))
    kept = Correction.objects.filter(wanted).select_related("corrected_by")
    return kept.order_by("model", "key", "field")


def row_of(correction: Correction) -> models.Model | None:
    """The row that a correction speaks of, None when it exists no more."""
    return apps.get_model(correction.model)._default_manager.filter(pk=correction.key).first()


def is_added_by_hand(row: models.Model) -> bool:
    return corrections_of(row).filter(field=WHOLE_ROW).exists()


def columns_of(model: type[models.Model]) -> list[str]:
    """The fields of a row that a change can touch, those that follow from others included."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if not (field.primary_key or getattr(field, "auto_now", False))
    ]


def snapshot(row: models.Model, names: Iterable[str]) -> dict[str, Json]:
    """What the database says today of these fields of a row, as JSON.

    A many-to-many field is the sorted list of the keys it holds.
    """
    several = {field.name for field in row._meta.many_to_many}
    columns = [name for name in names if name not in several]
    stored = type(row)._default_manager.filter(pk=row.pk)
    as_json = [_as_json(_column(row, name)) for name in columns]
    values = stored.values_list(*as_json).get() if columns else ()
    said = dict(zip(columns, values, strict=True))
    for name in set(names) & several:
        said[name] = sorted(getattr(row, name).values_list("pk", flat=True))
    return said


def _as_json(field: models.Field) -> models.Func:
    value: models.F | models.Func = models.F(field.name)
    if isinstance(field, BaseSpatialField):
        value = models.Func(value, function="ST_AsText", output_field=models.TextField())
    return models.Func(value, function="to_jsonb", output_field=models.JSONField())


@transaction.atomic
def record_changes(row: models.Model, before: dict[str, Json], by: Any) -> list[str]:
    """Record what differs from `before` (a `snapshot`); the names of the changed fields.

    A value put back to what the source says is a correction no more.
    """
    after = snapshot(row, before)
    changed = [name for name in before if after[name] != before[name]]
    if not changed or is_added_by_hand(row):
        return changed
    for name in changed:
        correction, is_new = Correction.objects.get_or_create(
            model=label_of(type(row)),
            key=str(row.pk),
            field=name,
            defaults={
                "source_value": before[name],
                "seen_value": before[name],
                "corrected_by": by,
            },
        )
        if is_new:
            continue
        if after[name] == correction.source_value:
            correction.delete()
        else:
            correction.corrected_by = by
            correction.seen_value = correction.source_value
            correction.save()
    return changed


def changed_since() -> models.QuerySet[Correction]:
    """The corrections whose source says something else than when the person corrected it."""
    same = models.Q(source_value=models.F("seen_value"))
    both_empty = models.Q(source_value__isnull=True, seen_value__isnull=True)
    return Correction.objects.exclude(field=WHOLE_ROW).exclude(same | both_empty)


def keep_against(correction: Correction) -> None:
    """A person has seen what the source says now, and keeps the correction."""
    correction.seen_value = correction.source_value
    correction.save(update_fields=["seen_value"])


def record_addition(row: models.Model, by: Any) -> None:
    """Record that a person added this row; what was said of a former row of that key goes."""
    forget(row)
    Correction.objects.create(
        model=label_of(type(row)), key=str(row.pk), field=WHOLE_ROW, corrected_by=by
    )


def forget(row: models.Model) -> None:
    """Drop the corrections of a row, before it is deleted or because another takes its key."""
    corrections_of(row).delete()


@transaction.atomic
def revert(correction: Correction) -> bool:
    """Put the source's value back and drop the correction, and those that follow from it.

    False when there is nothing to go back to: a row added by hand is left as it is.
    """
    if correction.field == WHOLE_ROW:
        return False
    row = row_of(correction)
    correction.delete()
    if row is None:
        return True
    _restore(row, correction.field, correction.source_value)
    # Saving moves what follows: the department with its commune, a centre with its hospital.
    others = {kept.field: kept for kept in corrections_of(row) if kept.field != WHOLE_ROW}
    for name, value in snapshot(row, others).items():
        if value == others[name].source_value:
            others[name].delete()
    return True


def _restore(row: models.Model, name: str, value: Json) -> None:
    if name in {field.name for field in row._meta.many_to_many}:
        getattr(row, name).set(value)
        return
    field = _column(row, name)
    setattr(row, field.attname, from_json(field, value))
    row.save()


def _column(row: models.Model, name: str) -> models.Field:
    return next(field for field in row._meta.concrete_fields if field.name == name)


def from_json(field: models.Field, value: Json) -> Any:
    """The Python value of a column from its JSON; a geometry gets the reference system of its
    column."""
    if value is None:
        return None
    if isinstance(field, BaseSpatialField):
        return GEOSGeometry(value, srid=field.srid)
    return field.to_python(value)
