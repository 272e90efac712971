"""The three CSV files that derive from Orphanet's: French nomenclature, frequency, linearisation.

They state neither a date nor a number of lines: a file cut at the end of a line cannot be told
from a whole one; one cut anywhere else is refused.
"""

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, cast

from importers.orphanet.facts import Entity, Fact, LeftOut, Preferred
from importers.orphanet.place import Place
from importers.orphanet.prevalence import Incomplete, prevalence_of
from importers.orphanet.words import LEVEL_WORDS, STATUS_WORDS, TYPES, code_of
from importers.reading.wrong import Cut, Wrong

Row = Mapping[str, str]

LIST_SEPARATOR = "|"
MAX_LINE = 1_000_000
"""Bytes of a line; the longest known has some 2,000."""

NOMENCLATURE = frozenset(
    {"orpha_code", "name_fr", "name_en", "synonyms_fr", "level", "type", "status"}
)
"""Its icd10 columns are empty in the only file known, so they are not read."""

EPIDEMIOLOGY = frozenset(
    {
        "orpha_code",
        "prevalence_type",
        "prevalence_qualification",
        "prevalence_class",
        "val_moy",
        "prevalence_geographic",
        "prevalence_validation_status",
        "source",
    }
)
LINEARISATION = frozenset({"orpha_code", "target_disorder_code", "association_type"})
KNOWN_TYPES = frozenset(TYPES.values())


def rows(stream: BinaryIO) -> Iterator[tuple[int, Row]]:
    """The lines of a UTF-8 CSV file with their numbers, the header being the first.

    Raises Wrong or Cut for a line that is too short or too long, or cut.
    """
    lines = _Lines(stream)
    reader = csv.reader(lines, strict=True)
    try:
        header = [column.strip() for column in next(reader, [])]
        yield 1, dict.fromkeys(header, "")
        for texts in reader:
            if len(texts) != len(header):
                message = f"{len(texts)} champs au lieu de {len(header)}"
                raise (Cut if lines.cut else Wrong)(message, reader.line_num)
            yield reader.line_num, dict(zip(header, texts, strict=True))
    except csv.Error as error:
        raise Cut(f"CSV mal formé ({error})", reader.line_num) from error
    except UnicodeDecodeError as error:
        raise Cut("ce n'est pas de l'UTF-8", reader.line_num + 1) from error
    if lines.cut:
        raise Cut("fichier tronqué", reader.line_num)


class _Lines:
    """The lines of a text; `cut` is whether the last one given had no end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._bytes = io.BufferedReader(cast(io.RawIOBase, stream))
        self.cut = False

    def __iter__(self) -> Iterator[str]:
        start = codecs.BOM_UTF8
        while line := self._bytes.readline(MAX_LINE):
            self.cut = not line.endswith(b"\n")
            if self.cut and len(line) == MAX_LINE:
                raise csv.Error(f"ligne de plus de {MAX_LINE} octets")
            yield line.removeprefix(start).decode("utf-8")
            start = b""


def read(
    stream: BinaryIO,
    place: Place,
    left_out: list[LeftOut],
    facts_of: Callable[[int, Row], Iterator[Fact]],
) -> Iterator[Fact]:
    """The facts of each line; a line that is Incomplete is left out, a Wrong one is named."""
    for number, row in rows(stream):
        if number == 1:
            continue
        try:
            place.enter()
            place.current = orpha = code_of(row["orpha_code"])
            yield from facts_of(orpha, row)
        except Incomplete as error:
            left_out.append(LeftOut(f"ligne {number}, ORPHA:{orpha}", str(error)))
        except Wrong as error:
            raise Wrong(error.message, number) from error
        place.leave()
    if not place.read:
        raise Wrong("fichier sans aucune ligne", 1)


def nomenclature(language: str) -> Callable[[int, Row], Iterator[Fact]]:
    """How to read an entity with its name in French and its synonyms, or with its English name."""
    codes: set[int] = set()

    def facts_of(orpha: int, row: Row) -> Iterator[Fact]:
        if orpha in codes:
            raise Wrong("l'entité est deux fois dans le fichier")
        codes.add(orpha)
        yield _entity(orpha, row, language)

    return facts_of


def epidemiology(orpha: int, row: Row) -> Iterator[Fact]:
    """The figure of frequency of a line."""
    yield prevalence_of(orpha, {key: text.strip() for key, text in row.items()})


def linearisation(orpha: int, row: Row) -> Iterator[Fact]:
    """The preferred head of an entity.

    Half the lines stand at the head itself, without a target: the mirror of another line. A line
    without a type is an entity that has no preferred head.
    """
    target, kind = row["target_disorder_code"], row["association_type"]
    if kind and kind != "Preferential parent":
        raise Wrong(f"relation inconnue (« {kind} »)")
    if target and not kind:
        raise Incomplete("relation sans type")
    if target:
        yield Preferred(orpha, code_of(target))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(LIST_SEPARATOR) if part.strip())


def _entity(orpha: int, row: Row, language: str) -> Entity:
    name, level, kind = row[f"name_{language}"].strip(), row["level"], row["type"]
    if not name:
        raise Wrong("entité sans nom")
    if level not in LEVEL_WORDS:
        raise Wrong(f"niveau inconnu (« {level} »)")
    if kind not in KNOWN_TYPES:
        raise Wrong(f"type inconnu (« {kind} »)")
    if row["status"] not in STATUS_WORDS:
        raise Wrong(f"statut inconnu (« {row['status']} »)")
    synonyms = row.get(f"synonyms_{language}")  # the file has a column for French alone
    return Entity(
        orpha=orpha,
        name=name,
        language=language,
        level=LEVEL_WORDS[level],
        type=kind,
        status=STATUS_WORDS[row["status"]],
        synonyms=None if synonyms is None else _listed(synonyms),
    )
