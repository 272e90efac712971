"""A plan into the tables, as the act of the person who sent the file; in the caller's transaction.

What changes becomes a correction, what is new a row added by hand: imports keep both.
"""

from typing import Any

from foundations.many_corrections import added_by_hand, record_additions, record_changes, snapshots
from importers.spreadsheets.plan import CREATE, UPDATE, Outcome, Plan
from importers.spreadsheets.planning import Source
from importers.spreadsheets.stored_rows import rows_of
from importers.spreadsheets.target import Target
from structures.models import Phone


def write(plan: Plan, target: Target, source: Source, by: Any) -> None:
    """Write the rows to create and to update; the others are left as they are."""
    changed = [outcome for outcome in plan.outcomes if outcome.state == UPDATE]
    new = [outcome for outcome in plan.outcomes if outcome.state == CREATE]
    _update(changed, target, by)
    _create(new, target, by)
    _add_phones([*changed, *new], target, source, by)


def _update(outcomes: list[Outcome], target: Target, by: Any) -> None:
    wanted = {outcome.pk: outcome for outcome in outcomes if outcome.values}
    before = snapshots(target.model, list(wanted))
    for row in rows_of(target.model, wanted):
        _set(row, wanted[row.pk])
        row.save()
    record_changes(target.model, before, by)


def _create(outcomes: list[Outcome], target: Target, by: Any) -> None:
    for outcome in outcomes:
        row = target.model()
        _set(row, outcome)
        row.save(force_insert=True)
        outcome.pk = row.pk
    record_additions(target.model, [outcome.pk for outcome in outcomes], by)


def _set(row: Any, outcome: Outcome) -> None:
    for name, value in outcome.values.items():
        setattr(row, name, value)


def _add_phones(outcomes: list[Outcome], target: Target, source: Source, by: Any) -> None:
    """On a row that a person added, a number is a part of it and needs no mark of its own."""
    phones = Phone.objects.bulk_create(
        Phone(
            structure_id=outcome.pk,
            number=number,
            kind=target.phones,
            as_of=source.day,
            source=source.words,
        )
        for outcome in outcomes
        for number in outcome.phones
    )
    ours = added_by_hand(target.model, [phone.structure_id for phone in phones])
    marked = [phone.pk for phone in phones if str(phone.structure_id) not in ours]
    record_additions(Phone, marked, by)
