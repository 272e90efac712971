"""CRMR networks: a coordinating site, its constitutive sites and its competence centres."""

from django.db import models

from diseases.models import Disease, Filiere
from foundations.provenance import Evidence, Provenance


class Network(Provenance):
    """A network of labelled centres for one group of diseases."""

    class Coverage(models.TextChoices):
        """How much of the network the directory knows; a partial list is never read as a gap."""

        COMPLETE = "complete", "liste complète"
        REFERENCE_SITES = "reference_sites_complete", "sites de référence complets"
        PARTIAL = "partial", "liste partielle"

    slug = models.SlugField("adresse courte", max_length=60, primary_key=True)
    name = models.CharField("nom", max_length=300)
    acronym = models.CharField("sigle", max_length=60, blank=True)
    filiere = models.ForeignKey(
        Filiere, verbose_name="filière", on_delete=models.PROTECT, related_name="networks"
    )
    filiere_evidence = models.CharField(
        "preuve de la filière",
        max_length=20,
        choices=Evidence.choices,
        default=Evidence.TO_VERIFY,
    )
    disease_group = models.CharField("groupe de maladies", max_length=500, blank=True)
    coverage = models.CharField("étendue connue", max_length=30, choices=Coverage.choices)
    coverage_note = models.TextField("remarque sur l'étendue", blank=True)
    sites_announced = models.PositiveSmallIntegerField(
        "sites annoncés", null=True, blank=True, help_text="total that the network's source gives"
    )
    generalist = models.BooleanField(
        "réseau généraliste",
        default=False,
        help_text="answers across classifications (developmental anomalies, metabolic diseases)",
    )
    url = models.URLField("page officielle", max_length=500, blank=True)

    class Meta:
        verbose_name = "réseau"
        verbose_name_plural = "réseaux"
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name


class Claim(Provenance):
    """A disease or group that a network says it cares for: examples, not its whole scope."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="claims")
    disease = models.ForeignKey(Disease, on_delete=models.PROTECT, related_name="claims")

    class Meta:
        verbose_name = "maladie prise en charge"
        verbose_name_plural = "maladies prises en charge"
        constraints = [
            models.UniqueConstraint(fields=["network", "disease"], name="one_claim_per_disease")
        ]

    def __str__(self) -> str:
        return f"{self.network_id}: {self.disease_id}"
