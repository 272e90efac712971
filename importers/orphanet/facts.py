"""What Orphanet's files say, one small value a fact, whatever the file's format, year or language.

`orpha` is always an ORPHA code. Readers yield these; nothing here knows of files or tables.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["group", "disorder", "subtype"]
Status = Literal["active", "deprecated", "obsolete", "non_rare"]
System = Literal["icd10", "icd11", "omim", "umls", "mesh", "meddra", "gard", "snomed", "mondo"]
PrevalenceKind = Literal["point", "birth", "incidence", "lifetime", "cases"]
DocumentKind = Literal[
    "nomenclature",
    "classification",
    "cross_references",
    "prevalence",
    "natural_history",
    "linearisation",
]


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of the nomenclature. `type` is Orphanet's English word ("Clinical group"), in
    whatever language the file is. The French CSV gives English names too, without any synonym:
    what it says of English is less than what an English pack says."""

    orpha: int
    name: str
    language: str
    level: Level
    type: str
    status: Status = "active"
    synonyms: tuple[str, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Redirect:
    """Where a retired code leads: `moved` to its successor, or `referred` to what may be meant."""

    orpha: int
    target: int
    kind: Literal["moved", "referred"]


@dataclass(frozen=True, slots=True)
class Classification:
    """One of Orphanet's classifications; `head` is the entity at its top, None when it has none."""

    number: int
    name: str
    language: str
    head: int | None


@dataclass(frozen=True, slots=True)
class Placed:
    """An entity met in a classification, which gives its name and type but not its level."""

    orpha: int
    name: str
    language: str
    type: str


@dataclass(frozen=True, slots=True)
class Link:
    """In a classification, `parent` stands right above `child`."""

    child: int
    parent: int
    classification: int


@dataclass(frozen=True, slots=True)
class Code:
    """The same disease elsewhere. `relation` is Orphanet's short mark: E exact, NTBT narrower term
    to broader term (the code says more than this entity), BTNT the reverse, ND not decided, W
    wrong; empty when the file gives none."""

    orpha: int
    system: System
    code: str
    relation: str = ""
    validated: bool | None = None


@dataclass(frozen=True, slots=True)
class Prevalence:
    """One figure of frequency. `value` is a mean: per 100,000 people or births, or a number of
    cases or families; None when only the class is known. `geography` is Orphanet's English word."""

    orpha: int
    kind: PrevalenceKind
    qualification: str
    prevalence_class: str
    value: float | None
    geography: str
    validated: bool
    source: str


@dataclass(frozen=True, slots=True)
class NaturalHistory:
    """Ages of onset and modes of inheritance, in Orphanet's English words."""

    orpha: int
    onsets: tuple[str, ...]
    inheritances: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preferred:
    """The head of the classification that Orphanet prefers for an entity (linearisation)."""

    orpha: int
    parent: int


Fact = (
    Entity
    | Redirect
    | Classification
    | Placed
    | Link
    | Code
    | Prevalence
    | NaturalHistory
    | Preferred
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line or an element that says too little, or nothing that is read here, to be a fact."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Document:
    """One file, or one member of an archive. `facts` reads it anew at each call, as a stream.

    `language` is an ISO 639-1 code; `released_on` the extraction date that the file states, ISO, or
    empty; `announced` the number of entities that it says it holds, None when it does not say.
    `left_out` is what the last reading of `facts` left out, complete once it was read to its end.
    """

    name: str
    kind: DocumentKind
    language: str
    released_on: str
    announced: int | None
    facts: Callable[[], Iterator[Fact]]
    left_out: list[LeftOut] = field(default_factory=list)
