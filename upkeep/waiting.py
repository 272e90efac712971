"""The queues on the first page of the back office, each with how many wait."""

from functools import lru_cache

from django.utils import timezone

from foundations import to_do
from foundations.corrections import changed_since
from foundations.version import current_version
from upkeep import doubts, phones, placing, verification
from upkeep.duplicates import finder
from upkeep.queue import VIEW
from upkeep.verification import Wanted


def register_queues() -> None:
    to_do.register("À vérifier", "upkeep:to_verify", to_verify, VIEW)
    to_do.register("Téléphones à trouver", "upkeep:phones", without_phone, VIEW)
    to_do.register("Désaccords avec une source", "upkeep:conflicts", disagreements, VIEW)
    to_do.register("À placer", "upkeep:to_place", to_place, VIEW)
    to_do.register("Points douteux", "upkeep:doubtful_points", doubtful_points, VIEW)
    to_do.register(
        "Doublons possibles", "upkeep:duplicates", duplicates, "upkeep.view_duplicatepair"
    )


def to_verify() -> int:
    return verification.count(Wanted(), timezone.localdate())


def without_phone() -> int:
    return phones.listed(phones.MISSING, timezone.localdate()).count()


def disagreements() -> int:
    return changed_since().count()


def to_place() -> int:
    return placing.without_point().count()


def doubtful_points() -> int:
    return _doubtful_points_at(current_version())


@lru_cache(maxsize=1)
def _doubtful_points_at(version: int) -> int:
    """Every point is held against an outline: counted once a state of the directory."""
    return doubts.doubtful_points().count()


def duplicates() -> int:
    return finder.to_settle().count()
