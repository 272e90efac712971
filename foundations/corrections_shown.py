"""Corrections in words, for the people who edit."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.contrib.gis.geos import Point
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.html import format_html

from foundations import corrections
from foundations.models import Correction
from foundations.point_field import format_degrees

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


def line_of(correction: Correction) -> Line:
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


def is_edited_by_people(correction: Correction) -> bool:
    """Whether people see the field: some only follow from another (the folded form of a name)."""
    field = _field(correction)
    return field is None or field.editable


def field_label(correction: Correction) -> str:
    """The French name of the corrected field."""
    if correction.field == corrections.WHOLE_ROW:
        return "ligne ajoutée à la main"
    field = _field(correction)
    return correction.field if field is None else str(field.verbose_name)


def shown_value(correction: Correction, value: Any) -> str:
    """A JSON value of `foundations.corrections` in words."""
    field = _field(correction)
    if field is None:
        return EMPTY if value in (None, "", []) else str(value)
    return in_words(field, value if field.many_to_many else corrections.from_json(field, value))


def in_words(field: Any, value: Any) -> str:
    """A Python value of a column in words; the keys of a many-to-many as the names they lead to."""
    if value is None or value == "" or value == []:
        return EMPTY
    if field.many_to_many:
        return _names(field.related_model, value)
    match value:
        case bool():
            return "oui" if value else "non"
        case Point():
            return f"longitude {format_degrees(value.x)}, latitude {format_degrees(value.y)}"
        case list():
            return " ; ".join(str(item) for item in value)
        case date():
            return date_format(value, "j F Y")
    if isinstance(field, models.ForeignKey):
        return _names(field.related_model, [value])
    return str(dict(field.flatchoices).get(value, value))


def _names(model: type[models.Model], keys: list[Any]) -> str:
    rows = {row.pk: row for row in model._default_manager.filter(pk__in=keys[:NAMES_SHOWN])}
    names = [str(rows.get(key, key)) for key in keys[:NAMES_SHOWN]]
    rest = len(keys) - len(names)
    return ", ".join(names) + (f" et {rest} autre(s)" if rest else "")


def _field(correction: Correction) -> Any:
    try:
        return apps.get_model(correction.model)._meta.get_field(correction.field)
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
