"""What to do in an emergency: sheets for professionals, cards that people carry."""

from django.db import models

from diseases.models import Disease
from resources.models.resource import DiseaseLink, Document


class EmergencyCard(Document):
    """A sheet or a card. Without a disease, it stands for a situation or for every rare disease."""

    class Kind(models.TextChoices):
        """For whom it is written, in the order in which they are shown."""

        PROFESSIONAL = "professional", "fiche d’urgence pour les professionnels"
        DISPATCH = "dispatch", "fiche de régulation du Samu"
        PATIENT = "patient", "carte d’urgence du patient"

    kind = models.CharField("nature", max_length=12, choices=Kind.choices)
    authors = models.CharField("rédigée par", max_length=300, blank=True)
    diseases = models.ManyToManyField(
        Disease,
        through="EmergencyCardDisease",
        related_name="emergency_cards",
        verbose_name="maladies",
    )

    class Meta(Document.Meta):
        verbose_name = "carte d’urgence"
        verbose_name_plural = "cartes d’urgence"
        ordering = ["title", "slug"]


class EmergencyCardDisease(DiseaseLink):
    resource = models.ForeignKey(
        EmergencyCard, verbose_name="carte", on_delete=models.CASCADE, related_name="links"
    )

    class Meta:
        verbose_name = "maladie d’une carte d’urgence"
        verbose_name_plural = "maladies des cartes d’urgence"
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "disease"], name="one_card_link_per_disease"
            )
        ]

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.disease_id}"
