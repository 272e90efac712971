"""Trainings, therapeutic education, days and congresses: what one attends."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from diseases.models import Disease, Filiere
from resources.models.resource import DiseaseLink, Shelved


class Training(Shelved):
    """A training or an event. Without a disease of its own and with a filière, it stands for the
    whole field of that filière."""

    class Kind(models.TextChoices):
        """What it is, those for patients first, in the order in which they are shown."""

        ETP = "etp", _("éducation thérapeutique (ETP)")
        PATIENTS = "patients", _("formation de patients")
        DIPLOMA = "diploma", _("diplôme universitaire")
        DAY = "day", _("journée")
        CONGRESS = "congress", _("congrès")
        EVENT = "event", _("rencontre ouverte à tous")
        OTHER = "other", _("autre formation")

    kind = models.CharField("nature", max_length=8, choices=Kind.choices)
    organiser = models.CharField("organisée par", max_length=300)
    filiere = models.ForeignKey(
        Filiere,
        verbose_name="filière",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="trainings",
    )
    audience = models.CharField("pour qui", max_length=300, blank=True)
    city = models.CharField("ville", max_length=100, blank=True)
    hours = models.PositiveSmallIntegerField("durée (heures)", null=True, blank=True)
    price = models.CharField("prix", max_length=200, blank=True, help_text="in the source's words")
    diseases = models.ManyToManyField(
        Disease, through="TrainingDisease", related_name="trainings", verbose_name="maladies"
    )

    class Meta(Shelved.Meta):
        verbose_name = "formation"
        ordering = ["title", "slug"]


class TrainingDisease(DiseaseLink):
    resource = models.ForeignKey(
        Training, verbose_name="formation", on_delete=models.CASCADE, related_name="links"
    )

    class Meta:
        verbose_name = "maladie d’une formation"
        verbose_name_plural = "maladies des formations"
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "disease"], name="one_training_link_per_disease"
            )
        ]

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.disease_id}"
