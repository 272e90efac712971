"""Files that go out: the template of a target, the refused rows, the table of the guide."""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from foundations.spreadsheets import Cell, Sheet
from importers.spreadsheets.fields import EMPTIES, Field
from importers.spreadsheets.plan import REFUSED, UNDECIDED
from importers.spreadsheets.target import Target

WHY, LINE = "Pourquoi", "Ligne du fichier"
EMPTY_ROWS = 500
"""Rows of a template under which choices are offered."""
COLUMN_WIDTH = 22


def template(target: Target) -> bytes:
    """An XLSX to fill in: one column a field, a note on each heading, a sheet of explanations."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        page = book.add_worksheet("À remplir")
        for column, spec in enumerate(target.fields):
            page.write_string(0, column, spec.title, bold)
            if said := explanation(target, spec):
                page.write_comment(0, column, said, {"x_scale": 2})
            page.set_column(column, column, COLUMN_WIDTH, text)
            if spec.choices and len("".join(spec.choices)) < 200:
                rule = {"validate": "list", "source": list(spec.choices), "error_type": "warning"}
                page.data_validation(1, column, EMPTY_ROWS, column, rule)
        page.freeze_panes(1, 0)
        guide = book.add_worksheet("Mode d’emploi")
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        guide.write_row(0, 0, ["Colonne", "Ce qu’on y écrit"], bold)
        for row, spec in enumerate(target.fields, start=1):
            guide.write_row(row, 0, [spec.title, explanation(target, spec)], wrapped)
        last = f"Une cellule vide ne change rien. {EMPTIES} vide la valeur du répertoire."
        guide.write_row(len(target.fields) + 1, 0, ["", last], wrapped)
        guide.set_column(0, 0, 30)
        guide.set_column(1, 1, 90)
    return out.getvalue()


def explanation(target: Target, spec: Field) -> str:
    """What one writes in a column, in one paragraph."""
    said = [spec.help] if spec.help else []
    if spec.key in target.needed and "Obligatoire" not in spec.help:
        said.append("Obligatoire pour une nouvelle ligne.")
    if spec.choices:
        said.append(f"Au choix : {' ; '.join(spec.choices)}.")
    return " ".join(said)


def refused(headings: Sequence[str], rows: Sequence[dict[str, Any]], title: str) -> Sheet:
    """The refused and undecided rows under their own headings, with the reason: it can be corrected
    and sent again as it is."""
    own = [index for index, name in enumerate(headings) if name not in (WHY, LINE)]
    return Sheet(
        title,
        [LINE, WHY, *(headings[index] for index in own)],
        [
            [row["line"], row["why"], *(_cell(row["cells"][index]) for index in own)]
            for row in rows
            if row["state"] in (REFUSED, UNDECIDED)
        ],
    )


def _cell(cell: Any) -> Cell:
    return date.fromisoformat(cell["date"]) if isinstance(cell, dict) else cell


def table_of_fields(target: Target) -> Iterator[str]:
    """The lines of the guide's Markdown table."""
    yield "| Colonne | Ce qu’on y écrit | Autres titres reconnus |"
    yield "|---|---|---|"
    for spec in target.fields:
        others = ", ".join(name for name in spec.names[1:])
        said = explanation(target, spec).replace("|", "/")
        yield f"| {spec.title} | {said} | {others} |"
