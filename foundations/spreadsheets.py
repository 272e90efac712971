"""A table as a file that opens in a spreadsheet: CSV and XLSX, safe to open.

A cell of a public form or of somebody's file may begin like a formula: such a text is written so
that no spreadsheet runs it (OWASP, « CSV injection »).
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import xlsxwriter
from django.http import HttpResponse

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With the wide signs, which spreadsheets in Chinese or Japanese read as the narrow ones."""
WIDEST = 60
"""Characters of the widest column: longer texts wrap."""

Cell = str | int | float | Decimal | bool | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to write: its title, its headings, its rows in the same order as the headings.

    `number_formats`, of Excel (« 0.0 % »), one a column, tell how a workbook shows the numbers that
    it keeps; "" leaves it to the reader, as no format at all does.
    """

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    number_formats: Sequence[str] = ()


def written(sheet: Sheet, extension: str) -> bytes:
    """The sheet as a file, `csv` or `xlsx`. Raises KeyError for another extension."""
    return {"csv": as_csv, "xlsx": as_xlsx}[extension](sheet)


def download(sheet: Sheet, extension: str, name: str) -> HttpResponse:
    """The sheet as an attachment named `name.extension`."""
    response = HttpResponse(written(sheet, extension), content_type=CONTENT_TYPES[extension])
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return response


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with its mark and semicolons: what a French Excel opens without a question."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(_safe_in_csv(heading) for heading in sheet.headings)
    writer.writerows([_safe_in_csv(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(sheet: Sheet) -> bytes:
    """One worksheet; texts stay texts (a FINESS number keeps its zeros), the headings stay seen."""
    return workbook([sheet])


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """Several sheets as one XLSX file, in this order. Two titles must differ."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        for sheet in sheets:
            _write_page(book, sheet)
    return out.getvalue()


def _write_page(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    page = book.add_worksheet(_worksheet_name(sheet.title))
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    of_column = [plain for _heading in sheet.headings]
    for column, number_format in enumerate(sheet.number_formats):
        if number_format:
            of_column[column] = book.add_format({"num_format": number_format, "valign": "top"})
    widths = [len(text) for text in sheet.headings]
    page.write_row(0, 0, sheet.headings, heading)
    for number, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            page.write(number, column, cell, day if isinstance(cell, date) else of_column[column])
            if of_column[column] is plain:  # a number that is shown shorter than it is widens none
                widths[column] = max(widths[column], len(str(cell)))
    for column, width in enumerate(widths):
        page.set_column(column, column, min(width, WIDEST) + 2)
    page.freeze_panes(1, 0)


def _safe_in_csv(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return "" if cell is None else cell


def _worksheet_name(title: str) -> str:
    """Excel allows 31 characters and refuses some of them."""
    return "".join(sign for sign in title if sign not in "[]:*?/\\'")[:31] or "Feuille"
