"""The nomenclature and the linearisation: entities, and how one leads to another."""

from collections.abc import Iterator, Mapping
from typing import TypeVar
from xml.etree.ElementTree import Element

from importers.orphanet.facts import Entity, Fact, LeftOut, Preferred, Redirect
from importers.orphanet.words import (
    LEVELS,
    MOVED,
    PREFERENTIAL_PARENT,
    REFERRED,
    TYPES,
    code_of,
    status_of,
)
from importers.orphanet.xml_stream import id_at, language_of, name_of, text_of
from importers.reading.wrong import Wrong

Word = TypeVar("Word", bound=str)
Association = tuple[int, int, str]


def nomenclature(entities: Iterator[Element], left_out: list[LeftOut]) -> Iterator[Fact]:
    """Entities and redirects. Each redirect is written twice, at both its ends: it comes once.

    An entity that left the nomenclature may still be where a redirect starts.
    """
    seen: set[Association] = set()
    codes: set[int] = set()
    for element in entities:
        entity = _entity(element)
        if entity.orpha in codes:
            raise Wrong("l'entité est deux fois dans le fichier")
        codes.add(entity.orpha)
        yield entity
        for association in _associations(element):
            if association in seen:
                continue
            seen.add(association)
            orpha, target, kind = association
            if kind == MOVED:
                yield Redirect(orpha, target, "moved")
            elif kind == REFERRED:
                yield Redirect(orpha, target, "referred")
            else:
                left_out.append(LeftOut(f"ORPHA:{entity.orpha}", f"relation {kind} non lue"))


def linearisation(entities: Iterator[Element], left_out: list[LeftOut]) -> Iterator[Fact]:
    """The preferred heads. Each is written twice, at both its ends: it comes once."""
    seen: set[Association] = set()
    for element in entities:
        for association in _associations(element):
            if association in seen:
                continue
            seen.add(association)
            orpha, parent, kind = association
            if kind == PREFERENTIAL_PARENT:
                yield Preferred(orpha, parent)
            else:
                left_out.append(LeftOut(f"ORPHA:{orpha}", f"relation {kind} non lue"))


def type_of(element: Element) -> str:
    """Orphanet's English word for the type of an entity. Raises Wrong for an unknown id."""
    return _known(TYPES, element, "DisorderType", "type")


def _entity(element: Element) -> Entity:
    synonyms = (text_of(synonym, ".") for synonym in element.iterfind("SynonymList/Synonym"))
    return Entity(
        orpha=code_of(element.findtext("OrphaCode")),
        name=name_of(element),
        language=language_of(element),
        level=_known(LEVELS, element, "ClassificationLevel", "niveau"),
        type=type_of(element),
        status=status_of(text_of(element, "FlagValue"), text_of(element, "Totalstatus")),
        synonyms=tuple(synonym for synonym in synonyms if synonym),
    )


def _known(words: Mapping[str, Word], element: Element, tag: str, what: str) -> Word:
    found = id_at(element, tag)
    if found not in words:
        raise Wrong(f"{what} inconnu : id « {found} » (« {text_of(element, f'{tag}/Name')} »)")
    return words[found]


def _associations(element: Element) -> Iterator[Association]:
    """From which code, to which, and the id of the kind; `cycle` marks the entity itself."""
    own = code_of(element.findtext("OrphaCode"))
    for association in element.iterfind(
        "DisorderDisorderAssociationList/DisorderDisorderAssociation"
    ):
        start = _end(association, "RootDisorder", own)
        target = _end(association, "TargetDisorder", own)
        if start == target:
            raise Wrong("une relation mène de l'entité à elle-même")
        yield start, target, id_at(association, "DisorderDisorderAssociationType")


def _end(association: Element, tag: str, own: int) -> int:
    end = association.find(tag)
    if end is None:
        raise Wrong(f"relation sans {tag}")
    return own if end.get("cycle") == "true" else code_of(end.findtext("OrphaCode"))
