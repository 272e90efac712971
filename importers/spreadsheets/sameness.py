"""When a value of a file says what the directory already says."""

from typing import Any

from django.contrib.gis.geos import Point
from django.db import models

from importers.spreadsheets.cleaners import tidy

DEGREES_APART = 1e-6
"""Degrees under which two positions are one: a tenth of a metre."""


def same(before: Any, after: Any) -> bool:
    """Whether two values say the same: spaces and the shape of apostrophes do not count."""
    if isinstance(before, models.Model) or isinstance(after, models.Model):
        return getattr(before, "pk", None) == getattr(after, "pk", None)
    if isinstance(before, Point) and isinstance(after, Point):
        near = abs(before.x - after.x) < DEGREES_APART
        return near and abs(before.y - after.y) < DEGREES_APART
    if isinstance(before, str) and isinstance(after, str):
        return before == after or _typographic(before) == _typographic(after)
    return before == after


def _typographic(text: str) -> str:
    return tidy(text).replace("’", "'").replace("ʼ", "'")
