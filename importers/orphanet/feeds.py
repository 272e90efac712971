"""What one import says of each table, as rows for the diff engine.

A file is the whole truth of what it covers and says nothing of the rest: the names, in its
language, of the entities that it lists; the classifications that it holds; the systems of codes
that it refers to. The rest is staged as it stands, if an earlier file of Orphanet's put it there.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.db.models import Model

from diseases.models import (
    Classification,
    Disease,
    DiseaseCode,
    DiseaseName,
    Prevalence,
    Redirect,
)
from diseases.words import folded_name, plain_name
from importers import hierarchy
from importers.feed import Feed
from importers.named_rows import as_sources_say, rows_named_by
from importers.orphanet.collected import Collected
from importers.orphanet.facts import DocumentKind, Entity, Placed
from importers.report import BrokenFile

SOURCE = "orphanet"
LONGEST_NAME = 300
PROVENANCE = ("source", "source_url", "licence", "evidence")
HOME, LICENCE = "https://www.orphadata.com", "CC BY 4.0 © INSERM/Orphanet"

DISEASE = (
    "orpha",
    "name",
    "name_language",
    "name_en",
    "level",
    "type",
    "status",
    "searchable",
    "official",
    "preferential_parent",
    "onsets",
    "inheritances",
    *PROVENANCE,
)
NAME_KEY = ("disease", "text", "language")
NAME = (*NAME_KEY, "kind", "search_text", "source", "evidence")
REDIRECT_KEY = ("disease", "target")
REDIRECT = (*REDIRECT_KEY, "kind")
CODE_KEY = ("disease", "system", "code")
CODE = (*CODE_KEY, "relation", "validated", *PROVENANCE)
PREVALENCE_KEY = (
    "disease",
    "kind",
    "geography",
    "prevalence_class",
    "qualification",
    "reference",
)
PREVALENCE = (*PREVALENCE_KEY, "value", "validated", *PROVENANCE)

LEVEL_OF_TYPE = {
    "Category": "group",
    "Clinical group": "group",
    "Clinical subtype": "subtype",
    "Etiological subtype": "subtype",
    "Histopathological subtype": "subtype",
}
"""For an entity that only a classification names; every other type is a disorder."""


def feeds(told: Collected) -> list[Feed]:
    """The tables of which these documents speak, parents first."""
    kinds = told.kinds()
    spoken = [
        Feed(
            "maladies", Disease, ("orpha",), DISEASE, Diseases(told).rows, path=SOURCE, partial=True
        )
    ]
    if told.entities or told.placed:
        rows = Names(told).rows
        spoken.append(Feed("noms de maladies", DiseaseName, NAME_KEY, NAME, rows, path=SOURCE))
    if told.redirects:  # the French CSV has none to tell
        redirects = partial(_redirects, told)
        spoken.append(Feed("renvois", Redirect, REDIRECT_KEY, REDIRECT, redirects, path=SOURCE))
    if "cross_references" in kinds:
        codes = partial(_codes, told)
        spoken.append(Feed("codes de maladies", DiseaseCode, CODE_KEY, CODE, codes, path=SOURCE))
    if "prevalence" in kinds:
        figures = partial(_prevalences, told)
        spoken.append(
            Feed("fréquences", Prevalence, PREVALENCE_KEY, PREVALENCE, figures, path=SOURCE)
        )
    if "classification" in kinds:
        spoken.append(_classification_feed(told))
    if told.links or told.preferred:
        spoken += hierarchy.feeds(partial(_links, told))
    return spoken


def _classification_feed(told: Collected) -> Feed:
    return Feed(
        "classifications",
        Classification,
        ("number",),
        ("number", "name", "head", "released_on"),
        partial(_classifications, told),
        path=SOURCE,
        partial=True,
    )


class Diseases:
    """One row an entity that the import speaks of: what it says, over what is known."""

    def __init__(self, told: Collected) -> None:
        self.told = told
        self.known = {row["orpha"]: row for row in as_sources_say(Disease.objects.all(), DISEASE)}
        self.source = source_of(told, "nomenclature")

    def rows(self) -> Iterator[list[Any]]:
        for orpha in sorted(self.told.codes_spoken_of()):
            row = self._row(orpha)
            if row is not None:
                yield [row[column] for column in DISEASE]

    def _row(self, orpha: int) -> dict[str, Any] | None:
        """None for a code that a product names and no nomenclature does."""
        entities = self.told.entities.get(orpha) or self.told.placed.get(orpha)
        row = dict(self.known.get(orpha) or ({"orpha": orpha} | BLANK if entities else {}))
        if not row:
            return None
        for entity in (entities or {}).values():
            self._describe(row, entity)
        if history := self.told.histories.get(orpha):
            row["onsets"], row["inheritances"] = list(history.onsets), list(history.inheritances)
        parent = self.told.preferred.get(orpha)
        if parent is not None and self._is_known(parent):
            row["preferential_parent"] = parent
        return row

    def _describe(self, row: dict[str, Any], entity: Entity | Placed) -> None:
        """A classification never overrides what a nomenclature said of a level."""
        if isinstance(entity, Placed) and row["orpha"] in self.known:
            return
        if entity.language == "fr" or not row["name"] or row["name_language"] == entity.language:
            row["name"], row["name_language"] = name_of(entity), entity.language
        if entity.language == "en":
            row["name_en"] = name_of(entity)
        row["type"] = entity.type
        row |= {"official": True, "searchable": True, "source": self.source}
        row |= {"source_url": HOME, "licence": LICENCE, "evidence": "sourced"}
        if isinstance(entity, Entity):
            row["level"], row["status"] = entity.level, entity.status
        else:
            row["level"] = LEVEL_OF_TYPE.get(entity.type, "disorder")

    def _is_known(self, orpha: int) -> bool:
        return orpha in self.known or orpha in self.told.entities or orpha in self.told.placed


BLANK: dict[str, Any] = {
    "name": "",
    "name_language": "",
    "name_en": "",
    "level": "disorder",
    "type": "",
    "status": "active",
    "preferential_parent": None,
    "onsets": [],
    "inheritances": [],
}


class Names:
    """The name and the synonyms of every entity, by language; of one that only a classification
    names and that was not known before this import, its name there."""

    def __init__(self, told: Collected) -> None:
        self.told = told
        languages = {document.language for document in told.documents}
        self.known = set(Disease.objects.values_list("orpha", flat=True))
        self.sources = {one: source_of(told, "nomenclature", one) for one in languages}

    def rows(self) -> Iterator[list[Any]]:
        for orpha, by_language in self.told.entities.items():
            for entity in by_language.values():
                yield from self._names(orpha, entity, entity.synonyms or ())
        for orpha, placed in self.told.placed.items():
            if orpha not in self.known and orpha not in self.told.entities:
                for one in placed.values():
                    yield from self._names(orpha, one, ())
        yield from kept(DiseaseName, NAME, self._is_covered)

    def _names(
        self, orpha: int, entity: Entity | Placed, synonyms: Iterable[str]
    ) -> Iterator[list[Any]]:
        seen: set[str] = set()
        source = self.sources[entity.language]
        others = (_storable(plain_name(synonym), orpha) for synonym in synonyms)
        for text in (name_of(entity), *others):
            if text in seen or not text:
                continue
            kind = "preferred" if not seen else "acronym" if is_acronym(text) else "synonym"
            seen.add(text)
            folded = folded_name(text)
            yield [orpha, text, entity.language, kind, folded, source, "sourced"]

    def _is_covered(self, row: dict[str, Any]) -> bool:
        entity = self.told.entities.get(row["disease"], {}).get(row["language"])
        return entity is not None and (
            entity.synonyms is not None or row["text"] == name_of(entity)
        )


def name_of(entity: Entity | Placed) -> str:
    return _storable(plain_name(entity.name), entity.orpha)


def _storable(name: str, orpha: int) -> str:
    if len(name) > LONGEST_NAME:
        message = f"un nom de {len(name)} signes à l'entité ORPHA:{orpha} ({LONGEST_NAME} au plus)"
        raise BrokenFile(SOURCE, message)
    return name


def is_acronym(text: str) -> bool:
    """One short word with at least two capitals: NF1, dRTA, SED-V."""
    return " " not in text and len(text) <= 12 and sum(c.isupper() for c in text) >= 2


def _redirects(told: Collected) -> Iterator[list[Any]]:
    known = _known(told)
    rows = {
        (one.orpha, one.target): one.kind
        for one in told.redirects
        if {one.orpha, one.target} <= known
    }
    yield from ([orpha, target, kind] for (orpha, target), kind in rows.items())
    yield from kept(
        Redirect,
        REDIRECT,
        lambda row: row["disease"] in told.entities or (row["disease"], row["target"]) in rows,
    )


def _codes(told: Collected) -> Iterator[list[Any]]:
    known = _known(told)
    systems = {one.system for one in told.codes.values()}
    provenance = [source_of(told, "cross_references"), HOME, LICENCE, "sourced"]
    for one in told.codes.values():
        if one.orpha in known:
            yield [one.orpha, one.system, one.code, one.relation, one.validated, *provenance]
    yield from kept(DiseaseCode, CODE, lambda row: row["system"] in systems)


def _prevalences(told: Collected) -> Iterator[list[Any]]:
    known = _known(told)
    provenance = [source_of(told, "prevalence"), HOME, LICENCE, "sourced"]
    rows: dict[tuple, list[Any]] = {}
    for one in told.prevalences:
        if one.orpha in known:
            figure = [one.orpha, one.kind, one.geography, one.prevalence_class, one.qualification]
            row = [*figure, one.source, one.value, one.validated, *provenance]
            rows.setdefault(tuple(row[: len(PREVALENCE_KEY)]), row)
    yield from rows.values()


def _classifications(told: Collected) -> Iterator[list[Any]]:
    released = {d.name: d.released_on for d in told.documents if d.kind == "classification"}
    date = min(filter(None, released.values()), default=None)
    for one in told.classifications.values():
        yield [one.number, one.name, one.head, date]


def _links(told: Collected) -> hierarchy.Told:
    links = ((link.child, link.parent, link.classification) for link in told.links)
    return links, told.classifications


def _known(told: Collected) -> set[int]:
    known = set(Disease.objects.values_list("orpha", flat=True))
    return known | told.entities.keys() | told.placed.keys()


def kept(
    model: type[Model], columns: tuple[str, ...], is_covered: Callable[[dict[str, Any]], bool]
) -> Iterator[list[Any]]:
    """The rows that earlier files of Orphanet's put there and that this import does not cover."""
    for row in as_sources_say(rows_named_by(model, SOURCE), columns):
        if not is_covered(row):
            yield [row[column] for column in columns]


def source_of(told: Collected, kind: DocumentKind, language: str = "") -> str:
    """ "Orphanet, fichiers du 2023-06-21": the dates that the files of a kind state."""
    dates = sorted(
        {
            document.released_on[:10]
            for document in told.documents
            if document.kind == kind and language in ("", document.language)
        }
        - {""}
    )
    return f"Orphanet, fichiers du {' et du '.join(dates)}" if dates else "Orphanet"
