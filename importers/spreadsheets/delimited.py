"""CSV as people save it: any separator, any of the encodings that French offices still write."""

import csv
import io
from collections import Counter

from charset_normalizer import from_bytes

from importers.spreadsheets import limits
from importers.spreadsheets.sheets import Sheet
from importers.spreadsheets.unreadable import Unreadable

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
OFFICE_ENCODINGS = ["cp1252", "mac_roman", "cp850"]
FRENCH = set("éèêëàâùûîïôçœÉÈÊÀÂÙÎÔÇŒ’«»°–€")
SEPARATORS = ";\t,|"
SAMPLE_ROWS = 40
SAMPLE_BYTES = 200_000


def read_delimited(content: bytes) -> Sheet:
    """The only sheet of a CSV file, all its cells texts. Raises Unreadable."""
    text = decoded(content)
    if any(sign < " " and sign not in "\t\r\n\f" for sign in text[:SAMPLE_BYTES]):
        raise Unreadable(
            "Ce fichier n’est pas un tableau. Envoyez un fichier CSV, XLSX, XLS ou ODS."
        )
    separator, text = _separator(text.replace("\0", ""))
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append([_as_written(cell) for cell in row])
            cells += len(row)
            if len(rows) > limits.MAX_ROWS or len(row) > limits.MAX_COLUMNS:
                raise Unreadable(
                    f"Ce fichier est trop grand : {limits.MAX_ROWS} lignes et "
                    f"{limits.MAX_COLUMNS} colonnes au plus."
                )
            if any(len(cell) > limits.MAX_CELL_CHARACTERS for cell in row):
                raise Unreadable(_unclosed(len(rows)))
    except csv.Error as error:
        raise Unreadable(_unclosed(len(rows) + 1)) from error
    if cells > limits.MAX_CELLS:
        raise Unreadable(f"Ce fichier est trop grand : {limits.MAX_CELLS} cellules au plus.")
    return Sheet("", rows)  # type: ignore[arg-type]


def decoded(content: bytes) -> str:
    """The text of a file: by its mark, else UTF-8 when it is, else what reads best in French.

    Windows-1252 when nothing speaks for another encoding. Raises Unreadable.
    """
    encoding = next((name for mark, name in MARKS.items() if content.startswith(mark)), None)
    if encoding is None:
        encoding = _utf_16_without_mark(content) or _guessed(content)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            "Les lettres de ce fichier ne se lisent pas. Enregistrez-le en « CSV UTF-8 » ou en "
            "XLSX, puis renvoyez-le."
        ) from error


def _utf_16_without_mark(content: bytes) -> str | None:
    """Every other byte of a Western text in UTF-16 is zero."""
    head = content[:1000]
    if head.count(0) < len(head) // 4:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _guessed(content: bytes) -> str:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        sample = content[:SAMPLE_BYTES]
        found = [match.encoding for match in from_bytes(sample, cp_isolation=OFFICE_ENCODINGS)]
        ranked = [*found, *(name for name in OFFICE_ENCODINGS if name not in found)]
        best = max(ranked, key=lambda name: (_french_letters(sample, name), name == "cp1252"))
        return best if _french_letters(sample, best) else "cp1252"
    return "utf-8"


def _french_letters(sample: bytes, encoding: str) -> float:
    """The share of the letters beyond ASCII that French uses."""
    beyond = [sign for sign in sample.decode(encoding, "replace") if sign > "\x7f"]
    return sum(sign in FRENCH for sign in beyond) / len(beyond) if beyond else 0.0


def _separator(text: str) -> tuple[str, str]:
    """The separator, and the text without the line by which Excel tells it."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        return first.strip()[-1], rest
    return max(SEPARATORS, key=lambda sign: _regularity(text, sign)), text


def _regularity(text: str, separator: str) -> tuple[int, int]:
    """How many of the first rows have the most common width above one, and that width."""
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(io.StringIO(text[:SAMPLE_BYTES], newline=""), delimiter=separator):
            if len(row) > 1:
                widths[len(row)] += 1
            if widths.total() >= SAMPLE_ROWS:
                break
    except csv.Error:
        return (0, 0)
    if not widths:
        return (0, 0)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return (count, width)


def _as_written(cell: str) -> str:
    """Without the apostrophe that our own CSV files put before what looks like a formula."""
    if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@\t\r":
        return cell[1:]
    return cell


def _unclosed(line: int) -> str:
    return (
        f"Un guillemet ouvert n’est pas refermé, vers la ligne {line}. Corrigez-le, ou enregistrez "
        "le fichier en XLSX."
    )
