"""What rows of shelves differ by, and how they are grouped."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.shelves.held import held
from directory.shelves.rows import filieres_of
from directory.shelves.shelf import Facet, Said
from diseases.models import Filiere
from territories.models import Department

NONE = "aucune"
"""The value of a facet for rows that have none: `aucune` in an address."""


def filiere_codes(row: Any) -> list[str]:
    return [filiere.code for filiere in filieres_of(row)] or [NONE]


def first_filiere(row: Any) -> str:
    return filiere_codes(row)[0]


def filiere_words(code: str) -> Said:
    return _("Sans filière connue") if code == NONE else _filieres().get(code, code)


def filiere_order(code: str) -> tuple[bool, str]:
    return (code == NONE, str(_filieres().get(code, code)).lower())


def _filieres() -> dict[str, str]:
    return held("filieres", lambda: {one.code: one.short_name for one in Filiere.objects.all()})


def department_of(row: Any) -> Iterable[str]:
    return [row.department_id] if row.department_id else []


def department_words(code: str) -> str:
    names = held("departments", lambda: dict(Department.objects.values_list("code", "name")))
    return f"{names.get(code, code)} ({code})"


def choice_of(field: str, choices: type[Any]) -> tuple[Callable[[Any], list[str]], Callable]:
    """The facet of a field of choices: its values, an empty one written `aucune`, and its words."""
    words: dict[str, Promise | str] = dict(choices.choices)

    def of(row: Any) -> list[str]:
        return [getattr(row, field) or NONE]

    def said(value: str) -> Said:
        return words.get("" if value == NONE else value, value)

    return of, said


def order_of(choices: type[Any]) -> Callable[[str], int]:
    """The order in which the choices are declared."""
    values = list(choices.values)
    return lambda value: values.index("" if value == NONE else value)


FILIERE = Facet("filiere", _("Filière"), filiere_codes, filiere_words)
DEPARTMENT = Facet("departement", _("Département"), department_of, department_words)
