"""How long what others tell us is kept; the privacy page says the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils import timezone

from contributions.models import Decided, Suggestion, VerificationAnswer, VerificationRequest
from contributions.rate import forget_past_days

REFUSED_KEPT = timedelta(days=183)
"""Refused, or a duplicate: long enough to answer for the decision."""

ACCEPTED_KEPT = timedelta(days=731)
"""Accepted, or answered by a centre: the trace of why the directory says what it says."""

AT_ONCE = 500
"""Rows a statement: each is committed by itself, so that stopping loses nothing."""

State = Decided.State


@dataclass(frozen=True, slots=True)
class Purged:
    """How many rows one rule took away."""

    what: str
    count: int


def purge() -> Iterator[Purged]:
    """Take away what was kept long enough. Stopped at any moment, it goes on when run again."""
    yield Purged("adresses de réponse", _forget_reply_addresses())
    decided = {"moderated_on__lt": timezone.localdate() - REFUSED_KEPT}
    closed = [State.REFUSED, State.DUPLICATE]
    accepted = {
        "state": State.ACCEPTED,
        "moderated_on__lt": timezone.localdate() - ACCEPTED_KEPT,
    }
    suggestions, answers = Suggestion.objects.all(), VerificationAnswer.objects.all()
    yield Purged("refusés et doublons", _delete(suggestions.filter(state__in=closed, **decided)))
    yield Purged("acceptés", _delete(suggestions.filter(**accepted)))
    yield Purged("réponses refusées", _delete(answers.filter(state__in=closed, **decided)))
    yield Purged("réponses acceptées", _delete(answers.filter(**accepted)))
    old = timezone.localdate() - ACCEPTED_KEPT
    asked = VerificationRequest.objects.filter(asked_on__lt=old, answer=None)
    yield Purged("demandes de vérification", _delete(asked))
    yield Purged("comptages", forget_past_days())


def _forget_reply_addresses() -> int:
    return Suggestion.objects.with_stale_reply_address().update(reply_address="")


def _delete(rows: models.QuerySet) -> int:
    gone = 0
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        rows.model._default_manager.filter(pk__in=keys).delete()
        gone += len(keys)
    return gone
