"""One field of a target: how people head it, how its cells are read, what it becomes.

Everything derives from these: the guess of columns, the form that maps them, the template file,
the table of the guide.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from foundations.exports import code_heading, heading
from foundations.text import fold
from importers.spreadsheets import cleaners
from importers.spreadsheets.cleaners import Cleaner

EMPTIES = "(vide)"
"""What one writes in a cell so that the value of the directory is emptied."""


@dataclass(frozen=True, slots=True)
class Field:
    """`names` are headings, the first one that of templates and exports; `sets` is the attribute of
    the row that takes the value as it is, "" when it only helps to find another row (a commune, an
    establishment). `choices` are shown to people."""

    key: str
    names: tuple[str, ...]
    clean: Cleaner
    help: str = ""
    sets: str = ""
    choices: tuple[str, ...] = ()
    looks_like: Callable[[str], bool] | None = None

    @property
    def title(self) -> str:
        return self.names[0]

    @property
    def folded(self) -> tuple[str, ...]:
        return tuple(fold(name) for name in self.names)


def plain(
    model: type[models.Model],
    name: str,
    *others: str,
    help: str = "",
    clean: Cleaner | None = None,
    words: Mapping[str, str] | None = None,
    looks_like: Callable[[str], bool] | None = None,
) -> Field:
    """A field of the model that takes its value from one cell."""
    field: Any = model._meta.get_field(name)
    choices = {str(code): str(label) for code, label in field.flatchoices}
    said = tuple(label for code, label in choices.items() if code)
    return Field(
        key=name,
        names=(heading(field), *others),
        clean=clean or _cleaner(field, choices, words),
        help=help,
        sets=name,
        choices=said,
        looks_like=looks_like,
    )


def reference(
    model: type[models.Model],
    name: str,
    code: tuple[str, ...],
    label: tuple[str, ...],
    help: str,
    clean: Cleaner | None = None,
) -> list[Field]:
    """The two columns of a reference: its code, read by `clean`, and its name as people read it."""
    field: Any = model._meta.get_field(name)
    return [
        Field(f"{name}_code", (code_heading(field), *code), clean or cleaners.text(300), help),
        Field(f"{name}_name", (heading(field), *label), cleaners.text(300), help),
    ]


def _cleaner(
    field: models.Field, choices: Mapping[str, str], words: Mapping[str, str] | None
) -> Cleaner:
    if choices:
        return cleaners.choice(choices, words)
    match field:
        case models.URLField():
            return cleaners.address
        case models.DateField():
            return cleaners.day
        case models.BooleanField():
            return cleaners.yes_or_no
        case models.DecimalField():
            return cleaners.age
        case models.PositiveSmallIntegerField():
            return cleaners.year
    return cleaners.text(field.max_length)
