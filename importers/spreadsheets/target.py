"""A table that a spreadsheet may fill, as its fields."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import models

from foundations.exports import heading
from importers.spreadsheets.fields import Field
from structures.models import Structure


@dataclass(frozen=True)
class Target:
    """A table that a spreadsheet fills.

    `needed` are the fields without which no row is made. `narrows` are attributes that tell apart
    rows of one name in one commune. `phones` is the nature of the numbers of a cell, "" for none.
    """

    key: str
    title: str
    model: type[models.Model]
    fields: Sequence[Field]
    needed: Sequence[str]
    narrows: Sequence[str] = ()
    phones: str = ""

    @cached_property
    def by_key(self) -> dict[str, Field]:
        return {field.key: field for field in self.fields}

    @property
    def is_structure(self) -> bool:
        return issubclass(self.model, Structure)

    @cached_property
    def known_headings(self) -> set[str]:
        return {name for field in self.fields for name in field.folded}

    def has(self, key: str) -> bool:
        return key in self.by_key


def heading_of(target: Target, attribute: str) -> str:
    """The name that people see for an attribute of a row."""
    if attribute == "phones":
        return target.by_key["phones"].title
    return heading(target.model._meta.get_field(attribute))  # type: ignore[arg-type]
