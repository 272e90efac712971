"""Orphadata's products by entity: cross references (1), prevalences and natural history (9).

Written after the files as public code reads them and as Orphadata's own history shows them.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from importers.orphanet.facts import Code, Fact, LeftOut, NaturalHistory
from importers.orphanet.prevalence import Incomplete, prevalence_of
from importers.orphanet.words import (
    INHERITANCES,
    ONSETS,
    RELATIONS,
    SYSTEMS,
    VALIDATED_MAPPING,
    code_of,
)
from importers.orphanet.xml_stream import id_at, language_of, text_of
from importers.reading.wrong import Wrong

WORDS_OF_PREVALENCE = {
    "prevalence_type": "PrevalenceType/Name",
    "prevalence_qualification": "PrevalenceQualification/Name",
    "prevalence_class": "PrevalenceClass/Name",
    "val_moy": "ValMoy",
    "prevalence_geographic": "PrevalenceGeographic/Name",
    "prevalence_validation_status": "PrevalenceValidationStatus/Name",
    "source": "Source",
}


def cross_references(entities: Iterator[Element], left_out: list[LeftOut]) -> Iterator[Fact]:
    """Codes of the same diseases elsewhere; those of a system that is not kept are left out."""
    for element in entities:
        orpha = code_of(element.findtext("OrphaCode"))
        for reference in element.iterfind("ExternalReferenceList/ExternalReference"):
            source, code = text_of(reference, "Source"), text_of(reference, "Reference")
            system = SYSTEMS.get(source.upper().replace("-", "").replace(" ", ""))
            if system is None or not code:
                why = f"système « {source} » non lu" if code else f"référence {source} sans code"
                left_out.append(LeftOut(f"ORPHA:{orpha}", why))
                continue
            yield Code(orpha, system, code, _relation(reference), _validated(reference))


def prevalences(entities: Iterator[Element], left_out: list[LeftOut]) -> Iterator[Fact]:
    """Figures of frequency, in a file in English; an incomplete one is left out."""
    for element in entities:
        orpha = code_of(element.findtext("OrphaCode"))
        for figure in element.iterfind("PrevalenceList/Prevalence"):
            words = {key: text_of(figure, path) for key, path in WORDS_OF_PREVALENCE.items()}
            try:
                yield prevalence_of(orpha, words)
            except Incomplete as error:
                left_out.append(LeftOut(f"ORPHA:{orpha}", str(error)))


def natural_history(entities: Iterator[Element], left_out: list[LeftOut]) -> Iterator[Fact]:
    """Ages of onset and inheritance; nothing for an entity of which neither is said."""
    for element in entities:
        onsets = _words(element, "AverageAgeOfOnset", ONSETS)
        inheritances = _words(element, "TypeOfInheritance", INHERITANCES)
        if onsets or inheritances:
            yield NaturalHistory(code_of(element.findtext("OrphaCode")), onsets, inheritances)


def _relation(reference: Element) -> str:
    words = text_of(reference, "DisorderMappingRelation/Name")
    mark = words.split("(")[0].strip()
    if mark and mark not in RELATIONS:
        raise Wrong(f"relation inconnue (« {words} »)")
    return mark


def _validated(reference: Element) -> bool | None:
    status = id_at(reference, "DisorderMappingValidationStatus")
    return status == VALIDATED_MAPPING if status else None


def _words(element: Element, tag: str, known: dict[str, str]) -> tuple[str, ...]:
    """English words: those of the file when it is in English, else by their ids."""
    english = language_of(element) == "en"
    found = []
    for item in element.iterfind(f"{tag}List/{tag}"):
        word = text_of(item, "Name") if english else known.get(item.get("id", ""), "")
        if not word:
            raise Wrong(
                f"{tag} inconnu : id « {item.get('id', '')} » (« {text_of(item, 'Name')} ») ;"
                " donner le fichier en anglais"
            )
        found.append(word)
    return tuple(found)
