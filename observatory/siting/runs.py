"""The searches asked on a page: which wait, which stand, and how long they are kept."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from observatory.models import SitingRun
from observatory.siting.question import SitingQuestion, read_siting

MOST_WAITING = 10
KEPT = timedelta(days=7)
MOST_KEPT = 1_000
MOST_ATTEMPTS = 3
"""Workers that may die over one search before it is said to have failed."""


class QueueFull(Exception):
    """As many searches wait as may."""


def ask(question: SitingQuestion, versions: str) -> SitingRun:
    """The search of this question of these data: the one that stands, or one more that waits.

    Raises QueueFull.
    """
    same = {"parameters": question.parameters, "versions": versions}
    if standing := _standing(same):
        return standing
    if SitingRun.objects.filter(state__in=SitingRun.QUEUED).count() >= MOST_WAITING:
        raise QueueFull
    try:
        with transaction.atomic():
            return SitingRun.objects.create(**same)
    except IntegrityError:  # somebody asked it at the same moment
        return SitingRun.objects.get(state__in=SitingRun.STANDING, **same)


def _standing(same: dict) -> SitingRun | None:
    return SitingRun.objects.filter(state__in=SitingRun.STANDING, **same).first()


def question_of(run: SitingRun) -> SitingQuestion:
    """Raises Problem for what the data no longer know."""
    return read_siting(run.parameters)


def ahead_of(run: SitingRun) -> int:
    """How many searches come before one that waits."""
    return unfinished().filter(asked_on__lt=run.asked_on).count()


def unfinished() -> QuerySet[SitingRun]:
    """Those that wait, or run."""
    return SitingRun.objects.filter(state__in=SitingRun.UNFINISHED)


def next_run() -> SitingRun | None:
    """The first that waits."""
    waiting = SitingRun.objects.filter(state__in=SitingRun.QUEUED)
    return waiting.order_by("asked_on", "pk").first()


def recover() -> None:
    """For the one who works: what is said to run was left by a process that died."""
    left = SitingRun.objects.filter(state=SitingRun.State.RUNNING)
    left.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=SitingRun.State.FAILED, ended_on=timezone.now()
    )
    left.update(state=SitingRun.State.INTERRUPTED)


def remove_old() -> None:
    """What was asked some days ago, and the oldest when there are too many."""
    finished = SitingRun.objects.exclude(state__in=SitingRun.UNFINISHED)
    finished.filter(asked_on__lt=timezone.now() - KEPT).delete()
    kept = finished.order_by("-asked_on").values("pk")[:MOST_KEPT]
    finished.exclude(pk__in=kept).delete()


def begin(run: SitingRun) -> None:
    SitingRun.objects.filter(pk=run.pk).update(
        state=SitingRun.State.RUNNING,
        started_on=timezone.now(),
        attempts=F("attempts") + 1,
        stage="",
        fraction=None,
        best=None,
    )
