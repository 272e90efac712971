"""Files of the register: CSV with semicolons, alone or in a zip archive of one a department.

Columns and encoding: https://www.data.gouv.fr, « Répertoire national des associations ». Older
files are in Latin-1, newer ones in UTF-8; both are told apart line by line, so that one wrong
byte does not turn a whole department into another alphabet.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from importers.reading.lines import text_files
from importers.reading.wrong import Wrong

NEEDED = ("id", "titre", "objet", "adrs_codepostal", "adrs_libcommune", "position")
RNA_NUMBER = re.compile(r"W\d{9}")
NO_DATE = "0001-01-01"
DISSOLVED = "D"
REMOVED = "S"


@dataclass(frozen=True, slots=True)
class Declared:
    """An association as the register declares it; `line` is where it stands in `file`."""

    file: str
    line: int
    rna: str
    siren: str
    title: str
    short_title: str
    purpose: str
    postcode: str
    city: str
    website: str
    founded: date | None
    dissolved_on: date | None
    is_dissolved: bool
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that is none of the register's, and why."""

    file: str
    line: int
    value: str
    reason: str


def read(path: Path) -> Iterator[Declared | Unreadable]:
    """The rows of a file. Raises BrokenFile when it is not the register's."""
    for file in text_files([path]):
        with file.lines() as lines:
            yield from _rows(file.name, (f"{text}\n" for _, text in lines))


def _rows(file: str, lines: Iterator[str]) -> Iterator[Declared | Unreadable]:
    reader = csv.reader(lines, delimiter=";")
    try:
        header = [column.strip().lower() for column in next(reader, [])]
    except csv.Error as error:
        raise Wrong(f"ce n’est pas un fichier du RNA : CSV mal formé ({error})", 1) from error
    missing = [column for column in NEEDED if column not in header]
    if missing:
        raise Wrong(f"ce n’est pas un fichier du RNA : il manque {', '.join(missing)}", 1)
    try:
        for texts in reader:
            if texts:
                yield _row(file, reader.line_num, header, texts)
    except csv.Error as error:
        raise Wrong(f"CSV mal formé ({error})", reader.line_num) from error


def _row(file: str, line: int, header: list[str], texts: list[str]) -> Declared | Unreadable:
    if len(texts) != len(header):
        reason = f"{len(texts)} champs au lieu de {len(header)}"
        return Unreadable(file, line, texts[0][:40], reason)
    row = {column: " ".join(text.split()) for column, text in zip(header, texts, strict=True)}
    if not RNA_NUMBER.fullmatch(row["id"]):
        return Unreadable(file, line, row["id"][:40], "numéro RNA inattendu")
    if not row["titre"]:
        return Unreadable(file, line, row["id"], "sans titre")
    ended = _date(row.get("date_disso", ""))
    return Declared(
        file=file,
        line=line,
        rna=row["id"],
        siren=row.get("siret", "")[:9],
        title=row["titre"],
        short_title=row.get("titre_court", ""),
        purpose=row["objet"],
        postcode=row["adrs_codepostal"],
        city=row["adrs_libcommune"],
        website=row.get("siteweb", ""),
        founded=_date(row.get("date_creat", "")),
        dissolved_on=ended,
        is_dissolved=row["position"] in (DISSOLVED, REMOVED) or ended is not None,
        as_of=_date(row.get("maj_time", "")[:10]),
    )


def _date(text: str) -> date | None:
    if not text or text == NO_DATE:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
