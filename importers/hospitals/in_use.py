"""What would not let a row go: the rows of others that stand on it."""

from collections.abc import Collection

from django.db.models import PROTECT, Model, TextField
from django.db.models.functions import Cast

from importers.models import LoadedRow


def in_use(model: type[Model], keys: Collection[int], source: str) -> set[int]:
    """Those of the keys that a protected row refers to, unless `source` alone made that row: it
    goes first, if it goes."""
    held: set[int] = set()
    for relation in model._meta.related_objects:
        if relation.on_delete is not PROTECT:
            continue
        other = relation.related_model
        own = LoadedRow.objects.filter(table=other._meta.label_lower)
        beside = own.exclude(source=source).values("key")
        alone = own.filter(source=source).exclude(key__in=beside).values("key")
        rows = other._default_manager.annotate(key_as_text=Cast("pk", TextField()))
        rows = rows.filter(**{f"{relation.field.name}__in": keys}).exclude(key_as_text__in=alone)
        held.update(rows.values_list(f"{relation.field.name}_id", flat=True))
    return held
