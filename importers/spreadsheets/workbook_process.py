"""A program apart that reads a workbook from its standard input: `python -I -m … < file.xlsx`.

Apart, so that a file made to exhaust the memory takes this process down and not the site. It knows
neither Django nor the project. It writes JSON: {"sheets": [{"name", "rows"}]} or {"refused": code}.
A date is {"date": "2026-11-27"}; rows and columns start at A1, whatever is empty.
"""

import io
import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum
from python_calamine import SheetVisibleEnum as Visibility


def main() -> None:
    memory, seconds, max_rows, max_columns, max_cells = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        answer: dict[str, Any] = {"sheets": _sheets(max_rows, max_columns, max_cells)}
    except PasswordError:
        answer = {"refused": "password"}
    except _TooLarge:
        answer = {"refused": "too_large"}
    except (CalamineError, ValueError, OverflowError):
        answer = {"refused": "broken"}
    json.dump(answer, sys.stdout)


class _TooLarge(Exception):
    pass


def _sheets(max_rows: int, max_columns: int, max_cells: int) -> list[dict[str, Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    found = []
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet or about.visible != Visibility.Visible:
            continue
        sheet = book.get_sheet_by_name(about.name)
        if sheet.total_height > max_rows or sheet.total_width > max_columns:
            raise _TooLarge
        max_cells -= sheet.total_height * sheet.total_width
        if max_cells < 0:
            raise _TooLarge
        rows = sheet.to_python(skip_empty_area=False)
        merged = [[*first, *last] for first, last in sheet.merged_cell_ranges or []]
        found.append(
            {
                "name": about.name,
                "rows": [[_plain(cell) for cell in row] for row in rows],
                "merged": merged,
            }
        )
    return found


def _plain(cell: Any) -> Any:
    match cell:
        case datetime():
            return {"date": cell.date().isoformat()}
        case date():
            return {"date": cell.isoformat()}
        case time() | timedelta():
            return str(cell)
        case float() if not isfinite(cell):
            return str(cell)  # no JSON, and no number that anybody means
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return int(cell)
    return cell


if __name__ == "__main__":
    main()
