"""Puts a verified fact into the directory, as a correction by the moderator.

An import leaves it alone (docs/decisions/0003). Each function runs in the caller's transaction.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from contributions.shown import concrete
from foundations import corrections
from structures.models import Phone, Structure


def source_words(day: date) -> str:
    return f"Signalement du public, vérifié le {date_format(day, 'j F Y')}"


@transaction.atomic
def apply_phone(
    structure: Structure, phone: Phone | None, number: str, kind: str, hours: str, by: Any
) -> Phone:
    """The number of a line that exists, or a new line when `phone` is None."""
    today = timezone.localdate()
    row = phone or Phone(structure=structure)
    before = corrections.snapshot(row, corrections.columns_of(Phone)) if phone else None
    row.number, row.kind, row.hours = number, kind, hours
    row.as_of, row.source = today, source_words(today)
    row.save()
    if before is None:
        corrections.record_addition(row, by)
    else:
        corrections.record_changes(row, before, by)
    return row


@transaction.atomic
def apply_page(structure: Structure, url: str, by: Any) -> None:
    _change(concrete(structure), {"official_url": url}, by)


@transaction.atomic
def apply_all_exact(structure: Structure, day: date, by: Any) -> None:
    """The centre says that everything is exact: its page and its own numbers are of that day."""
    _change(concrete(structure), {"verified_on": day}, by)
    for phone in structure.phones.exclude(number=""):
        _change(phone, {"as_of": day}, by)


def _change(row: Any, values: dict[str, Any], by: Any) -> None:
    before = corrections.snapshot(row, corrections.columns_of(type(row)))
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    corrections.record_changes(row, before, by)
