"""What an import could not take, or took with a doubt: one line a fact, as a file for people."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from foundations.spreadsheets import CONTENT_TYPES, Sheet, written
from importers.report import BrokenFile

REFUSED, CONFLICT, NOTED = "refusé", "conflit", "à savoir"
"""The row or the value was left out; two sources disagree and both stand; worth a look."""

HEADINGS = ("gravité", "fichier", "ligne", "clé", "colonne", "valeur", "raison")


@dataclass(frozen=True, slots=True)
class RowError:
    """`key` names the row for a person: a FINESS number, the name of a site."""

    gravity: str
    file: str
    line: int | None
    key: str
    column: str
    value: str
    reason: str

    def told(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        value = f" « {self.value} »" if self.value else ""
        return f"{self.gravity} : {where}, {self.key}, {self.column}{value} : {self.reason}"


def by_reason(errors: Iterable[RowError]) -> list[tuple[str, int]]:
    """How many there are of each, the most frequent first."""
    counted = Counter(f"{error.gravity} : {error.column} : {error.reason}" for error in errors)
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def check_report(path: Path) -> str:
    """Asked before a load, so that nothing is loaded without its report.

    Raises BrokenFile for a file that is neither .csv nor .xlsx, or in no folder.
    """
    extension = path.suffix.lower().lstrip(".")
    if extension not in CONTENT_TYPES:
        raise BrokenFile(path, "le rapport s'écrit en .csv ou en .xlsx")
    if not path.absolute().parent.is_dir():
        raise BrokenFile(path, "le dossier du rapport n'existe pas")
    return extension


def write_report(path: Path, errors: Sequence[RowError]) -> None:
    """The errors as CSV or XLSX, by the name of the file. Raises BrokenFile for another name."""
    rows = [(e.gravity, e.file, e.line, e.key, e.column, e.value, e.reason) for e in errors]
    sheet = Sheet("Lignes à revoir", HEADINGS, rows)
    path.write_bytes(written(sheet, check_report(path)))
