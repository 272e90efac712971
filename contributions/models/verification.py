"""What we ask a centre to verify, and what it answers."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contributions.models.decided import Decided
from structures.models import Structure

LINK_DAYS = 90
"""How long the link of a request opens."""

LATE_AFTER_DAYS = 30
"""After which a request without an answer is worth a call."""


def _end_of_link() -> date:
    return timezone.localdate() + timedelta(days=LINK_DAYS)


class VerificationRequestQuerySet(models.QuerySet):
    def waiting(self) -> "VerificationRequestQuerySet":
        return self.filter(answered_on__isnull=True)

    def late(self) -> "VerificationRequestQuerySet":
        limit = timezone.localdate() - timedelta(days=LATE_AFTER_DAYS)
        return self.waiting().filter(asked_on__lt=limit)


class VerificationRequest(models.Model):
    """One structure, one link, one answer. Whom it was sent to is not kept."""

    structure = models.ForeignKey(
        Structure,
        verbose_name="structure",
        on_delete=models.CASCADE,
        related_name="verification_requests",
    )
    asked_on = models.DateField("demandé le", default=timezone.localdate)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="demandé par",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    expires_on = models.DateField("le lien s’ouvre jusqu’au", default=_end_of_link)
    answered_on = models.DateField("répondu le", null=True, blank=True)

    objects = VerificationRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "demande de vérification"
        verbose_name_plural = "demandes de vérification"
        ordering = ["-asked_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.structure} (demandé le {self.asked_on:%d/%m/%Y})"

    @property
    def is_open(self) -> bool:
        return self.answered_on is None and timezone.localdate() <= self.expires_on


class VerificationAnswer(Decided):
    """What a centre says of its page: all of it exact, or what to correct, line by line.

    Each line to correct is a `Suggestion` of the queue. Nothing changes without a moderator.
    """

    class Role(models.TextChoices):
        SECRETARIAT = "secretariat", _("Secrétariat")
        CARE = "care", _("Équipe soignante")
        COORDINATION = "coordination", _("Coordination, direction ou communication")

    request = models.OneToOneField(
        VerificationRequest,
        verbose_name="demande",
        on_delete=models.CASCADE,
        related_name="answer",
    )
    received_on = models.DateField("reçu le", default=timezone.localdate)
    all_exact = models.BooleanField("tout est exact")
    role = models.CharField("qui répond", max_length=12, choices=Role.choices)

    class Meta:
        verbose_name = "réponse d’un centre"
        verbose_name_plural = "réponses des centres"
        ordering = ["received_on", "pk"]

    def __str__(self) -> str:
        said = "tout est exact" if self.all_exact else "des corrections"
        return f"{self.request.structure} : {said}"

    @property
    def days_waiting(self) -> int:
        return ((self.moderated_on or timezone.localdate()) - self.received_on).days
