"""Human corrections laid over imported rows: what a person changed, the next import leaves alone.

The corrected value stands in the row itself; `Correction` keeps, as JSON, what the source says. A
correction names a field of the row, or a set that belongs to it ("phones", "networks"): such a set
is corrected as a whole. A row that a person added has one correction named WHOLE_ROW.

An importer reads `corrected_fields(model)` once, skips those fields (and the rows with WHOLE_ROW,
neither changed nor removed), and calls `note_source_value` when the source itself has changed.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.contrib.gis.geos import Point
from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction
from django.db.models.functions import Cast, Concat

from foundations.geography import point
from foundations.models import Correction

WHOLE_ROW = "*"
"""The field of a correction that says: a person added this row, no source knows it."""

Json = Any


def label_of(model: type[models.Model]) -> str:
    """How corrections name a table: "structures.centre"."""
    return model._meta.label_lower


def key_paths(model: type[models.Model]) -> tuple[str, ...]:
    """The look-ups that make the natural key of a model, the one of the CSV files.

    Its slug; else its primary key when that one has a meaning (ORPHA code, INSEE code); else the
    fields of its first unique constraint, followed through their foreign keys.
    """
    names = {field.name for field in model._meta.get_fields()}
    if "slug" in names:
        return ("slug",)
    if not isinstance(model._meta.pk, models.AutoField | models.OneToOneField):
        return ("pk",)
    if isinstance(model._meta.pk, models.OneToOneField):
        return _through(model, model._meta.pk.name)
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
            return tuple(path for name in constraint.fields for path in _through(model, name))
    raise ValueError(f"{label_of(model)} has no natural key")


def _through(model: type[models.Model], name: str) -> tuple[str, ...]:
    field = model._meta.get_field(name)
    if not field.is_relation:
        return (name,)
    return tuple(f"{name}__{path}" for path in key_paths(field.related_model))


def key_of(row: models.Model) -> str:
    """The natural key of a row as text; the parts of a key of several fields are joined by "|"."""
    parts = []
    for path in key_paths(type(row)):
        value: Any = row
        for name in path.split("__"):
            value = getattr(value, name)
        parts.append(str(value))
    return "|".join(parts)


def key_expression(model: type[models.Model]) -> Cast | Concat:
    """`key_of` in SQL, to meet corrections in a query."""
    first, *others = (Cast(path, models.TextField()) for path in key_paths(model))
    for path in others:
        first = Concat(first, models.Value("|"), path, output_field=models.TextField())
    return first


def row_of(correction: Correction) -> models.Model | None:
    """The row that a correction speaks of, None when it exists no more."""
    model = apps.get_model(correction.model)
    paths = key_paths(model)
    lookups = dict(zip(paths, correction.key.split("|"), strict=True))
    return model._default_manager.filter(**lookups).first()


def corrected_fields(model: type[models.Model]) -> dict[str, dict[str, Json]]:
    """{key of the row: {corrected field: value of the source, as JSON}} of a whole table."""
    found: dict[str, dict[str, Json]] = {}
    rows = Correction.objects.filter(model=label_of(model))
    for key, field, source_value in rows.values_list("key", "field", "source_value"):
        found.setdefault(key, {})[field] = source_value
    return found


def corrections_of(row: models.Model) -> models.QuerySet[Correction]:
    """The corrections of one row, by field."""
    kept = Correction.objects.filter(model=label_of(type(row)), key=key_of(row))
    return kept.select_related("corrected_by").order_by("field")


def note_source_value(model: type[models.Model], key: str, field: str, value: Json) -> None:
    """Keep what the source says today of a corrected field; `value` as `as_json` gives it."""
    Correction.objects.filter(model=label_of(model), key=key, field=field).update(
        source_value=value
    )


# Values as JSON


def as_json(value: Any) -> Json:
    """A value of a column as JSON: points {"lon", "lat"} in degrees, dates ISO, decimals text."""
    match value:
        case Point():
            return {"lon": value.x, "lat": value.y}
        case date():
            return value.isoformat()
        case Decimal():
            return format(value.normalize(), "f")
        case list() | tuple():
            return [as_json(item) for item in value]
        case models.Model():
            return value.pk
    return value


def snapshot(row: models.Model, fields: Iterable[str]) -> dict[str, Json]:
    """What the database says of these fields and sets of a row, as JSON."""
    stored = type(row)._default_manager.get(pk=row.pk)
    return {name: _value_of(stored, name) for name in fields}


def _value_of(row: models.Model, name: str) -> Json:
    field = field_of(type(row), name)
    if isinstance(field, models.ManyToOneRel):
        children = getattr(row, name).order_by("pk")
        return [
            {part: _value_of(child, part) for part in child_fields(field)} for child in children
        ]
    if field.many_to_many:
        return sorted(getattr(row, name).values_list("pk", flat=True))
    return as_json(field.value_from_object(row))


def child_fields(relation: models.ManyToOneRel) -> list[str]:
    """What a person can say of the rows of a set: their fields, but the key and the parent."""
    meta = relation.related_model._meta
    fields = [*meta.concrete_fields, *meta.many_to_many]
    return [f.name for f in fields if f.editable and not f.primary_key and f != relation.field]


def field_of(model: type[models.Model], name: str) -> Any:
    """The field, many-to-many field or reverse relation (by its accessor) of that name."""
    for field in model._meta.get_fields():
        accessor = getattr(field, "get_accessor_name", None)
        if field.name == name or (accessor and accessor() == name):
            return field
    raise FieldDoesNotExist(f"{label_of(model)} has no {name}")


def _restore(row: models.Model, name: str, value: Json) -> None:
    """Put a JSON value back into a row; the caller saves the row for a plain column."""
    field = field_of(type(row), name)
    if isinstance(field, models.ManyToOneRel):
        getattr(row, name).all().delete()
        for parts in value:
            _add_child(row, field, parts)
    elif field.many_to_many:
        getattr(row, name).set(value)
    elif isinstance(value, dict) and value.keys() == {"lon", "lat"}:
        setattr(row, name, point(**value, anywhere=True))
    else:
        setattr(row, field.attname, None if value is None else field.to_python(value))


def _add_child(row: models.Model, relation: models.ManyToOneRel, parts: dict[str, Json]) -> None:
    child = relation.related_model(**{relation.field.name: row})
    several = {field.name for field in child._meta.many_to_many}
    for name in parts.keys() - several:
        _restore(child, name, parts[name])
    child.save()
    for name in parts.keys() & several:
        _restore(child, name, parts[name])


# What a person does


def is_added_by_hand(row: models.Model) -> bool:
    return corrections_of(row).filter(field=WHOLE_ROW).exists()


@transaction.atomic
def record_changes(row: models.Model, before: dict[str, Json], by: Any) -> list[str]:
    """Record what differs from `before` (a `snapshot`); the names of the changed fields.

    A value put back to what the source says is a correction no more.
    """
    after = snapshot(row, before)
    changed = [name for name in before if after[name] != before[name]]
    if not changed or is_added_by_hand(row):
        return changed
    table, key = label_of(type(row)), key_of(row)
    for name in changed:
        correction, is_new = Correction.objects.get_or_create(
            model=table,
            key=key,
            field=name,
            defaults={"source_value": before[name], "corrected_by": by},
        )
        if is_new:
            continue
        if after[name] == correction.source_value:
            correction.delete()
        else:
            correction.corrected_by = by
            correction.save()
    return changed


def record_addition(row: models.Model, by: Any) -> None:
    """Record that a person added this row; what was said of a former row of that key goes."""
    forget(row)
    Correction.objects.create(
        model=label_of(type(row)), key=key_of(row), field=WHOLE_ROW, corrected_by=by
    )


def forget(row: models.Model) -> None:
    """Drop the corrections of a row, before it is deleted or because another takes its key."""
    corrections_of(row).delete()


@transaction.atomic
def revert(correction: Correction) -> bool:
    """Put the source's value back and drop the correction.

    False when there is nothing to go back to: a row added by hand is left as it is.
    """
    if correction.field == WHOLE_ROW:
        return False
    row = row_of(correction)
    if row is not None:
        _restore(row, correction.field, correction.source_value)
        row.save()
    correction.delete()
    return True
