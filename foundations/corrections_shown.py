"""Corrections in words, for the people who edit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from foundations import corrections
from foundations.models import Correction

EMPTY = "(vide)"
NAMES_SHOWN = 6


@dataclass(frozen=True)
class Line:
    """One correction as people read it."""

    pk: int
    table: str
    link: str
    field: str
    source: str
    value: str
    corrected_on: datetime
    corrected_by: str
    revertible: bool


def source_and_value(correction: Correction) -> Line:
    """A correction in words, with what the row says today."""
    row = corrections.row_of(correction)
    whole = correction.field == corrections.WHOLE_ROW
    if row is None or whole:
        value = "" if whole else "(ligne disparue)"
    else:
        now = corrections.snapshot(row, [correction.field])[correction.field]
        value = shown_value(correction, now)
    return Line(
        pk=correction.pk,
        table=str(apps.get_model(correction.model)._meta.verbose_name),
        link=_link(row, correction),
        field=field_label(correction),
        source="" if whole else shown_value(correction, correction.source_value),
        value=value,
        corrected_on=correction.corrected_on,
        corrected_by=str(correction.corrected_by or ""),
        revertible=not whole,
    )


def field_label(correction: Correction) -> str:
    """The French name of the corrected field."""
    if correction.field == corrections.WHOLE_ROW:
        return "ligne ajoutée à la main"
    field = _field(correction)
    if field is None:
        return correction.field
    if isinstance(field, models.ManyToOneRel):
        return str(field.related_model._meta.verbose_name_plural)
    return str(field.verbose_name)


def shown_value(correction: Correction, value: Any) -> str:
    """A JSON value of `foundations.corrections` in words."""
    return _shown(_field(correction), value)


def _shown(field: Any, value: Any) -> str:
    match value:
        case None | "" | []:
            return EMPTY
        case bool():
            return "oui" if value else "non"
        case {"lon": lon, "lat": lat}:
            return f"longitude {lon}, latitude {lat}"
        case list() if isinstance(field, models.ManyToOneRel):
            return " ; ".join(_shown_child(field, child) for child in value)
        case list() if getattr(field, "many_to_many", False):
            rows = field.related_model._default_manager.filter(pk__in=value).order_by("pk")
            names = [str(row) for row in rows[:NAMES_SHOWN]]
            rest = len(value) - len(names)
            return ", ".join(names) + (f" et {rest} autre(s)" if rest else "")
        case list():
            return ", ".join(str(item) for item in value)
    if isinstance(field, models.ForeignKey):
        return str(field.related_model._default_manager.filter(pk=value).first() or value)
    return str(dict(getattr(field, "flatchoices", [])).get(value, value))


def _shown_child(relation: models.ManyToOneRel, child: dict[str, Any]) -> str:
    meta = relation.related_model._meta
    parts = [_shown(meta.get_field(name), value) for name, value in child.items() if value]
    return ", ".join(parts)


def _field(correction: Correction) -> Any:
    try:
        return corrections.field_of(apps.get_model(correction.model), correction.field)
    except (FieldDoesNotExist, LookupError):
        return None


def _link(row: models.Model | None, correction: Correction) -> str:
    if row is None:
        return correction.key
    app, model = correction.model.split(".")
    try:
        address = reverse(f"admin:{app}_{model}_change", args=[row.pk])
    except NoReverseMatch:
        return str(row)
    return format_html('<a href="{}">{}</a>', address, row)
