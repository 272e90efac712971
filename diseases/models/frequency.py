"""How frequent a disease is, where: Orphanet's figures, each with its geography."""

from django.db import models

from diseases.models.disease import Disease
from foundations.provenance import Provenance


class Prevalence(Provenance):
    """One figure. Kinds are never mixed: people living with it, births, new cases a year."""

    class Kind(models.TextChoices):
        POINT = "point", "prévalence"
        BIRTH = "birth", "prévalence à la naissance"
        INCIDENCE = "incidence", "nouveaux cas par an"
        LIFETIME = "lifetime", "prévalence vie entière"
        CASES = "cases", "cas ou familles décrits"

    disease = models.ForeignKey(Disease, on_delete=models.CASCADE, related_name="prevalences")
    kind = models.CharField("nature", max_length=10, choices=Kind.choices)
    geography = models.CharField("zone", max_length=80, help_text="Orphanet's English word")
    prevalence_class = models.CharField("classe", max_length=40, blank=True)
    value = models.FloatField(
        "valeur moyenne",
        null=True,
        blank=True,
        help_text="per 100,000 people or births; a number of cases or families for that kind",
    )
    qualification = models.CharField("qualification", max_length=40, blank=True)
    validated = models.BooleanField("validée par Orphanet", default=True)
    reference = models.TextField("références", blank=True)

    class Meta:
        verbose_name = "fréquence"
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "disease",
                    "kind",
                    "geography",
                    "prevalence_class",
                    "qualification",
                    "reference",
                ],
                name="one_prevalence_a_source",
            )
        ]

    def __str__(self) -> str:
        return f"{self.disease_id} {self.kind} {self.prevalence_class} {self.geography}"
