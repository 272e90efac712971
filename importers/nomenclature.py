"""data/diseases/: filières, ORPHA entities, their names and hierarchy -> the tables of diseases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from diseases.models import (
    Classification,
    Disease,
    DiseaseCode,
    DiseaseEdge,
    DiseaseName,
    Filiere,
    OutOfScope,
    Prevalence,
)
from diseases.words import folded_name
from importers import hierarchy
from importers.diff import SHIPPED
from importers.feed import Feed
from importers.files import Line, read
from importers.named_rows import rows_named_beside

PROVENANCE = ("source", "source_url", "licence", "retrieved_on", "evidence")
FILIERE = ("code", "short_name", "name", "domain", "coordination", "website")
DISEASE = (
    "orpha",
    "name",
    "name_en",
    "level",
    "type",
    "status",
    "filiere_evidence",
    "other_filieres",
    "searchable",
)
NAME = ("text", "kind", "language")
SOURCED = ("source", "source_url", "licence", "evidence")
CODE = ("system", "code", "relation")
PREVALENCE = ("kind", "geography", "prevalence_class")

OFFICIAL = (
    "name",
    "name_en",
    "level",
    "type",
    "status",
    "searchable",
    "preferential_parent",
    *PROVENANCE,
)
"""What a loaded file of Orphanet says better than our selection of 2023."""


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
            kept={"official": OFFICIAL},
        ),
        Feed(
            title="noms de maladies",
            model=DiseaseName,
            key=("disease", "text", "language"),
            columns=("disease", *NAME, "search_text", "shared", "source", "evidence"),
            rows=_names,
            path="data/diseases/disease_names.csv",
        ),
        Feed(
            title="codes de maladies",
            model=DiseaseCode,
            key=("disease", "system", "code"),
            columns=("disease", *CODE, *SOURCED),
            rows=_codes_elsewhere,
            path="data/diseases/disease_codes.csv",
        ),
        Feed(
            title="fréquences",
            model=Prevalence,
            key=("disease", "kind", "geography", "prevalence_class", "qualification", "reference"),
            columns=("disease", *PREVALENCE, "qualification", "reference", *SOURCED),
            rows=_prevalences,
            path="data/diseases/disease_prevalences.csv",
        ),
        Feed(
            title="classifications",
            model=Classification,
            key=("number",),
            columns=("number", "name", "head"),
            rows=_classifications,
            path="data/diseases/classifications.csv",
            partial=True,
        ),
        Feed(
            title="maladies hors du champ",
            model=OutOfScope,
            key=("disease",),
            columns=("disease", "reason", "redirect", *PROVENANCE),
            rows=_out_of_scope,
            path="data/diseases/out_of_scope.csv",
        ),
        *hierarchy.feeds(_links),
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
    """The names of the diseases themselves, then their other names from a file of their own.

    What a file of Orphanet says too is left to it, here and for the codes.
    """
    named = rows_named_beside(DiseaseName, SHIPPED)
    official = set(named.values_list("disease", "text", "language"))
    for row in _shipped_names():
        if (row[0], row[1], row[3]) not in official:
            yield row


def _shipped_names() -> Iterator[list[Any]]:
    preferred = set()
    for line in _disease_lines():
        orpha = int(line["orpha"])
        source, evidence = line.values(DiseaseName, ("source", "evidence"))
        for language, column in (("fr", "name"), ("en", "name_en")):
            text = line[column]
            if text:
                preferred.add((orpha, text, language))
                kind, shared = DiseaseName.Kind.PREFERRED.value, False
                yield [orpha, text, kind, language, folded_name(text), shared, source, evidence]
    codes = _codes()
    for line in read(folder() / "disease_names.csv", ("orpha", *NAME, "shared", *SOURCED)):
        orpha = line.reference("orpha", codes)
        text, kind, language, shared = line.values(DiseaseName, (*NAME, "shared"))
        if (orpha, text, language) in preferred:
            raise line.broken(f"« {text} » est déjà le nom de {orpha}")
        source, evidence = line.values(DiseaseName, ("source", "evidence"))
        yield [orpha, text, kind, language, folded_name(text), shared, source, evidence]


def _codes_elsewhere() -> Iterator[list[Any]]:
    codes = _codes()
    named = rows_named_beside(DiseaseCode, SHIPPED)
    official = set(named.values_list("disease", "system", "code"))
    for line in read(folder() / "disease_codes.csv", ("orpha", *CODE, *SOURCED)):
        row = [line.reference("orpha", codes), *line.values(DiseaseCode, (*CODE, *SOURCED))]
        if tuple(row[:3]) not in official:
            yield row


def _prevalences() -> Iterator[list[Any]]:
    codes = _codes()
    for line in read(folder() / "disease_prevalences.csv", ("orpha", *PREVALENCE, *SOURCED)):
        orpha = line.reference("orpha", codes)
        yield [
            orpha,
            *line.values(Prevalence, PREVALENCE),
            "",
            "",
            *line.values(Prevalence, SOURCED),
        ]


def _classifications() -> Iterator[list[Any]]:
    """Those of which no file of Orphanet was loaded since."""
    codes = _codes()
    loaded = _loaded_classifications()
    columns = ("number", "name", "head", "source", "source_url", "licence")
    for line in read(folder() / "classifications.csv", columns):
        number, name = line.values(Classification, ("number", "name"))
        if number not in loaded:
            yield [number, name, line.reference("head", codes)]


def _links() -> hierarchy.Told:
    codes = _codes()
    loaded = _loaded_classifications()
    columns = ("child", "parent", "classifications", "source", "source_url", "licence")
    links: list[hierarchy.Link] = []
    told = set()
    for line in read(folder() / "disease_hierarchy.csv", columns):
        child, parent = line.reference("child", codes), line.reference("parent", codes)
        (numbers,) = line.values(DiseaseEdge, ("classifications",))
        told.update(numbers)
        links += [(child, parent, number) for number in numbers if number not in loaded]
    return links, told - loaded


def _loaded_classifications() -> set[int]:
    loaded = Classification.objects.filter(released_on__isnull=False)
    return set(loaded.values_list("number", flat=True))


def _out_of_scope() -> Iterator[list[Any]]:
    codes = _codes()
    columns = ("reason", "redirect", *PROVENANCE)
    for line in read(folder() / "out_of_scope.csv", ("orpha", *columns)):
        yield [line.reference("orpha", codes), *line.values(OutOfScope, columns)]
