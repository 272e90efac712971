"""What the public may read of each shelf: rows with what is told of them, in their order."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from diseases.models import Disease, Filiere
from foundations.outlines import joined
from foundations.provenance import Evidence
from foundations.text import fold
from resources.models import (
    EmergencyCard,
    EmergencyCardDisease,
    Meeting,
    MeetingDisease,
    Protocol,
    ProtocolDisease,
    PublicationUnit,
    ResearchTheme,
    Training,
    TrainingDisease,
    Trial,
    TrialDisease,
    Video,
    VideoDisease,
)
from structures.models import Category, Service, ServiceDisease

HIDDEN = Evidence.GENERAL_KNOWLEDGE


def with_diseases(rows: QuerySet[Any], links: type[Any]) -> QuerySet[Any]:
    """Each row with its published links, and the disease of each; one query more."""
    told = links.objects.published().select_related("disease__filiere").order_by("disease__name")
    return rows.prefetch_related(Prefetch("links", queryset=told, to_attr="told"))


def protocols() -> list[Protocol]:
    """The newest of each title first within the alphabet; what is replaced comes last."""
    rows = with_diseases(Protocol.objects.published(), ProtocolDisease)
    return sorted(rows, key=lambda row: (row.superseded, fold(row.title), row.slug))


def emergency_cards() -> list[EmergencyCard]:
    rows = with_diseases(EmergencyCard.objects.published(), EmergencyCardDisease)
    return sorted(rows, key=lambda row: (fold(row.title), row.slug))


def meetings() -> list[Meeting]:
    rows = Meeting.objects.published().select_related("filiere")
    found = with_diseases(rows, MeetingDisease)
    return sorted(found, key=lambda row: (fold(row.title), row.slug))


def trainings() -> list[Training]:
    rows = Training.objects.published().select_related("filiere")
    found = with_diseases(rows, TrainingDisease)
    return sorted(found, key=lambda row: (fold(row.title), row.slug))


def trials() -> list[Trial]:
    """Those whose state was told last come first."""
    found = with_diseases(Trial.objects.published(), TrialDisease)
    by_title = sorted(found, key=lambda row: (fold(row.title), row.slug))
    return sorted(by_title, key=lambda row: row.status_as_of, reverse=True)


def videos() -> list[Video]:
    found = with_diseases(Video.objects.published(), VideoDisease)
    return sorted(found, key=lambda row: (fold(row.title), row.slug))


def services(*categories: Category) -> QuerySet[Any]:
    rows = Service.objects.published().filter(category__in=categories)
    placed = joined(rows, "establishment", "commune", "department")
    return with_diseases(placed.order_by("name", "slug"), ServiceDisease)


def laboratories() -> list[Service]:
    return list(services(Category.LABORATORY, Category.PLATFORM))


def research_units() -> list[Service]:
    """With their themes, and the publications that they signed, newest first."""
    works = (
        PublicationUnit.objects.published()
        .exclude(publication__evidence=HIDDEN)
        .select_related("publication")
        .order_by("-publication__year", "publication__title", "publication")
    )
    return list(
        services(Category.RESEARCH_UNIT).prefetch_related(
            Prefetch("themes", ResearchTheme.objects.published().order_by("position"), "topics"),
            Prefetch("signatures", works, "works"),
        )
    )


def diseases_of(row: Any) -> list[Disease]:
    return [link.disease for link in row.told]


def filieres_of(row: Any) -> list[Filiere]:
    """Its own filière, else those of its diseases; what rests on general knowledge is left out."""
    own = getattr(row, "filiere", None)
    if own is not None:
        return [own]
    found = {
        disease.filiere_id: disease.filiere
        for disease in diseases_of(row)
        if disease.filiere is not None and disease.filiere_evidence != HIDDEN
    }
    return [found[code] for code in sorted(filter(None, found))]


def presenting_a_structure(rows: list[Video]) -> int:
    """How many videos present a structure of the directory; none until a video names its own."""
    return sum(row.structure_id is not None for row in rows)
