"""data/resources/ -> the tables of resources: what one reads or joins, and the diseases of each."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Model

from diseases.models import Disease, Filiere
from importers.feed import Feed
from importers.files import read
from importers.nomenclature import PROVENANCE
from resources.models import (
    Association,
    AssociationDisease,
    DiseaseLink,
    EmergencyCard,
    EmergencyCardDisease,
    Protocol,
    ProtocolDisease,
)
from territories.models import Department

DOCUMENT = ("slug", "title", "year", "url", "url_precision", "note")
PROTOCOL = (*DOCUMENT, "author", "superseded")
EMERGENCY_CARD = (*DOCUMENT, "kind", "authors")
ASSOCIATION = (
    "slug",
    "name",
    "scope",
    "concerns",
    "website",
    "phone",
    "address",
    "postcode",
    "seat_city",
    "contact_year",
    "founded",
    "siren",
    "note",
)

Rows = Callable[[], Iterator[list[Any]]]


def folder() -> Path:
    return Path(settings.DATA_DIR) / "resources"


def feeds() -> list[Feed]:
    """The tables of resources, parents first."""
    return [
        Feed(
            title="PNDS",
            model=Protocol,
            key=("slug",),
            columns=(*PROTOCOL, *PROVENANCE),
            rows=_documents("protocols", Protocol, PROTOCOL),
            path="data/resources/protocols.csv",
        ),
        _links("maladies des PNDS", "protocol_diseases", Protocol, ProtocolDisease),
        Feed(
            title="cartes d'urgence",
            model=EmergencyCard,
            key=("slug",),
            columns=(*EMERGENCY_CARD, *PROVENANCE),
            rows=_documents("emergency_cards", EmergencyCard, EMERGENCY_CARD),
            path="data/resources/emergency_cards.csv",
        ),
        _links(
            "maladies des cartes", "emergency_card_diseases", EmergencyCard, EmergencyCardDisease
        ),
        Feed(
            title="associations",
            model=Association,
            key=("slug",),
            columns=(*ASSOCIATION, *PROVENANCE, "filiere", "department"),
            rows=_associations,
            path="data/resources/associations.csv",
        ),
        _links(
            "maladies des associations", "association_diseases", Association, AssociationDisease
        ),
    ]


def _documents(name: str, model: type[Model], columns: tuple[str, ...]) -> Rows:
    def rows() -> Iterator[list[Any]]:
        read_columns = (*columns, *PROVENANCE)
        for line in read(folder() / f"{name}.csv", read_columns):
            yield line.values(model, read_columns)

    return rows


def _associations() -> Iterator[list[Any]]:
    filieres = {code: code for code in Filiere.objects.values_list("code", flat=True)}
    departments = {code: code for code in Department.objects.values_list("code", flat=True)}
    columns = (*ASSOCIATION, *PROVENANCE)
    for line in read(folder() / "associations.csv", (*columns, "filiere", "department")):
        yield [
            *line.values(Association, columns),
            line.reference("filiere", filieres),
            line.reference("department", departments),
        ]


def _links(title: str, name: str, resource: type[Model], model: type[DiseaseLink]) -> Feed:
    """The feed of a file that says which diseases a resource speaks of, one a line."""

    def rows() -> Iterator[list[Any]]:
        slugs = {slug: slug for slug in resource._default_manager.values_list("slug", flat=True)}
        diseases = {str(orpha): orpha for orpha in Disease.objects.values_list("orpha", flat=True)}
        for line in read(folder() / f"{name}.csv", ("resource", "orpha", *PROVENANCE)):
            yield [
                line.reference("resource", slugs),
                line.reference("orpha", diseases),
                *line.values(model, PROVENANCE),
            ]

    return Feed(
        title=title,
        model=model,
        key=("resource", "disease"),
        columns=("resource", "disease", *PROVENANCE),
        rows=rows,
        path=f"data/resources/{name}.csv",
    )
