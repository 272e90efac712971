"""What is found for a disease: resources, and through which disease each was found."""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from diseases.models import Disease
from resources.models import (
    Association,
    EmergencyCard,
    Meeting,
    Protocol,
    Training,
    Trial,
    Video,
)

R = TypeVar("R", Protocol, EmergencyCard, Association, Meeting, Training, Trial, Video)
MatchLevel = Literal["exact", "ancestor", "filiere"]


@dataclass(frozen=True, slots=True)
class Found(Generic[R]):
    """A resource, how it was found, and the disease through which: None for the filière."""

    resource: R
    match: MatchLevel
    through: Disease | None
    to_verify: bool


@dataclass(frozen=True, slots=True)
class Resources:
    """All that there is for a disease; each kind in the order in which it is shown."""

    protocols: tuple[Found[Protocol], ...] = ()
    emergency_cards: tuple[Found[EmergencyCard], ...] = ()
    associations: tuple[Found[Association], ...] = ()
    meetings: tuple[Found[Meeting], ...] = ()
    trainings: tuple[Found[Training], ...] = ()
    trials: tuple[Found[Trial], ...] = ()
    videos: tuple[Found[Video], ...] = ()
