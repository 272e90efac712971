"""Every published resource, read once and kept while nothing changes (`foundations.version`).

There are some hundreds of them, and an answer needs those of one disease: they are read together,
with what is told of their diseases, and read again at the first question after an edit. The rows
are shared by all questions and never written to. What rests on general knowledge is left out,
resources and links alike.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic

from django.db.models import QuerySet

from diseases.models import Disease
from foundations.outlines import joined
from foundations.provenance import Evidence
from foundations.version import Watched, current_version
from resources.found import Found, R, Resources
from resources.models import (
    Association,
    AssociationDisease,
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
from resources.pathways import HeldPathways, read_pathways

HIDDEN = Evidence.GENERAL_KNOWLEDGE


@dataclass(frozen=True, slots=True)
class Shelf(Generic[R]):
    """The resources of one kind, in order: by disease, and by filière those that stand for it."""

    by_disease: dict[int, list[Found[R]]]
    by_filiere: dict[str, list[Found[R]]] = field(default_factory=dict)

    def found(self, codes: Sequence[int], filiere: str = "") -> tuple[Found[R], ...]:
        """Each resource once, through the first of the codes that it names, then the filière.

        A category counts only when it is the first code.
        """
        kept: dict[str, Found[R]] = {}
        for code in codes:
            for found in self.by_disease.get(code, ()):
                if code == codes[0]:
                    kept.setdefault(found.resource.pk, found)
                elif not _names_a_category(found):
                    kept.setdefault(found.resource.pk, replace(found, match="ancestor"))
        for found in self.by_filiere.get(filiere, ()):
            kept.setdefault(found.resource.pk, found)
        return tuple(kept.values())


@dataclass(frozen=True, slots=True)
class HeldResources:
    """One version of all resources."""

    version: int
    filieres: dict[int, str]
    protocols: Shelf[Protocol]
    emergency_cards: Shelf[EmergencyCard]
    associations: Shelf[Association]
    meetings: Shelf[Meeting]
    trainings: Shelf[Training]
    trials: Shelf[Trial]
    videos: Shelf[Video]
    pathways: HeldPathways

    def for_disease(self, orpha: int, ancestors: Sequence[int]) -> Resources:
        """What speaks of the disease, then of its ancestors, nearest first. No query.

        Protocols that a newer one replaces come last. Associations end with those of the filière,
        which may stand for other diseases of the field; meetings and trainings with those of the
        filière that name no disease, which stand for all of them.
        """
        codes = [orpha, *ancestors]
        filiere = self.filieres.get(orpha, "")
        protocols = self.protocols.found(codes)
        return Resources(
            protocols=tuple(sorted(protocols, key=lambda found: found.resource.superseded)),
            emergency_cards=self.emergency_cards.found(codes),
            associations=self.associations.found(codes, filiere),
            meetings=self.meetings.found(codes, filiere),
            trainings=self.trainings.found(codes, filiere),
            trials=self.trials.found(codes),
            videos=self.videos.found(codes),
        )


_held: HeldResources | None = None


def current_resources() -> HeldResources:
    """The resources as they stand now: one small query when nothing has changed."""
    global _held
    version = current_version(Watched.RESOURCES)
    if _held is None or _held.version != version:
        _held = _read(version)
    return _held


def _read(version: int) -> HeldResources:
    protocols = sorted(Protocol.objects.published(), key=_newest_first)
    cards = sorted(EmergencyCard.objects.published(), key=_by_kind)
    associations = sorted(_associations(), key=_by_name)
    meetings = sorted(Meeting.objects.published().select_related("filiere"), key=_by_title)
    trainings = sorted(
        Training.objects.published().select_related("filiere"), key=_by_kind_of_training
    )
    trials = sorted(Trial.objects.published(), key=_by_status)
    videos = sorted(Video.objects.published(), key=_by_title)
    return HeldResources(
        version=version,
        filieres=_filieres_of_diseases(),
        protocols=Shelf(_by_disease(protocols, ProtocolDisease)),
        emergency_cards=Shelf(_by_disease(cards, EmergencyCardDisease)),
        associations=Shelf(
            _by_disease(associations, AssociationDisease), _by_filiere(associations)
        ),
        meetings=Shelf(
            _by_disease(meetings, MeetingDisease),
            _by_filiere(_naming_no_disease(meetings, MeetingDisease)),
        ),
        trainings=Shelf(
            _by_disease(trainings, TrainingDisease),
            _by_filiere(_naming_no_disease(trainings, TrainingDisease)),
        ),
        trials=Shelf(_by_disease(trials, TrialDisease)),
        videos=Shelf(_by_disease(videos, VideoDisease)),
        pathways=read_pathways(),
    )


def _associations() -> QuerySet[Association]:
    """Without the polygons of their departments: heavy, and of no use here."""
    return joined(Association.objects.published(), "filiere", "department")


def _filieres_of_diseases() -> dict[int, str]:
    filed = Disease.objects.exclude(filiere=None).exclude(filiere_evidence=HIDDEN)
    return dict(filed.values_list("orpha", "filiere"))


def _by_disease(rows: Sequence[Any], links: type[Any]) -> dict[int, list[Found[Any]]]:
    """The rows by the disease that a published link names, each in the order of `rows`."""
    place = {row.pk: number for number, row in enumerate(rows)}
    published = links.objects.published().filter(resource__in=list(place))
    found: dict[int, list[Found[Any]]] = {}
    for link in sorted(
        published.select_related("disease"), key=lambda link: place[link.resource_id]
    ):
        row = rows[place[link.resource_id]]
        to_verify = Evidence.TO_VERIFY in (link.evidence, row.evidence)
        found.setdefault(link.disease_id, []).append(Found(row, "exact", link.disease, to_verify))
    return found


def _by_filiere(rows: Iterable[Any]) -> dict[str, list[Found[Any]]]:
    found: dict[str, list[Found[Any]]] = {}
    for row in rows:
        if row.filiere_id:
            to_verify = row.evidence == Evidence.TO_VERIFY
            found.setdefault(row.filiere_id, []).append(Found(row, "filiere", None, to_verify))
    return found


def _naming_no_disease(rows: Iterable[Any], links: type[Any]) -> list[Any]:
    """The rows without any link, not even one that is hidden."""
    linked = set(links.objects.values_list("resource", flat=True))
    return [row for row in rows if row.pk not in linked]


def _names_a_category(found: Found[Any]) -> bool:
    return found.through is not None and found.through.type == Disease.CATEGORY


def _newest_first(protocol: Protocol) -> tuple[Any, ...]:
    return (-(protocol.year or 0), protocol.title, protocol.slug)


def _by_kind(card: EmergencyCard) -> tuple[Any, ...]:
    return (EmergencyCard.Kind.values.index(card.kind), card.title, card.slug)


def _by_kind_of_training(training: Training) -> tuple[Any, ...]:
    return (Training.Kind.values.index(training.kind), training.title, training.slug)


def _by_status(trial: Trial) -> tuple[Any, ...]:
    return (Trial.Status.values.index(trial.status), trial.title, trial.slug)


def _by_name(association: Association) -> tuple[Any, ...]:
    return (association.name, association.slug)


def _by_title(row: Meeting | Video) -> tuple[Any, ...]:
    return (row.title, row.slug)
