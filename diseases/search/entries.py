"""The names as the index holds them, and which come first among equal matches."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Described(NamedTuple):
    """What a result says of a disease. `leads_to` are the codes that replace it, or that it refers
    to once retired; `successor` is the one that replaces a deprecated code."""

    orpha: int
    name: str
    name_language: str
    level: str
    type: str
    filiere: str
    status: str
    prevalence_classes: tuple[str, ...] = ()
    leads_to: tuple[int, ...] = ()

    @property
    def successor(self) -> int | None:
        return self.leads_to[0] if self.status == "deprecated" and self.leads_to else None


class Entry(NamedTuple):
    """A name of a disease; `folded` is how it is compared. `shared`: Orphanet gives it to other
    diseases too, which may not be known here."""

    disease: Described
    text: str
    folded: str
    kind: str
    language: str
    shared: bool = False


STATUS = {"active": 0, "non_rare": 400, "deprecated": 500, "obsolete": 600}
LEVEL = {"disorder": 0, "group": 10, "subtype": 30}
CATEGORY = 60
UNASSIGNED = 100
PREVALENCE = {
    ">1/1000": 0,
    "6-9/10000": 5,
    "1-5/10000": 10,
    "1-9/100000": 20,
    "1-9/1000000": 35,
    "<1/1000000": 50,
}
UNKNOWN_PREVALENCE = 45
KIND = {"preferred": 0, "lay": 1, "acronym": 1, "synonym": 2}
FOREIGN = 3


def weight(entry: Entry) -> int:
    """The common meaning of a short word comes first, the lowest weight being the most common.

    What is in use before what is retired, the diseases that a filière takes care of, disorders
    before groups and subtypes, frequent before rare (Orphanet's classes, the most frequent
    anywhere); between equals, the French name itself before its synonyms.
    """
    disease = entry.disease
    return (
        STATUS[disease.status]
        + (0 if disease.filiere else UNASSIGNED)
        + (CATEGORY if disease.type == "Category" else LEVEL[disease.level])
        + _frequency(disease.prevalence_classes)
        + KIND[entry.kind]
        + (0 if entry.language == "fr" else FOREIGN)
    )


def _frequency(classes: Iterable[str]) -> int:
    known = [PREVALENCE.get(one.replace(" ", "")) for one in classes]
    return min((step for step in known if step is not None), default=UNKNOWN_PREVALENCE)


def by_weight(entries: Iterable[Entry]) -> list[Entry]:
    """In the order in which equal matches are shown; the last criterion is unique."""
    return sorted(
        entries,
        key=lambda e: (weight(e), len(e.text), e.disease.orpha, e.text, e.language),
    )


def followed(entries: Iterable[Entry], diseases: Mapping[int, Described]) -> list[Entry]:
    """The entries, those of a deprecated code speaking of its successor."""
    return [
        entry._replace(disease=diseases.get(entry.disease.successor or 0, entry.disease))
        for entry in entries
    ]
