"""What somebody tells us of a row of the directory, or of a centre that we do not list."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contributions.models.decided import Decided
from structures.models import Structure

LONGEST_PROPOSAL = 1000
"""Characters: a correction fits, a medical file does not."""

REPLY_ADDRESS_DAYS = 90
"""How long an address to reply to is kept at most; said on the form."""


class SuggestionQuerySet(models.QuerySet):
    def waiting(self) -> "SuggestionQuerySet":
        return self.filter(state=Decided.State.NEW)

    def of_the_same(self, suggestion: "Suggestion") -> "SuggestionQuerySet":
        """The others on the same row of the directory, or on a centre of the same name."""
        others = self.exclude(pk=suggestion.pk)
        if suggestion.structure_id:
            return others.filter(structure=suggestion.structure_id)
        if suggestion.resource:
            return others.filter(resource=suggestion.resource)
        return others.filter(
            structure=None, resource="", target_name__iexact=suggestion.target_name
        )

    def with_stale_reply_address(self) -> "SuggestionQuerySet":
        """Those whose sender's address was kept long enough."""
        limit = timezone.localdate() - timedelta(days=REPLY_ADDRESS_DAYS)
        return self.exclude(reply_address="").filter(received_on__lte=limit)


class Suggestion(Decided):
    """One fact said to be wrong, or a place said to be missing.

    Nothing says who sent it but the address that they may leave, nor at what hour: a day is enough
    to sort the queue. Whether the sender is a patient is never asked (see `Knowledge`).
    """

    class Subject(models.TextChoices):
        PHONE = "phone", _("Le téléphone")
        ADDRESS = "address", _("L’adresse")
        HOURS = "hours", _("Les horaires")
        ACCESS = "access", _("La façon d’y être reçu, ou l’accès")
        AUDIENCE = "audience", _("Le public ou les âges")
        GONE = "gone", _("Il n’existe plus, ou a changé de nom")
        OTHER = "other", _("Autre chose")
        MISSING = "missing", _("Un centre qui manque")
        PAGE = "page", _("La page officielle")

    class Knowledge(models.TextChoices):
        """Patients, relatives and professionals share an answer: nobody's health is told by it."""

        WORKS_THERE = "works_there", _("Je travaille dans ce service")
        WENT_THERE = "went_there", _("J’y ai appelé, ou j’y suis allé")
        ELSEWHERE = "elsewhere", _("Je l’ai lu, ou on me l’a dit")

    structure = models.ForeignKey(
        Structure,
        verbose_name="structure",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="suggestions",
    )
    resource = models.CharField(
        "ressource", max_length=140, blank=True, help_text="association/anr: its kind, its slug"
    )
    target_name = models.CharField(
        "de quoi il s’agit", max_length=300, help_text="its name on the day of the message"
    )
    place = models.CharField(
        "ville", max_length=120, blank=True, help_text="of a missing centre, never of a person"
    )
    subject = models.CharField("sujet", max_length=10, choices=Subject.choices)
    shown_value = models.TextField(
        "ce que le site disait", blank=True, help_text="on the day of a centre's answer"
    )
    field = models.CharField(
        "champ", max_length=40, blank=True, help_text="of the verification sheet: phone:12, page"
    )
    proposal = models.TextField("proposition", max_length=LONGEST_PROPOSAL)
    knowledge = models.CharField("provenance", max_length=12, choices=Knowledge.choices, blank=True)
    link = models.URLField("page qui le montre", max_length=500, blank=True)
    reply_address = models.EmailField("adresse pour répondre", blank=True)
    received_on = models.DateField("reçu le", default=timezone.localdate)
    form_number = models.CharField(
        max_length=22,
        null=True,
        blank=True,
        unique=True,
        editable=False,
        help_text="drawn for each form shown: the same form sent twice counts once",
    )
    duplicate_of = models.ForeignKey(
        "self",
        verbose_name="déjà dit par",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="duplicates",
    )
    answer = models.ForeignKey(
        "VerificationAnswer",
        verbose_name="réponse d’un centre",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="suggestions",
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = "signalement"
        ordering = ["received_on", "pk"]
        indexes = [models.Index(fields=["state", "received_on"], name="suggestion_queue")]

    def __str__(self) -> str:
        return f"{self.target_name} : {self.get_subject_display().lower()}"

    @property
    def days_waiting(self) -> int:
        return ((self.moderated_on or timezone.localdate()) - self.received_on).days
