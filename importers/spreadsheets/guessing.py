"""Which column is what: by its heading, else by its cells; people have the last word."""

import re

from foundations.text import fold
from importers.spreadsheets.table import ADDED_BY_US, Column, Table
from importers.spreadsheets.target import Target

SHORTEST_PART = 4
"""Letters of a known heading that is looked for inside a longer one."""
LOOKS_LIKE = 0.9
"""Share of the cells of a column that must look like a field for it to be proposed."""
FEWEST_CELLS = 2
ABOUT_PERSONS = re.compile(
    r"\b(?:mails?|e mails?|emails?|courriels?|fax|telecopie|responsables?|medecins?|docteurs?|dr|"
    r"directeurs?|directrices?|presidente?s?|prenoms?|contacts?|portables?|mobiles?)\b"
)
"""Headings of columns that are never proposed: the directory holds nothing of a person."""

Mapping = dict[int, str]
"""Index of a column -> key of a field."""


def guessed(table: Table, target: Target) -> Mapping:
    """A first mapping; each field goes to one column at most, exact headings first."""
    found: Mapping = {}
    by_name = {name: field.key for field in reversed(target.fields) for name in field.folded}
    open_columns = [column for column in table.columns if _may_be_proposed(column)]
    for column in open_columns:
        key = by_name.get(fold(column.heading))
        if key and key not in found.values():
            found[column.index] = key
    for column in open_columns:
        if column.index in found:
            continue
        key = _by_part(column, by_name) or _by_content(column, table, target)
        if key and key not in found.values():
            found[column.index] = key
    return found


def _may_be_proposed(column: Column) -> bool:
    heading = fold(column.heading)
    return heading not in ADDED_BY_US and not ABOUT_PERSONS.search(heading)


def _by_part(column: Column, by_name: dict[str, str]) -> str | None:
    """The longest known heading that stands, in whole words, in this one."""
    heading = f" {fold(column.heading)} "
    parts = [n for n in by_name if len(n) >= SHORTEST_PART and f" {n} " in heading]
    return by_name[max(parts, key=len)] if parts else None


def _by_content(column: Column, table: Table, target: Target) -> str | None:
    texts = table.texts(column)
    if len(texts) < FEWEST_CELLS:
        return None
    for field in target.fields:
        if field.looks_like is None:
            continue
        if sum(map(field.looks_like, texts)) >= LOOKS_LIKE * len(texts):
            return field.key
    return None
