"""The rows of a list as texts, found under their headings wherever the table begins."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from importers.label_orders.columns import HEADINGS, KNOWN, NEEDED, NETWORK, columns_of, left
from importers.report import BrokenFile
from importers.spreadsheets.limits import MAX_FILE_BYTES
from importers.spreadsheets.reading import read_sheets
from importers.spreadsheets.sheets import shown
from importers.spreadsheets.table import Column, Row, Table, probable_header, table_of
from importers.spreadsheets.unreadable import Unreadable

CARRIED = ("filiere", NETWORK, "acronym")
"""Columns where an order leaves the cell empty below, or merges cells, for the sites of one
network."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One row: a label at a site. `carried`: its network stands on a row above."""

    sheet: str
    line: int
    texts: dict[str, str]
    carried: bool


@dataclass(frozen=True, slots=True)
class OrderList:
    """`unread` are the headings of the columns that stay in the file, people's names among them."""

    file: str
    rows: tuple[Listed, ...]
    unread: tuple[str, ...]


def order_list(path: Path) -> OrderList:
    """Read CSV, XLSX, XLS or ODS. Raises BrokenFile for another file, and for one in which no sheet
    has a column for the network and one for the kind of label."""
    rows: list[Listed] = []
    unread: list[str] = []
    for name, table, columns in _tables(path):
        rows += _rows(name, table, columns)
        unread += left(table, columns.values())
    if not rows:
        titles = " et ".join(h.title for h in HEADINGS if h.key in NEEDED)
        raise BrokenFile(path.name, f"aucune feuille n'a de colonnes {titles}, avec des lignes")
    return OrderList(path.name, tuple(rows), tuple(dict.fromkeys(unread)))


def _tables(path: Path) -> Iterator[tuple[str, Table, dict[str, Column]]]:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise BrokenFile(path.name, "fichier trop gros pour une liste de centres")
        sheets = read_sheets(path.read_bytes())
    except OSError as error:
        raise BrokenFile(path.name, f"fichier illisible ({error.strerror})") from error
    except Unreadable as error:
        raise BrokenFile(path.name, str(error)) from error
    for sheet in sheets:
        table = table_of(sheet, probable_header(sheet, KNOWN))
        columns = columns_of(table)
        if all(key in columns for key in NEEDED):
            yield sheet.name, table, columns


def _rows(sheet: str, table: Table, columns: dict[str, Column]) -> Iterator[Listed]:
    above: dict[str, str] = {}
    for row in table.rows:
        texts = {key: _text(row, column) for key, column in columns.items()}
        carried = not texts[NETWORK] and not texts.get("acronym") and bool(above)
        if carried:
            texts |= {key: above[key] for key in CARRIED if key in above}
        else:
            filiere = texts.get("filiere") or above.get("filiere", "")
            above = {key: texts[key] for key in CARRIED if key in texts}
            if "filiere" in texts:
                texts["filiere"] = above["filiere"] = filiere
        yield Listed(sheet, row.line, texts, carried)


def _text(row: Row, column: Column) -> str:
    cell = row.cells.get(column.index, "")
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(shown(cell).split())
