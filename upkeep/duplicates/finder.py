"""Looks for duplicates and keeps the pairs: those that a person set aside stay aside."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from structures.models import Phone, Structure
from upkeep.duplicates.candidates import Candidate, candidates
from upkeep.duplicates.scoring import SHOWN_FROM, Facts, Likeness, likeness
from upkeep.models import DuplicatePair

AT_ONCE = 2_000


def scored() -> Iterator[tuple[Candidate, Likeness]]:
    """Every pair that is worth showing, with its score and its reasons; nothing is written."""
    pairs = candidates()
    for start in range(0, len(pairs), AT_ONCE):
        some = pairs[start : start + AT_ONCE]
        facts = facts_of({pk for pair in some for pk in pair[:2]})
        for pair in some:
            found = likeness(facts[pair.first], facts[pair.second], pair.metres)
            if found.score >= SHOWN_FROM:
                yield pair, found


@transaction.atomic
def look_again() -> int:
    """Bring the table of pairs to what is found today; how many wait for a person.

    A pair that a person set aside is kept, whatever becomes of its score.
    """
    today = timezone.localdate()
    found = [
        DuplicatePair(
            first_id=pair.first,
            second_id=pair.second,
            score=likeness.score,
            reasons=list(likeness.reasons),
            found_on=today,
        )
        for pair, likeness in scored()
    ]
    DuplicatePair.objects.filter(dismissed_on__isnull=True).delete()
    DuplicatePair.objects.bulk_create(
        found,
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["score", "reasons"],
    )
    return to_settle().count()


def to_settle() -> QuerySet[DuplicatePair]:
    """The pairs that nobody has settled, the likeliest first."""
    pairs = DuplicatePair.objects.filter(
        dismissed_on__isnull=True, first__merged_into=None, second__merged_into=None
    )
    return pairs.order_by("-score", "first", "second")


def facts_of(keys: Collection[int]) -> dict[int, Facts]:
    """What is compared of these structures, in two queries."""
    phones: dict[int, set[str]] = {}
    own = Phone.objects.filter(structure__in=keys).exclude(kind=Phone.Kind.SWITCHBOARD)
    for owner, number in own.exclude(number="").values_list("structure", "number"):
        phones.setdefault(owner, set()).add("".join(c for c in number if c.isdigit()))
    rows = Structure.objects.filter(pk__in=keys).values_list(
        "pk",
        "name",
        "address",
        "commune",
        Coalesce("as_establishment__finess", "service__finess"),
        Coalesce("centre__audience", "service__audience"),
        Coalesce("centre__establishment", "service__establishment"),
        F("centre__network"),
        F("service__category"),
    )
    return {pk: _facts(said, phones.get(pk, set())) for pk, *said in rows}


def _facts(said: Sequence[Any], phones: set[str]) -> Facts:
    name, address, commune, finess, audience, establishment, network, category = said
    return Facts(
        name=name,
        address=address,
        commune=commune or "",
        finess=finess or "",
        phones=frozenset(phones),
        audience=audience or "",
        establishment=establishment,
        network=network or "",
        category=category or "",
    )
