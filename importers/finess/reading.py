"""The file `etalab-cs1100507`: a header, then the establishments, then their positions.

A wrong line is told and left out; a file that is cut, or that is another file, is refused whole.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from importers.finess.categories import Taken, taken_as
from importers.hospitals.sae import FINESS_LENGTH
from importers.reading.lines import TextFile
from importers.report import BrokenFile, Progress
from importers.row_errors import REFUSED, RowError

SITE, POSITION = "structureet", "geolocalisation"
SEPARATOR = ";"
SITE_HEADER = (
    "kind;nofinesset;nofinessej;rs;rslongue;complrs;compldistrib;numvoie;typvoie;voie;compvoie;"
    "lieuditbp;commune;departement;libdepartement;ligneacheminement;telephone;telecopie;categetab;"
    "libcategetab;categagretab;libcategagretab;siret;codeape;codemft;libmft;codesph;libsph;dateouv;"
    "dateautor;datemaj;numuai"
)
SITE_COLUMNS = tuple(SITE_HEADER.split(SEPARATOR))
OPTIONAL = {"numuai"}
"""Added to the file later than the others."""

NUMBER, CODE, LABEL = (SITE_COLUMNS.index(c) for c in ("nofinesset", "categetab", "libcategetab"))
SHORTEST = len(SITE_COLUMNS) - len(OPTIONAL)
LONGEST = len(SITE_COLUMNS) + 1  # a separator after the last column
POSITION_FIELDS = 6
FINESS = re.compile(r"(?:\d{2}|2[AB])\d{7}")
ISO = re.compile(r"(20\d{2})-?(\d{2})-?(\d{2})")
WHOLE_LINE = ("ligne", "categetab", "commune")
"""The columns of the errors for which an establishment is not read at all."""

STEP = 5_000
"""Lines between two steps of a progress bar."""

SHARE_PLACED = 0.5
"""Fewer positions than this for the establishments: the file was cut before its second part."""

MOST_ERRORS = 20_000
MOST_WRONG, ALWAYS_WRONG = 0.05, 10
"""More wrong lines than this share and than this number: another file, or another layout."""


@dataclass(frozen=True, slots=True)
class Site:
    """An establishment to bring in, its texts by column. `taken` is None for one of a category that
    is left aside, which the directory knew by another source."""

    line: int
    finess: str
    texts: dict[str, str]
    taken: Taken | None


@dataclass(frozen=True, slots=True)
class Place:
    """A position as the file gives it: metres, the words that say in which projection, a date."""

    line: int
    x: float
    y: float
    said: str


@dataclass
class Register:
    """What the file says. `known` are the numbers of the directory: what the file says of them is
    kept whatever their category. `ignored` counts the categories left aside, by label; `numbers`
    are all the establishments of the file."""

    file: str
    known: frozenset[str] = frozenset()
    released_on: date | None = None
    sites: dict[str, Site] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    ignored: Counter[str] = field(default_factory=Counter)
    numbers: set[str] = field(default_factory=set)
    positions: int = 0
    errors: list[RowError] = field(default_factory=list)

    def doubted(self) -> set[str]:
        """The numbers of which the line was refused: what was loaded of them stays as it is."""
        return {error.key for error in self.errors if error.column in WHOLE_LINE}

    def refuse(self, line: int, key: str, column: str, value: str, reason: str) -> None:
        if len(self.errors) >= MOST_ERRORS:
            raise BrokenFile(self.file, f"plus de {MOST_ERRORS} lignes refusées ; {reason}", line)
        self.errors.append(RowError(REFUSED, self.file, line, key, column, value[:80], reason))


def register(file: TextFile, progress: Progress, known: frozenset[str]) -> Register:
    """Read the file through. Raises BrokenFile when it is cut, or is no such file."""
    told = Register(file.name, known, _date(file.first) or _date(file.name))
    progress.start(file.name[:34])
    with file.lines() as lines:
        for number, line in lines:
            if number % STEP == 0:
                progress.advance(STEP)
            fields = line.split(SEPARATOR)
            if fields[0] == SITE:
                _site(told, number, fields)
            elif fields[0] == POSITION:
                _place(told, number, fields)
            elif number > 1 and line.strip():
                told.refuse(number, "", "section", fields[0], "ni structureet ni geolocalisation")
    progress.done()
    _check(told)
    return told


def _site(told: Register, line: int, fields: list[str]) -> None:
    if not SHORTEST <= len(fields) <= LONGEST:
        key = fields[NUMBER] if len(fields) > NUMBER else ""
        told.refuse(line, key, "ligne", "", f"{len(fields)} champs au lieu de {SHORTEST}")
        return
    finess = _number(fields[NUMBER])
    if not finess:
        if fields[NUMBER] != "nofinesset":  # a header may name the columns after this word
            told.refuse(line, "", "nofinesset", fields[NUMBER], "ce n'est pas un numéro FINESS")
        return
    if finess in told.numbers:
        told.refuse(line, finess, "nofinesset", "", "deuxième ligne pour ce numéro")
        return
    told.numbers.add(finess)
    code, label = fields[CODE].strip(), _bare(fields[LABEL])
    if not code.isdigit():
        told.refuse(line, finess, "ligne", code, "la catégorie n'est pas un nombre")
        return
    try:
        taken = taken_as(code, label)
    except ValueError as error:
        told.refuse(line, finess, "categetab", f"{code} {label}", str(error))
        return
    if taken is None:
        told.ignored[f"{code} {label}"] += 1
    if taken is None and finess not in told.known:
        return
    texts = {name: _bare(text) for name, text in zip(SITE_COLUMNS, fields, strict=False)}
    told.sites[finess] = Site(line, finess, texts, taken)


def _place(told: Register, line: int, fields: list[str]) -> None:
    told.positions += 1
    if len(fields) < POSITION_FIELDS:
        key = fields[1] if len(fields) > 1 else ""
        told.refuse(line, key, "ligne", "", f"{len(fields)} champs au lieu de 6")
        return
    finess, x, y = _number(fields[1]), fields[2].strip(), fields[3].strip()
    if not finess or not (x or y):
        return
    try:
        place = Place(line, float(x.replace(",", ".")), float(y.replace(",", ".")), fields[4])
    except ValueError:
        told.refuse(line, finess, "coordxet", f"{x} {y}", "ce ne sont pas des mètres")
        return
    told.places[finess] = place


def _check(told: Register) -> None:
    if not told.numbers:
        raise BrokenFile(told.file, "aucune ligne structureet : ce n'est pas le fichier FINESS")
    wrong = sum(error.column in ("ligne", "section", "nofinesset") for error in told.errors)
    if wrong > max(ALWAYS_WRONG, MOST_WRONG * (len(told.numbers) + wrong)):
        message = f"{wrong} lignes illisibles ; la première : {told.errors[0].told()}"
        raise BrokenFile(told.file, message)
    if told.positions < SHARE_PLACED * len(told.numbers):
        message = (
            f"{told.positions} lignes geolocalisation pour {len(told.numbers)} établissements : "
            "fichier tronqué ?"
        )
        raise BrokenFile(told.file, message)


def _number(text: str) -> str:
    """A FINESS number, the zeros that a spreadsheet ate restored; empty for what is none."""
    number = text.strip().strip('"').upper().zfill(FINESS_LENGTH)
    return number if FINESS.fullmatch(number) else ""


def _bare(text: str) -> str:
    return text.strip().strip('"').strip()


def _date(text: str) -> date | None:
    match = ISO.search(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
