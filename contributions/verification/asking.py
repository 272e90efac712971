"""Asks for a verification: one open request a structure, a new one closes the one before."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from contributions.models import VerificationRequest
from structures.models import Structure


@transaction.atomic
def ask(structure: Structure, by: Any) -> VerificationRequest:
    yesterday = timezone.localdate() - timedelta(days=1)
    waiting = VerificationRequest.objects.waiting().filter(structure=structure)
    waiting.filter(expires_on__gt=yesterday).update(expires_on=yesterday)
    return VerificationRequest.objects.create(structure=structure, asked_by=by)


@transaction.atomic
def ask_those_not_asked(structures: Iterable[Structure], by: Any) -> tuple[int, int]:
    """How many requests were made, and how many structures had an open one already."""
    rows = list(structures)
    today = timezone.localdate()
    waiting = VerificationRequest.objects.waiting().filter(expires_on__gte=today)
    those = waiting.filter(structure__in=[row.pk for row in rows])
    asked = set(those.values_list("structure", flat=True))
    new = [
        VerificationRequest(structure_id=row.pk, asked_by=by) for row in rows if row.pk not in asked
    ]
    VerificationRequest.objects.bulk_create(new)
    return len(new), len(asked)
