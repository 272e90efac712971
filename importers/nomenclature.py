"""data/diseases/: filières, ORPHA entities, their names and hierarchy -> the tables of diseases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from diseases.models import Ancestry, Disease, DiseaseEdge, DiseaseName, Filiere, OutOfScope
from foundations.text import fold
from importers.feed import Feed
from importers.files import Line, read

PROVENANCE = ("source", "source_url", "licence", "retrieved_on", "evidence")
FILIERE = ("code", "short_name", "name", "domain", "coordination", "website")
DISEASE = (
    "orpha",
    "name",
    "name_en",
    "level",
    "type",
    "filiere_evidence",
    "other_filieres",
    "prevalence",
    "prevalence_geography",
    "birth_prevalence",
    "birth_prevalence_geography",
    "icd10",
    "icd10_evidence",
    "searchable",
)
NAME = ("text", "kind", "language")

CLOSURE = """
WITH RECURSIVE
-- a classification belongs to the entity that has children in it and no parent
head AS (
    SELECT parent_id AS orpha, unnest(classifications) AS classification FROM diseases_diseaseedge
    EXCEPT
    SELECT child_id, unnest(classifications) FROM diseases_diseaseedge
),
above AS (
    SELECT child_id AS descendant, parent_id AS ancestor, 1 AS depth FROM diseases_diseaseedge
    UNION
    SELECT above.descendant, edge.parent_id, above.depth + 1
    FROM above JOIN diseases_diseaseedge AS edge ON edge.child_id = above.ancestor
    WHERE above.depth < 40
),
preferred AS (
    SELECT disease.orpha, head.classification
    FROM diseases_disease AS disease JOIN head ON head.orpha = disease.preferential_parent_id
),
inside AS (
    SELECT edge.child_id AS descendant, edge.parent_id AS ancestor, preferred.classification
    FROM preferred JOIN diseases_diseaseedge AS edge
    ON edge.child_id = preferred.orpha AND preferred.classification = ANY (edge.classifications)
    UNION
    SELECT inside.descendant, edge.parent_id, inside.classification
    FROM inside JOIN diseases_diseaseedge AS edge
    ON edge.child_id = inside.ancestor AND inside.classification = ANY (edge.classifications)
),
nearest AS (
    SELECT descendant, ancestor, min(depth) AS depth FROM above GROUP BY descendant, ancestor
)
SELECT nearest.descendant, nearest.ancestor, nearest.depth,
    EXISTS (SELECT FROM inside WHERE inside.descendant = nearest.descendant
            AND inside.ancestor = nearest.ancestor)
FROM nearest
"""
"""Every ancestor of every entity: shortest path, and whether some path stays inside the
classification that Orphanet prefers for the descendant (rule R1). An entity is never its own
ancestor: the hierarchy has no cycle, which the tests of data/ check."""


def folder() -> Path:
    return Path(settings.DATA_DIR) / "diseases"


def feeds() -> list[Feed]:
    """The tables of diseases, parents first."""
    return [
        Feed(
            title="filières",
            model=Filiere,
            key=("code",),
            columns=(*FILIERE, *PROVENANCE),
            rows=_filieres,
            path="data/diseases/filieres.csv",
        ),
        Feed(
            title="maladies",
            model=Disease,
            key=("orpha",),
            columns=(*DISEASE, *PROVENANCE, "filiere", "preferential_parent"),
            rows=_diseases,
            path="data/diseases/diseases.csv",
        ),
        Feed(
            title="noms de maladies",
            model=DiseaseName,
            key=("disease", "text", "language"),
            columns=("disease", *NAME, "search_text"),
            rows=_names,
            path="data/diseases/disease_names.csv",
        ),
        Feed(
            title="liens de la hiérarchie",
            model=DiseaseEdge,
            key=("child", "parent"),
            columns=("child", "parent", "classifications"),
            rows=_edges,
            path="data/diseases/disease_hierarchy.csv",
        ),
        Feed(
            title="maladies hors du champ",
            model=OutOfScope,
            key=("disease",),
            columns=("disease", "reason", "redirect", *PROVENANCE),
            rows=_out_of_scope,
            path="data/diseases/out_of_scope.csv",
        ),
        Feed(
            title="ascendances",
            model=Ancestry,
            key=("descendant", "ancestor"),
            columns=("descendant", "ancestor", "depth", "in_preferential"),
            query=CLOSURE,
        ),
    ]


def _filieres() -> Iterator[list[Any]]:
    columns = (*FILIERE, *PROVENANCE)
    for line in read(folder() / "filieres.csv", columns):
        yield line.values(Filiere, columns)


def _disease_lines() -> Iterator[Line]:
    columns = (*DISEASE, *PROVENANCE, "filiere", "preferential_parent")
    return read(folder() / "diseases.csv", columns)


def _codes() -> dict[str, int]:
    return {line["orpha"]: int(line["orpha"]) for line in _disease_lines()}


def _diseases() -> Iterator[list[Any]]:
    codes = _codes()
    filieres = {code: code for code in Filiere.objects.values_list("code", flat=True)}
    for line in _disease_lines():
        for other in line["other_filieres"].split("|") if line["other_filieres"] else []:
            if other not in filieres:
                raise line.broken(f"other_filieres : « {other} » est inconnu")
        yield [
            *line.values(Disease, (*DISEASE, *PROVENANCE)),
            line.reference("filiere", filieres),
            line.reference("preferential_parent", codes),
        ]


def _names() -> Iterator[list[Any]]:
    """The names of the diseases themselves, then their other names from a file of their own."""
    preferred = set()
    for line in _disease_lines():
        orpha = int(line["orpha"])
        for language, column in (("fr", "name"), ("en", "name_en")):
            text = line[column]
            if text:
                preferred.add((orpha, text, language))
                yield [orpha, text, DiseaseName.Kind.PREFERRED.value, language, fold(text)]
    codes = _codes()
    columns = ("orpha", *NAME, "source", "source_url", "licence", "evidence")
    for line in read(folder() / "disease_names.csv", columns):
        orpha = line.reference("orpha", codes)
        text, kind, language = line.values(DiseaseName, NAME)
        if (orpha, text, language) in preferred:
            raise line.broken(f"« {text} » est déjà le nom de {orpha}")
        yield [orpha, text, kind, language, fold(text)]


def _edges() -> Iterator[list[Any]]:
    codes = _codes()
    columns = ("child", "parent", "classifications", "source", "source_url", "licence")
    for line in read(folder() / "disease_hierarchy.csv", columns):
        yield [
            line.reference("child", codes),
            line.reference("parent", codes),
            *line.values(DiseaseEdge, ("classifications",)),
        ]


def _out_of_scope() -> Iterator[list[Any]]:
    codes = _codes()
    columns = ("reason", "redirect", *PROVENANCE)
    for line in read(folder() / "out_of_scope.csv", ("orpha", *columns)):
        yield [line.reference("orpha", codes), *line.values(OutOfScope, columns)]
