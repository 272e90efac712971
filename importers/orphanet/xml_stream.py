"""Orphanet's XML as a stream of elements, safely: no DOCTYPE, no entities, bounded memory."""

from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import errors

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from importers.orphanet.limits import MAX_ELEMENTS
from importers.orphanet.place import Place
from importers.orphanet.words import code_of
from importers.reading.wrong import Cut, Wrong, spaced

Event = tuple[str, Element]

ENDS_TOO_EARLY = {
    errors.codes[errors.XML_ERROR_NO_ELEMENTS],
    errors.codes[errors.XML_ERROR_UNCLOSED_TOKEN],
    errors.codes[errors.XML_ERROR_PARTIAL_CHAR],
    errors.codes[errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
}


def events(stream: BinaryIO, place: Place) -> Iterator[Event]:
    """Starts and ends of elements, counted between the entities that `place` tells.

    Raises Wrong for a DOCTYPE or too many elements, Cut for what is not whole XML.
    """
    held, read = 0, place.read
    try:
        for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
            held, read = (held + 1, read) if read == place.read else (1, place.read)
            if held > MAX_ELEMENTS:
                raise Wrong(f"plus de {spaced(MAX_ELEMENTS)} éléments sans une entité de plus")
            yield event, element
    except DefusedXmlException as error:
        raise Wrong(
            "déclaration DOCTYPE refusée : elle permet des entités qui explosent ou qui lisent"
            " d'autres fichiers, et les fichiers d'Orphanet n'en ont pas"
        ) from error
    except ParseError as error:
        early = error.code in ENDS_TOO_EARLY
        message = "fichier tronqué" if early else "XML mal formé"
        raise Cut(message, error.position[0]) from error
    except (ValueError, LookupError) as error:
        raise Wrong(f"encodage inconnu ({error})") from error


def disorders(stream: BinaryIO, place: Place, excerpt: bool = False) -> Iterator[Element]:
    """Each entity of a DisorderList, whole; its content is lost once the next one is asked for.

    Raises Wrong for a list that does not hold as many elements as it announces; for an `excerpt`
    it may be fewer.
    """
    depth = 0
    entities: Element | None = None
    for event, element in events(stream, place):
        if event == "start":
            depth += 1
            if depth == 2 and element.tag == "DisorderList":
                entities = element
                place.announced = announced_by(element)
            continue
        depth -= 1
        if entities is None or depth != 2 or element.tag != "Disorder":
            continue
        place.enter()
        place.current = code_of(element.findtext("OrphaCode"))
        _check_lists(element, excerpt)
        yield element
        place.leave()
        entities.remove(element)
    if entities is None:
        raise Wrong("le fichier n'a pas de liste d'entités (DisorderList)")
    check_number(place.announced, place.read, "le fichier", "entité", excerpt)


def announced_by(element: Element) -> int | None:
    """The number of elements that a list says it holds."""
    count = element.get("count", "")
    return int(count) if count.isascii() and count.isdigit() else None


def check_number(announced: int | None, read: int, what: str, unit: str, excerpt: bool) -> None:
    """Raises Wrong when `what` does not hold the number that it announces."""
    if announced is None or announced == read or (excerpt and read < announced):
        return
    plural = "s" if announced > 1 else ""
    raise Wrong(f"{what} annonce {spaced(announced)} {unit}{plural} et en contient {spaced(read)}")


def text_of(element: Element, path: str) -> str:
    """The text at `path`, without spaces around; empty when there is none."""
    return (element.findtext(path) or "").strip()


def id_at(element: Element, path: str) -> str:
    """The id of the element at `path`; empty when there is none."""
    found = element.find(path)
    return found.get("id", "") if found is not None else ""


def language_of(element: Element) -> str:
    """The language of the element's own name, an ISO 639-1 code. Raises Wrong when it has none."""
    name = element.find("Name")
    language = name.get("lang", "") if name is not None else ""
    if len(language) != 2 or not language.isalpha():
        raise Wrong(f"langue inconnue (« {language} »)")
    return language.lower()


def name_of(element: Element) -> str:
    """The element's own name. Raises Wrong when it has none."""
    name = text_of(element, "Name")
    if not name:
        raise Wrong("entité sans nom")
    return name


def _check_lists(entity: Element, excerpt: bool) -> None:
    for element in entity.iter():
        if element.tag.endswith("List"):
            what = f"la liste {element.tag}"
            check_number(announced_by(element), len(element), what, "élément", excerpt)
