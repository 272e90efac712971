"""From a spreadsheet to the protocols that it lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from foundations.text import fold
from importers.report import BrokenFile
from importers.spreadsheets.reading import read_sheets
from importers.spreadsheets.sheets import Cell, shown
from importers.spreadsheets.table import Column, Row, Table, probable_header, table_of
from importers.spreadsheets.unreadable import Unreadable

HEADINGS = {
    "title": ("titre", "pnds", "intitule", "nom du pnds", "titre du pnds", "document", "nom"),
    "url": ("lien", "url", "adresse", "adresse web", "lien vers le pnds", "page"),
    "year": ("annee", "date", "date de publication", "publie le", "mis en ligne le", "version"),
    "author": ("redige par", "auteur", "auteurs", "centre", "centre de reference", "crmr"),
    "orpha": ("orpha", "code orpha", "orphacode", "codes orpha", "numero orpha"),
}
"""What a column may be called, folded; the first names are those of the template."""

TEMPLATE = ("Titre", "Lien", "Année", "Rédigé par", "Code ORPHA")
KNOWN_HEADINGS = frozenset(name for names in HEADINGS.values() for name in names)
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
CODES = re.compile(r"\d{1,7}")
FIRST_YEAR = 2005  # the first PNDS: plan national maladies rares 2005-2008


@dataclass(frozen=True, slots=True)
class Listed:
    """A protocol of a list; `line` is its row in the spreadsheet."""

    line: int
    title: str
    url: str
    year: int | None
    author: str
    orphas: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    line: int
    column: str
    value: str
    reason: str


def read(path: Path) -> Iterator[Listed | Refused]:
    """The rows of the first sheet that has titles. Raises BrokenFile when none has."""
    try:
        sheets = read_sheets(path.read_bytes())
    except FileNotFoundError as error:
        raise BrokenFile(path.name, "fichier absent") from error
    except Unreadable as error:
        raise BrokenFile(path.name, str(error)) from error
    for sheet in sheets:
        table = table_of(sheet, probable_header(sheet, KNOWN_HEADINGS))
        columns = _columns(table)
        if "title" in columns:
            yield from (_row(row, columns) for row in table.rows)
            return
    expected = ", ".join(TEMPLATE)
    raise BrokenFile(path.name, f"aucune colonne de titres ; colonnes attendues : {expected}")


def _columns(table: Table) -> dict[str, Column]:
    """The first column that bears one of the names of each part."""
    found: dict[str, Column] = {}
    for column in table.columns:
        for part, names in HEADINGS.items():
            if fold(column.heading) in names:
                found.setdefault(part, column)
    return found


def _row(row: Row, columns: dict[str, Column]) -> Listed | Refused:
    cells = {part: row.cells.get(column.index, "") for part, column in columns.items()}
    title = _text(cells["title"])
    if not fold(title):
        return Refused(row.line, columns["title"].heading, "", "sans titre")
    url = _text(cells.get("url", ""))
    if url and not _is_address(url):
        return Refused(row.line, columns["url"].heading, url, "ce n’est pas une adresse web")
    said = cells.get("year", "")
    year = _year(said)
    if _text(said) and year is None:
        return Refused(row.line, columns["year"].heading, _text(said), "aucune année plausible")
    codes = CODES.findall(_text(cells.get("orpha", "")))
    author = _text(cells.get("author", ""))
    return Listed(row.line, title, url, year, author, tuple(map(int, codes)))


def _text(cell: Cell) -> str:
    return " ".join(shown(cell).split())


def _year(cell: Cell) -> int | None:
    """The last year that is written: « mai 2017, actualisé en 2023 »."""
    if isinstance(cell, date):
        return cell.year
    years = [int(found) for found in YEAR.findall(_text(cell))]
    plausible = [year for year in years if FIRST_YEAR <= year <= date.today().year]
    return max(plausible, default=None)


def _is_address(text: str) -> bool:
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        return False
    return True
