"""A row of any table that nothing else needs: the smallest that the database takes."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import models

from foundations import corrections
from foundations.back_office import CorrectedAdmin
from foundations.models import Correction
from importers.models import Upload
from structures.models import Establishment, Hosted
from territories.models import Commune

WORDS = "essai"


def spare_row(model: type[models.Model], housed_by: Establishment, added: bool) -> models.Model:
    """A new row, in this establishment if it stands in one; `added`: as if a person added it.

    A table that forbids what is made here says so by its constraint: give it its own values below.
    """
    if model in MADE_ELSEWHERE:
        return model._default_manager.order_by("pk").first()
    row = model(**{f.name: _value(f) for f in _needed(model)} | OWN_VALUES.get(model, {}))
    if issubclass(model, Hosted):
        row.establishment = housed_by
    row.save()
    if added:
        corrections.record_addition(row, None)
    return row


def is_corrected(model_admin: Any) -> bool:
    return isinstance(model_admin, CorrectedAdmin)


MADE_ELSEWHERE = {Commune}
"""Tables that nobody edits and whose rows are more than a few words."""

OWN_VALUES: dict[type[models.Model], dict[str, Any]] = {
    Correction: {"model": "structures.centre", "key": "0", "field": "name"},
    Upload: {"state": Upload.State.IMPORTED, "target": "centres"},  # a draft is its sender's alone
    User: {"username": "essai@chu.example", "is_staff": True, "is_superuser": True},
}


def _needed(model: type[models.Model]) -> list[models.Field]:
    return [
        field
        for field in model._meta.concrete_fields
        if not (
            field.has_default()
            or field.null
            or getattr(field, "auto_now", False)
            or isinstance(field, models.AutoField)
            or getattr(field.remote_field, "parent_link", False)
            or field.blank
        )
    ]


def _spare(model: type[models.Model]) -> models.Model:
    """A row of a table that is empty in the shipped data."""
    return model._default_manager.create(**{f.name: _value(f) for f in _needed(model)})


def _value(field: models.Field) -> Any:
    if isinstance(field, models.ForeignKey):
        used = field.model._default_manager.values(field.attname) if field.unique else []
        related = field.related_model._default_manager
        found = related.exclude(pk__in=used).order_by("pk").first()
        return found or _spare(field.related_model)
    if field.choices:
        return field.flatchoices[0][0]
    match field:
        case models.DateTimeField():
            return datetime(2026, 1, 5, tzinfo=UTC)
        case models.DateField():
            return datetime(2026, 1, 5, tzinfo=UTC).date()
        case models.BooleanField():
            return False
        case models.GenericIPAddressField():
            return "192.0.2.1"
        case models.IntegerField() | models.DecimalField():
            return 999_999 if field.primary_key or field.unique else 1
        case models.JSONField():
            return {}
        case models.URLField():
            return "https://www.example.org/"
    return WORDS[: field.max_length]
