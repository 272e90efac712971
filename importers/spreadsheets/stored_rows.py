"""The rows of a target as they are compared and saved: all that is joined, no outline."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from foundations.outlines import joined
from structures.models import Structure


def rows_of(model: type[models.Model], keys: Iterable[Any]) -> models.QuerySet:
    """The rows with all that is compared and saved, their outlines left unread."""
    wanted = {"commune__department", "department", "establishment", "network", "filiere"}
    names = {column.name for column in model._meta.concrete_fields}
    related = [path for path in sorted(wanted) if path.split("__")[0] in names]
    if "establishment" in names:
        related.append("establishment__commune__department")
        related.append("establishment__department")
    rows = joined(model._default_manager.filter(pk__in=list(keys)), *related)
    return rows.prefetch_related("phones") if issubclass(model, Structure) else rows
