"""How the queue does: what waits, since when, what the decisions were."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Min, Q
from django.utils import timezone

from contributions.models import Suggestion

State = Suggestion.State
PERIOD = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Statistics:
    """`days_to_decide` is the mean over the last year, None before a first decision."""

    waiting: int
    oldest: date | None
    accepted: int
    refused: int
    duplicates: int
    days_to_decide: float | None


def statistics() -> Statistics:
    """One query."""
    since = timezone.localdate() - PERIOD
    recent = Q(moderated_on__gte=since)
    took = ExpressionWrapper(F("moderated_on") - F("received_on"), output_field=DurationField())
    waiting = Q(state=State.NEW)
    found = Suggestion.objects.aggregate(
        waiting=Count("pk", filter=waiting),
        oldest=Min("received_on", filter=waiting),
        accepted=Count("pk", filter=recent & Q(state=State.ACCEPTED)),
        refused=Count("pk", filter=recent & Q(state=State.REFUSED)),
        duplicates=Count("pk", filter=recent & Q(state=State.DUPLICATE)),
        took=Avg(took, filter=recent),
    )
    mean = found.pop("took")
    days = None if mean is None else mean / timedelta(days=1)
    return Statistics(**found, days_to_decide=days)
