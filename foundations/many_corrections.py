"""The corrections of many rows at once: the same as `foundations.corrections`, a few queries."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import models, transaction

from foundations.corrections import WHOLE_ROW, Json, columns_of, expression_of, label_of
from foundations.models import Correction

Snapshots = dict[Any, dict[str, Json]]
"""Primary key -> field -> what the database says of it, as JSON."""


def snapshots(model: type[models.Model], keys: Collection[Any]) -> Snapshots:
    """What the database says today of these rows, one query."""
    names = columns_of(model)
    fields = [model._meta.get_field(name) for name in names]
    said = {f"said_{field.name}": expression_of(field) for field in fields}  # type: ignore[union-attr, arg-type]
    rows = model._default_manager.filter(pk__in=keys).annotate(**said).values_list("pk", *said)
    return {key: dict(zip(names, values, strict=True)) for key, *values in rows}


@transaction.atomic
def record_changes(model: type[models.Model], before: Snapshots, by: Any) -> None:
    """Record what differs from `before`; a value put back to its source is corrected no more."""
    label = label_of(model)
    known: dict[tuple[str, str], Correction] = {
        (kept.key, kept.field): kept
        for kept in Correction.objects.filter(model=label, key__in=[str(key) for key in before])
    }
    new, again, undone = [], [], []
    for key, after in snapshots(model, before).items():
        if (str(key), WHOLE_ROW) in known:
            continue
        for name in [name for name, value in after.items() if value != before[key][name]]:
            kept = known.get((str(key), name))
            if kept is None:
                said = before[key][name]
                new.append(
                    Correction(
                        model=label,
                        key=str(key),
                        field=name,
                        source_value=said,
                        seen_value=said,
                        corrected_by=by,
                    )
                )
            elif after[name] == kept.source_value:
                undone.append(kept.pk)
            else:
                again.append(kept)
    Correction.objects.bulk_create(new)
    Correction.objects.filter(pk__in=undone).delete()
    for kept in again:
        kept.corrected_by = by
        kept.seen_value = kept.source_value
        kept.save()


@transaction.atomic
def record_additions(model: type[models.Model], keys: Iterable[Any], by: Any) -> None:
    """Record that a person added these rows; what was said of former rows of those keys goes."""
    label, texts = label_of(model), [str(key) for key in keys]
    Correction.objects.filter(model=label, key__in=texts).delete()
    Correction.objects.bulk_create(
        Correction(model=label, key=key, field=WHOLE_ROW, corrected_by=by) for key in texts
    )


def added_by_hand(model: type[models.Model], keys: Iterable[Any]) -> set[str]:
    """Of these keys, as texts, those of rows that a person added."""
    kept = Correction.objects.filter(
        model=label_of(model), key__in=[str(key) for key in keys], field=WHOLE_ROW
    )
    return set(kept.values_list("key", flat=True))
