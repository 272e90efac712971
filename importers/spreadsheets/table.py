"""A sheet as a table: where its headings stand, its rows under their numbers on screen."""

from collections.abc import Collection
from dataclasses import dataclass

from foundations.text import fold
from importers.spreadsheets.limits import HEADER_SOUGHT_IN
from importers.spreadsheets.sheets import Cell, Sheet, column_letter, is_empty, shown

TOTALS = ("total", "sous total", "totaux", "nombre total", "nombre de lignes", "effectif total")
WIDE = 0.6
"""Share of the widest row that a row of headings fills."""
ADDED_BY_US = ("pourquoi", "ligne du fichier")
"""Columns of the file of refused rows, which comes back corrected."""


@dataclass(frozen=True, slots=True)
class Column:
    """`index` counts from 0; `heading` as it is written, "" when the column has none."""

    index: int
    heading: str

    @property
    def title(self) -> str:
        return self.heading or f"Colonne {column_letter(self.index)}"

    @property
    def letter(self) -> str:
        return column_letter(self.index)


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is the number of the row in the spreadsheet, from 1."""

    line: int
    cells: dict[int, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """`header_row` is the number of the row of headings, from 1; `passed` are the rows under it
    that are no data: totals, headings repeated at each page."""

    header_row: int
    columns: list[Column]
    rows: list[Row]
    passed: list[int]

    @property
    def headings(self) -> list[str]:
        """Folded, in order: what a mapping is remembered by."""
        return [folded for c in self.columns if (folded := fold(c.title)) not in ADDED_BY_US]

    def texts(self, column: Column, limit: int = 50) -> list[str]:
        """The first cells of a column that say something."""
        found: list[str] = []
        for row in self.rows:
            if column.index in row.cells:
                found.append(shown(row.cells[column.index]).strip())
            if len(found) == limit:
                break
        return found


def probable_header(sheet: Sheet, known: Collection[str]) -> int:
    """The number of the row that looks most like headings; `known` are folded headings.

    The row with the most known headings, else the first that fills most of the width.
    """
    best, best_score = 1, (-1, False)
    width = max((_filled(row) for row in sheet.rows), default=1)
    for number, row in enumerate(sheet.rows[:HEADER_SOUGHT_IN], start=1):
        texts = [cell for cell in row if isinstance(cell, str) and cell.strip()]
        if not texts:
            continue
        recognised = sum(fold(text) in known for text in texts)
        is_wide = len(texts) >= WIDE * width
        score = (recognised if recognised > 1 or is_wide else 0, is_wide)
        if score > best_score:
            best, best_score = number, score
    return best


def table_of(sheet: Sheet, header_row: int) -> Table:
    """The sheet read with its headings in `header_row`; empty rows and columns are left out."""
    headings = _headings(sheet, header_row)
    rows, passed = [], []
    repeated = [fold(heading) for heading in headings if heading]
    for number, row in enumerate(sheet.rows[header_row:], start=header_row + 1):
        cells = {index: cell for index, cell in enumerate(row) if not is_empty(cell)}
        if not cells:
            continue
        if _is_total(cells) or [fold(shown(cell)) for cell in cells.values()] == repeated:
            passed.append(number)
        else:
            rows.append(Row(number, cells))
    used = {index for row in rows for index in row.cells}
    width = max([len(headings), *(index + 1 for index in used)])
    headings += [""] * (width - len(headings))
    columns = [
        Column(index, heading) for index, heading in enumerate(headings) if heading or index in used
    ]
    return Table(header_row, columns, rows, passed)


def _headings(sheet: Sheet, header_row: int) -> list[str]:
    """The texts of the row; under a title that spans several rows, the title itself."""
    row = sheet.rows[header_row - 1] if header_row <= len(sheet.rows) else []
    headings = [" ".join(shown(cell).split()) for cell in row]
    for top, left, bottom, right in sheet.merged:
        spans_down = top < header_row - 1 <= bottom
        if spans_down and left == right < len(headings) and not headings[left]:
            headings[left] = " ".join(shown(sheet.rows[top][left]).split())
    return headings


def _is_total(cells: dict[int, Cell]) -> bool:
    first = next(iter(cells.values()))
    if not isinstance(first, str):
        return False
    folded = fold(first)
    starts = any(folded == word or folded.startswith(f"{word} ") for word in TOTALS)
    others = [cell for cell in list(cells.values())[1:] if isinstance(cell, str)]
    return starts and all(not any(sign.isalpha() for sign in text) for text in others)


def _filled(row: list[Cell]) -> int:
    return sum(not is_empty(cell) for cell in row)
