"""The polygons of tables that a query joins: heavy, and left unread unless they are drawn."""

from typing import Any

from django.contrib.gis.db.models.fields import BaseSpatialField
from django.db import models


def outlines_of(model: type[models.Model]) -> list[str]:
    """The polygons of a table, by name of field."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, BaseSpatialField) and field.geom_type != "POINT"
    ]


def outlines_along(model: type[models.Model], *paths: str) -> list[str]:
    """Those of every table that `select_related(*paths)` joins, for `defer`."""
    steps = {path.rsplit("__", n)[0] for path in paths for n in range(path.count("__") + 1)}
    return [
        f"{step}__{name}" for step in sorted(steps) for name in outlines_of(_reached(model, step))
    ]


def joined(rows: Any, *paths: str) -> Any:
    """The rows with what they refer to, in one query and without an outline."""
    return rows.select_related(*paths).defer(*outlines_along(rows.model, *paths))


def _reached(model: Any, path: str) -> Any:
    for part in path.split("__"):
        model = model._meta.get_field(part).related_model
    return model
