"""The rows of a target as they are compared and saved: all that is joined, no outline."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from foundations.exports import outlines_of
from structures.models import Structure


def rows_of(model: type[models.Model], keys: Iterable[Any]) -> models.QuerySet:
    """The rows with all that is compared and saved, their outlines left unread."""
    joined = {"commune__department", "department", "establishment", "network", "filiere"}
    names = {column.name for column in model._meta.concrete_fields}
    related = [path for path in sorted(joined) if path.split("__")[0] in names]
    if "establishment" in names:
        related.append("establishment__commune__department")
        related.append("establishment__department")
    rows = model._default_manager.select_related(*related).filter(pk__in=list(keys))
    rows = rows.defer(*_outlines(model, related))
    return rows.prefetch_related("phones") if issubclass(model, Structure) else rows


def _outlines(model: type[models.Model], related: list[str]) -> list[str]:
    """The outlines of all that is joined, each under its path."""
    paths = {path.rsplit("__", n)[0] for path in related for n in range(path.count("__") + 1)}
    found = []
    for path in sorted(paths):
        reached: Any = model
        for part in path.split("__"):
            reached = reached._meta.get_field(part).related_model
        found += [f"{path}__{name}" for name in outlines_of(reached)]
    return found
