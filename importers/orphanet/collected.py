"""The facts of one import by subject, as its documents told them; the last document wins."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from importers.orphanet.facts import (
    Classification,
    Code,
    Document,
    Entity,
    Fact,
    Link,
    NaturalHistory,
    Placed,
    Preferred,
    Prevalence,
    Redirect,
)
from importers.report import Progress


@dataclass
class Collected:
    """Everything that the documents of one import say.

    `entities` are by ORPHA code, then language. `placed` are those that a classification names
    and no nomenclature of this import describes.
    """

    documents: list[Document] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    entities: dict[int, dict[str, Entity]] = field(default_factory=dict)
    placed: dict[int, dict[str, Placed]] = field(default_factory=dict)
    redirects: list[Redirect] = field(default_factory=list)
    classifications: dict[int, Classification] = field(default_factory=dict)
    links: set[Link] = field(default_factory=set)
    codes: dict[tuple[int, str, str], Code] = field(default_factory=dict)
    prevalences: list[Prevalence] = field(default_factory=list)
    histories: dict[int, NaturalHistory] = field(default_factory=dict)
    preferred: dict[int, int] = field(default_factory=dict)

    def kinds(self) -> set[str]:
        return {document.kind for document in self.documents}

    def codes_spoken_of(self) -> set[int]:
        """Every ORPHA code that is the subject of some fact."""
        return {
            *self.entities,
            *self.placed,
            *self.histories,
            *self.preferred,
            *(orpha for orpha, _, _ in self.codes),
            *(one.orpha for one in self.prevalences),
        }

    def _add(self, fact: Fact) -> None:
        match fact:
            case Entity():
                by_language = self.entities.setdefault(fact.orpha, {})
                if fact.synonyms is not None or fact.language not in by_language:
                    by_language[fact.language] = fact
            case Placed():
                self.placed.setdefault(fact.orpha, {})[fact.language] = fact
            case Link():
                self.links.add(fact)
            case Redirect():
                self.redirects.append(fact)
            case Classification():
                self.classifications[fact.number] = fact
            case Code():
                self.codes[fact.orpha, fact.system, fact.code] = fact
            case Prevalence():
                self.prevalences.append(fact)
            case NaturalHistory():
                self.histories[fact.orpha] = fact
            case Preferred():
                self.preferred[fact.orpha] = fact.parent


def collect(documents: Iterable[Document], progress: Progress) -> Collected:
    """Read the documents through. Raises BrokenFile for the first that is broken."""
    collected = Collected()
    for document in documents:
        progress.start(_short(document.name), total=document.announced)
        count = 0
        for fact in _told(document, progress):
            collected._add(fact)
            count += 1
        progress.done()
        collected.documents.append(document)
        collected.counts[document.name] = count
    return collected


def _told(document: Document, progress: Progress) -> Iterator[Fact]:
    for fact in document.facts():
        if isinstance(fact, Entity | Link):
            progress.advance()
        yield fact


def _short(name: str) -> str:
    return name.rsplit("/", 1)[-1][:34]
