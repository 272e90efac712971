"""data/resources/ -> the tables of resources: what one reads, attends or joins, and for what."""

from collections.abc import Iterator
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
    Meeting,
    MeetingDisease,
    Protocol,
    ProtocolDisease,
    Training,
    TrainingDisease,
    Trial,
    TrialDisease,
    Video,
    VideoDisease,
)
from territories.models import Department

SHELVED = ("slug", "title", "url", "url_precision", "note")
DOCUMENT = (*SHELVED, "year")
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

MEETING = (*SHELVED, "kind", "level", "cadence", "who_may_submit", "how")
TRAINING = (*SHELVED, "kind", "organiser", "audience", "city", "hours", "price")
TRIAL = (
    *SHELVED,
    "acronym",
    "nct",
    "eu_ct",
    "eudract",
    "concerns",
    "design",
    "phase",
    "status",
    "status_words",
    "status_as_of",
    "sponsor",
    "age_min",
    "age_max",
    "enrolment",
    "site",
    "site_confirmed",
)
VIDEO = (*SHELVED, "presents", "year", "transcript")

FILIERE, DEPARTMENT = "filiere", "department"
REFERENCES: dict[str, type[Model]] = {FILIERE: Filiere, DEPARTMENT: Department}
"""Columns that hold the code of a row of another table."""


def folder() -> Path:
    return Path(settings.DATA_DIR) / "resources"


def feeds() -> list[Feed]:
    """The tables of resources, parents first."""
    return [
        _table("PNDS", "protocols", Protocol, PROTOCOL),
        _links("maladies des PNDS", "protocol_diseases", Protocol, ProtocolDisease),
        _table("cartes d'urgence", "emergency_cards", EmergencyCard, EMERGENCY_CARD),
        _links(
            "maladies des cartes", "emergency_card_diseases", EmergencyCard, EmergencyCardDisease
        ),
        _table("associations", "associations", Association, ASSOCIATION, FILIERE, DEPARTMENT),
        _links(
            "maladies des associations", "association_diseases", Association, AssociationDisease
        ),
        _table("RCP", "meetings", Meeting, MEETING, FILIERE),
        _links("maladies des RCP", "meeting_diseases", Meeting, MeetingDisease),
        _table("formations", "trainings", Training, TRAINING, FILIERE),
        _links("maladies des formations", "training_diseases", Training, TrainingDisease),
        _table("essais", "trials", Trial, TRIAL),
        _links("maladies des essais", "trial_diseases", Trial, TrialDisease),
        _table("vidéos", "videos", Video, VIDEO),
        _links("maladies des vidéos", "video_diseases", Video, VideoDisease),
    ]


def _table(
    title: str, name: str, model: type[Model], columns: tuple[str, ...], *references: str
) -> Feed:
    """The feed of a file of resources, one a line; `references` are columns of `REFERENCES`."""
    own = (*columns, *PROVENANCE)

    def rows() -> Iterator[list[Any]]:
        known = {column: _codes(REFERENCES[column]) for column in references}
        for line in read(folder() / f"{name}.csv", (*own, *references)):
            codes = [line.reference(column, known[column]) for column in references]
            yield [*line.values(model, own), *codes]

    return Feed(
        title=title,
        model=model,
        key=("slug",),
        columns=(*own, *references),
        rows=rows,
        path=f"data/resources/{name}.csv",
    )


def _codes(model: type[Model]) -> dict[str, Any]:
    """The keys of a table by their text, as a file writes them."""
    return {str(key): key for key in model._default_manager.values_list("pk", flat=True)}


def _links(title: str, name: str, resource: type[Model], model: type[DiseaseLink]) -> Feed:
    """The feed of a file that says which diseases a resource speaks of, one a line."""

    def rows() -> Iterator[list[Any]]:
        slugs, diseases = _codes(resource), _codes(Disease)
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
