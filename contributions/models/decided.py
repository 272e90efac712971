"""What waits for a moderator, and is decided once."""

from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone


class AlreadyDecided(Exception):
    """Somebody else decided first; `row` says who, when and what."""

    def __init__(self, row: "Decided") -> None:
        super().__init__(str(row))
        self.row = row


class Decided(models.Model):
    """A row of the queue: new until a moderator decides, by name and with a date."""

    class State(models.TextChoices):
        NEW = "new", "à traiter"
        ACCEPTED = "accepted", "accepté"
        REFUSED = "refused", "refusé"
        DUPLICATE = "duplicate", "doublon"

    state = models.CharField("état", max_length=9, choices=State.choices, default=State.NEW)
    moderated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="traité par",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    moderated_on = models.DateField("traité le", null=True, blank=True)
    decision_note = models.TextField("motif ou remarque", max_length=1000, blank=True)

    class Meta:
        abstract = True

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.NEW

    def lock(self) -> Self:
        """This row as the database holds it, kept from others until the transaction ends.

        Raises AlreadyDecided when it waits no more.
        """
        rows = type(self)._default_manager.select_for_update(of=("self",))
        row: Self = rows.get(pk=self.pk)
        if not row.is_waiting:
            raise AlreadyDecided(row)
        return row

    @transaction.atomic
    def decide(self, state: str, by: Any, note: str = "") -> None:
        """Close this row. Raises AlreadyDecided when somebody else did."""
        row = self.lock()
        row.state = state
        row.moderated_by = by
        row.moderated_on = timezone.localdate()
        row.decision_note = note
        row.save()
        self.refresh_from_db()
