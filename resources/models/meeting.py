"""Réunions de concertation pluridisciplinaire (RCP): where a doctor brings a case, and how."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from diseases.models import Disease, Filiere
from resources.models.resource import DiseaseLink, Shelved


class Meeting(Shelved):
    """A meeting of experts, or a team that gives its opinion. Without a disease of its own, it
    stands for the whole field of its filière."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("réunion de concertation (RCP)")
        OPINION = "opinion", _("avis d’experts")

    class Level(models.TextChoices):
        LOCAL = "local", _("locale ou régionale")
        NATIONAL = "national", _("nationale")
        EUROPEAN = "european", _("européenne")

    kind = models.CharField("nature", max_length=7, choices=Kind.choices, default=Kind.MEETING)
    level = models.CharField("niveau", max_length=8, choices=Level.choices)
    filiere = models.ForeignKey(
        Filiere,
        verbose_name="filière",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="meetings",
    )
    cadence = models.CharField(
        "fréquence", max_length=200, blank=True, help_text="in the source's words"
    )
    who_may_submit = models.CharField("qui peut présenter un dossier", max_length=200, blank=True)
    how = models.TextField("comment", blank=True, help_text="how a case is brought")
    diseases = models.ManyToManyField(
        Disease, through="MeetingDisease", related_name="meetings", verbose_name="maladies"
    )

    class Meta(Shelved.Meta):
        verbose_name = "RCP"
        verbose_name_plural = "RCP"
        ordering = ["title", "slug"]


class MeetingDisease(DiseaseLink):
    resource = models.ForeignKey(
        Meeting, verbose_name="RCP", on_delete=models.CASCADE, related_name="links"
    )

    class Meta:
        verbose_name = "maladie d’une RCP"
        verbose_name_plural = "maladies des RCP"
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "disease"], name="one_meeting_link_per_disease"
            )
        ]

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.disease_id}"
