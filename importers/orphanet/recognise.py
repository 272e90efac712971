"""What a file is, from its beginning: one of those that are read here, or what it is instead."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, cast
from xml.etree.ElementTree import Element

from importers.orphanet import csv_files
from importers.orphanet.facts import DocumentKind
from importers.orphanet.place import Place
from importers.orphanet.xml_stream import Event, announced_by, events, language_of
from importers.reading.sources import HEAD, what_it_is
from importers.reading.wrong import Wrong

KINDS: tuple[tuple[str, DocumentKind], ...] = (
    ("ClassificationLevel", "nomenclature"),
    ("PrevalenceList", "prevalence"),
    ("AverageAgeOfOnsetList", "natural_history"),
    ("TypeOfInheritanceList", "natural_history"),
    ("ExternalReferenceList", "cross_references"),
    ("DisorderDisorderAssociationList", "linearisation"),
)
"""By what an entity has inside; the first that fits, since a nomenclature has associations too."""

GENES = "DisorderGeneAssociationList"
NOT_READ = {
    GENES: "c'est le produit 6 d'Orphadata (gènes), qui n'est pas lu ici",
    "HPODisorderSetStatusList": "c'est le produit 4 d'Orphadata (phénotypes), qui n'est pas lu ici",
    "DisorderDisabilityRelevanceList": (
        "ce sont les conséquences fonctionnelles d'Orphadata, qui ne sont pas lues ici"
    ),
}
PREVALENCES_IN_ENGLISH = (
    "les prévalences ne sont lues que dans leur fichier anglais (en_product9_prev.xml),"
    " où les lieux ont leur mot anglais"
)
FINESS = (b"structureet;", b"finess;", b"nofinesset", b"geolocalisation;")


@dataclass(frozen=True)
class Head:
    """What the beginning of a file says of the whole; `languages` has two for the French CSV."""

    form: str
    kind: DocumentKind
    languages: tuple[str, ...]
    released_on: str = ""
    announced: int | None = None


def recognised(stream: BinaryIO, name: str) -> Head | str:
    """What the file holds, or in French what it is instead. Raises Wrong for broken XML."""
    buffered = io.BufferedReader(cast(io.RawIOBase, stream), HEAD)
    head = buffered.peek(HEAD)
    if other := what_it_is(head, name):
        return other
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return _xml(events(cast(BinaryIO, buffered), Place()))
    return _text(text)


def _xml(found: Iterator[Event]) -> Head | str:
    _start, root = next(found)
    if root.tag != "JDBOR":
        return f"c'est un XML dont la racine est <{root.tag.rpartition('}')[2]}>"
    released_on = _date(root.get("ExtractionDate") or root.get("date") or "")
    announced = None
    depth = 1
    for event, element in found:
        depth += 1 if event == "start" else -1
        if event == "start" and depth == 2:
            if element.tag in NOT_READ:
                return NOT_READ[element.tag]
            announced = announced_by(element) if element.tag == "DisorderList" else None
        elif event == "start" and element.tag == "ClassificationNodeRootList":
            return _classification(root, released_on)
        elif event == "end" and depth == 2 and element.tag == "Disorder":
            return _entities(element, released_on, announced)
    return "c'est un XML d'Orphanet sans aucune entité"


def _classification(root: Element, released_on: str) -> Head:
    element = root.find("ClassificationList/Classification")
    if element is None:
        raise Wrong("la classification n'est pas là où on l'attend")
    return Head("xml", "classification", (language_of(element),), released_on)


def _entities(element: Element, released_on: str, announced: int | None) -> Head | str:
    inside = {child.tag for child in element}
    if GENES in inside:
        return NOT_READ[GENES]
    kind = next((kind for tag, kind in KINDS if tag in inside), None)
    if kind is None:
        return f"c'est un XML d'Orphanet d'une autre sorte ({', '.join(sorted(inside))})"
    language = language_of(element)
    if kind == "prevalence" and language != "en":
        return PREVALENCES_IN_ENGLISH
    return Head("xml", kind, (language,), released_on, announced)


def _text(text: bytes) -> Head | str:
    if text.lower().startswith(FINESS) or b";nofiness" in text.lower():
        return "c'est un fichier FINESS"
    first = text.splitlines()[0].decode("utf-8", "replace")
    columns = {column.strip().strip('"') for column in first.split(",")}
    if columns >= csv_files.NOMENCLATURE:
        return Head("csv", "nomenclature", ("fr", "en"))
    if columns >= csv_files.EPIDEMIOLOGY:
        return Head("csv", "prevalence", ("en",))
    if columns >= csv_files.LINEARISATION:
        return Head("csv", "linearisation", ("en",))
    if "," in first or ";" in first or "\t" in first:
        return f"c'est un CSV avec l'en-tête « {first[:120]} »"
    return "c'est un texte, ni XML ni CSV"


def _date(text: str) -> str:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return ""
