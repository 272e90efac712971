"""A file of data/ with one resource a line, and a file of links to diseases, as feeds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Model

from diseases.models import Disease, Filiere
from importers.feed import Feed
from importers.files import read
from importers.nomenclature import PROVENANCE
from resources.models import DiseaseLink, Guide, Pathway, Publication
from structures.models import Service, Structure
from territories.models import Department

FILIERE, DEPARTMENT, PATHWAY = "filiere", "department", "pathway"
GUIDE, PUBLICATION, UNIT = "guide", "publication", "unit"
REFERENCES: dict[str, type[Model]] = {
    FILIERE: Filiere,
    DEPARTMENT: Department,
    PATHWAY: Pathway,
    GUIDE: Guide,
    PUBLICATION: Publication,
    UNIT: Service,
}
"""Columns that hold the key of a row of another table; of a structure, its short address."""


def table(
    title: str,
    path: str,
    model: type[Model],
    columns: tuple[str, ...],
    *references: str,
    key: tuple[str, ...] = ("slug",),
) -> Feed:
    """The feed of data/<path>.csv: `references` are columns of `REFERENCES`, `key` names a row."""
    own = (*columns, *PROVENANCE)
    every = (*key, *(column for column in (*own, *references) if column not in key))

    def rows() -> Iterator[list[Any]]:
        known = {column: _keys(REFERENCES[column]) for column in references}
        for line in read(_file(path), every):
            said = dict(zip(own, line.values(model, own), strict=True))
            said |= {column: line.reference(column, known[column]) for column in references}
            yield [said[column] for column in every]

    return Feed(
        title=title, model=model, key=key, columns=every, rows=rows, path=f"data/{path}.csv"
    )


def links(
    title: str,
    path: str,
    resource: type[Model],
    model: type[DiseaseLink],
    key: tuple[str, ...] = ("resource", "disease"),
) -> Feed:
    """The feed of a file that says which diseases a resource speaks of, one a line."""

    def rows() -> Iterator[list[Any]]:
        slugs, diseases = _keys(resource), _keys(Disease)
        for line in read(_file(path), ("resource", "orpha", *PROVENANCE)):
            yield [
                line.reference("resource", slugs),
                line.reference("orpha", diseases),
                *line.values(model, PROVENANCE),
            ]

    return Feed(
        title=title,
        model=model,
        key=key,
        columns=("resource", "disease", *PROVENANCE),
        rows=rows,
        path=f"data/{path}.csv",
    )


def _file(path: str) -> Path:
    return Path(settings.DATA_DIR) / f"{path}.csv"


def _keys(model: type[Model]) -> dict[str, Any]:
    """The keys of a table by their text, as a file writes them."""
    written = "slug" if issubclass(model, Structure) else "pk"
    return {str(text): key for text, key in model._default_manager.values_list(written, "pk")}
