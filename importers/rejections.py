"""What an import left out of a file, row by row, as a table that one opens and corrects."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from foundations.spreadsheets import Sheet, written

HEADINGS = ("fichier", "ligne", "colonne", "valeur", "raison")


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row, or a value of it, that was not taken; `line` is where it stands in its file."""

    file: str
    line: int | str
    reason: str
    column: str = ""
    value: str = ""


def write_rejections(path: Path, rejections: Iterable[Rejection]) -> None:
    """Write them as CSV or, if `path` says so, XLSX. Raises OSError as opening a file does."""
    rows = [(one.file, one.line, one.column, one.value, one.reason) for one in rejections]
    extension = "xlsx" if path.suffix.lower() == ".xlsx" else "csv"
    path.write_bytes(written(Sheet("Lignes laissées", HEADINGS, rows), extension))
