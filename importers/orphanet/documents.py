"""The files of Orphanet that a path holds: packs, Orphadata products, CSV; whole or compressed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element

from importers.orphanet import csv_files
from importers.orphanet.facts import Document, DocumentKind, Fact, LeftOut
from importers.orphanet.place import Place
from importers.orphanet.recognise import Head, recognised
from importers.orphanet.xml_classification import classification
from importers.orphanet.xml_nomenclature import linearisation, nomenclature
from importers.orphanet.xml_products import cross_references, natural_history, prevalences
from importers.orphanet.xml_stream import disorders
from importers.reading.sources import Skipped, Source, sources
from importers.reading.wrong import told
from importers.report import BrokenFile

EXPECTED = (
    "attendu : un pack de nomenclature d'Orphanet (zip), un produit 1, 3, 7 ou 9 d'Orphadata (XML),"
    " un CSV d'Orphanet, ou un dossier qui en contient"
)
NAMED = 5
"""How many of the files that are not read an error names."""

ByEntity = Callable[[Iterator[Element], list[LeftOut]], Iterator[Fact]]

BY_ENTITY: dict[DocumentKind, ByEntity] = {
    "nomenclature": nomenclature,
    "cross_references": cross_references,
    "prevalence": prevalences,
    "natural_history": natural_history,
    "linearisation": linearisation,
}


@dataclass(frozen=True)
class Contents:
    """What a path holds: what can be read here, and what is not read and why."""

    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...]


def documents(path: Path, excerpt: bool = False) -> Iterator[Document]:
    """The documents of a .zip, .tar.gz, .xml, .csv (or .gz of these), or of a folder of such.

    Only the beginning of each is read here; `facts` reads the rest. A file that holds fewer
    elements than it announces is refused, unless it is said to be an `excerpt`. Raises BrokenFile,
    here or from `facts`, for what is hostile, broken, or nothing that is known.
    """
    yield from contents(path, excerpt).documents


def contents(path: Path, excerpt: bool = False) -> Contents:
    """The documents of a path, as `documents`, with what is not read and why."""
    found: list[Document] = []
    skipped: list[Skipped] = []
    for source in sources(path):
        if isinstance(source, Skipped):
            skipped.append(source)
            continue
        with told(source.where), source.open() as stream:
            head = recognised(stream, source.name)
        if isinstance(head, str):
            skipped.append(Skipped(source.name, head))
            continue
        found.extend(_document(source, head, language, excerpt) for language in head.languages)
    if not found:
        raise BrokenFile(path, f"{_nothing(path, skipped)} ; {EXPECTED}")
    return Contents(tuple(found), tuple(skipped))


def _document(source: Source, head: Head, language: str, excerpt: bool) -> Document:
    left_out: list[LeftOut] = []
    read = _csv_reader(head.kind, language) if head.form == "csv" else _xml_reader(head.kind)
    several = len(head.languages) > 1
    return Document(
        name=f"{source.name} ({language})" if several else source.name,
        kind=head.kind,
        language=language,
        released_on=head.released_on,
        announced=head.announced,
        facts=partial(_facts, source, head, read, left_out, excerpt),
        left_out=left_out,
    )


Reader = Callable[[BinaryIO, Place, list[LeftOut], bool], Iterator[Fact]]


def _facts(
    source: Source, head: Head, read: Reader, left_out: list[LeftOut], excerpt: bool
) -> Iterator[Fact]:
    left_out.clear()
    place = Place(head.announced)
    with told(source.where, place.tell), source.open() as stream:
        yield from read(stream, place, left_out, excerpt)


def _xml_reader(kind: DocumentKind) -> Reader:
    if kind == "classification":
        return classification

    def read(
        stream: BinaryIO, place: Place, left_out: list[LeftOut], excerpt: bool
    ) -> Iterator[Fact]:
        yield from BY_ENTITY[kind](disorders(stream, place, excerpt), left_out)

    return read


def _csv_reader(kind: DocumentKind, language: str) -> Reader:
    def read(
        stream: BinaryIO, place: Place, left_out: list[LeftOut], _excerpt: bool
    ) -> Iterator[Fact]:
        by_kind = {
            "nomenclature": csv_files.nomenclature(language),
            "prevalence": csv_files.epidemiology,
            "linearisation": csv_files.linearisation,
        }
        yield from csv_files.read(stream, place, left_out, by_kind[kind])

    return read


def _nothing(path: Path, skipped: list[Skipped]) -> str:
    if not skipped:
        return "ne contient aucun fichier"
    if len(skipped) == 1 and skipped[0].name == path.name:
        return skipped[0].why
    named = ", ".join(f"{file.name} ({file.why})" for file in skipped[:NAMED])
    others = f" et {len(skipped) - NAMED} autres" if len(skipped) > NAMED else ""
    return f"rien n'est reconnu : {named}{others}"
