"""XLSX, XLS and ODS: their visible worksheets, read by a process apart."""

import io
import json
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from importers.reading.guarded import DAMAGED
from importers.spreadsheets import limits
from importers.spreadsheets.sheets import Cell, Sheet
from importers.spreadsheets.unreadable import Unreadable

PROGRAM = Path(__file__).with_name("workbook_process.py")
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

BLOCK = 1 << 16

REFUSALS = {
    "password": "Ce classeur a un mot de passe. Enlevez-le, puis renvoyez le fichier.",
    "too_large": (
        f"Ce classeur est trop grand : {limits.MAX_ROWS} lignes, {limits.MAX_COLUMNS} colonnes et "
        f"{limits.MAX_CELLS} cellules au plus. Ne gardez que la feuille utile."
    ),
    "broken": (
        "Ce classeur est abîmé ou n’en est pas un. Ouvrez-le dans votre tableur, enregistrez-le "
        "de nouveau en XLSX, puis renvoyez-le."
    ),
}


def is_workbook(content: bytes) -> bool:
    return content.startswith((ZIP, OLE))


def read_workbook(content: bytes) -> list[Sheet]:
    """The visible worksheets that hold something. Raises Unreadable."""
    if content.startswith(ZIP):
        _refuse_a_bomb(content)
    command = [sys.executable, "-I", str(PROGRAM), str(limits.READER_MEMORY)]
    command += [str(n) for n in (limits.READER_SECONDS, limits.MAX_ROWS, limits.MAX_COLUMNS)]
    try:
        done = subprocess.run(  # noqa: S603 (our own program; the file goes to its standard input)
            [*command, str(limits.MAX_CELLS)],
            input=content,
            capture_output=True,
            timeout=2 * limits.READER_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(REFUSALS["too_large"]) from error
    if done.returncode != 0:
        raise Unreadable(REFUSALS["too_large" if done.returncode < 0 else "broken"])
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise Unreadable(REFUSALS[answer["refused"]])
    sheets = [
        Sheet(
            found["name"][: limits.MAX_SHEET_NAME],
            [[_cell(cell) for cell in row] for row in found["rows"]],
            [tuple(corners) for corners in found["merged"]],
        )
        for found in answer["sheets"]
    ]
    return [sheet for sheet in sheets if sheet.rows]


def _refuse_a_bomb(content: bytes) -> None:
    """Unpacks everything once, counting: what an archive declares of itself is not believed."""
    left = limits.MAX_UNPACKED_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if (
                "xl/workbook.xml" not in (names := archive.namelist())
                and "content.xml" not in names
            ):
                raise Unreadable(REFUSALS["broken"])
            for member in archive.infolist():
                with archive.open(member) as opened:
                    while block := opened.read(BLOCK):
                        left -= len(block)
                        if left < 0:
                            raise Unreadable(REFUSALS["too_large"])
    except RuntimeError as error:  # an encrypted member
        raise Unreadable(REFUSALS["password"]) from error
    except DAMAGED as error:
        raise Unreadable(REFUSALS["broken"]) from error


def _cell(cell: Any) -> Cell:
    match cell:
        case {"date": day}:
            return date.fromisoformat(day)
        case str():
            return cell[: limits.MAX_CELL_CHARACTERS].replace("\0", "")
    return cell
