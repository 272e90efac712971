"""From the bytes of a file to its sheets, whatever its name says."""

from importers.spreadsheets import limits
from importers.spreadsheets.delimited import read_delimited
from importers.spreadsheets.sheets import Sheet, is_empty
from importers.spreadsheets.unreadable import Unreadable
from importers.spreadsheets.workbook import is_workbook, read_workbook

NOT_TABLES = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"<!DOCTYPE", b"<html", b"Rar!")


def read_sheets(content: bytes) -> list[Sheet]:
    """The sheets that hold something, empty rows kept: a row keeps the number it has on screen.

    Raises Unreadable with a sentence for the person who sent the file.
    """
    if not content.strip(b"\0 \t\r\n"):
        raise Unreadable("Ce fichier est vide.")
    if len(content) > limits.MAX_FILE_BYTES:
        raise Unreadable(
            f"Ce fichier dépasse {limits.MAX_FILE_BYTES // limits.MEBIBYTE} Mo. Ne gardez que la "
            "feuille utile, sans images."
        )
    if content.lstrip().startswith(NOT_TABLES):
        raise Unreadable(
            "Ce fichier est un document, une image ou une page web, pas un tableau. Envoyez un "
            "fichier CSV, XLSX, XLS ou ODS."
        )
    sheets = read_workbook(content) if is_workbook(content) else [read_delimited(content)]
    held = [sheet for sheet in sheets if any(not is_empty(c) for row in sheet.rows for c in row)]
    if not held:
        raise Unreadable("Ce fichier ne contient aucune cellule remplie.")
    return held
