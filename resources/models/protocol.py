"""Protocoles nationaux de diagnostic et de soins (PNDS), written by centres by HAS's method."""

from django.db import models

from diseases.models import Disease
from resources.models.resource import DiseaseLink, Document

OFFICIAL_LIST = (
    "https://www.has-sante.fr/portail/jcms/c_1340879/en/"
    "protocoles-nationaux-de-diagnostic-et-de-soins-pnds"
)
"""HAS's own list of all PNDS: what we know of them is a part, and newer versions may exist."""


class Protocol(Document):
    """A PNDS, in the newest version that its source names."""

    author = models.CharField("rédigé par", max_length=300, blank=True)
    superseded = models.BooleanField(
        "remplacé", default=False, help_text="true: a newer protocol stands in its place"
    )
    diseases = models.ManyToManyField(
        Disease, through="ProtocolDisease", related_name="protocols", verbose_name="maladies"
    )

    class Meta(Document.Meta):
        verbose_name = "PNDS"
        verbose_name_plural = "PNDS"
        ordering = ["title", "slug"]


class ProtocolDisease(DiseaseLink):
    resource = models.ForeignKey(
        Protocol, verbose_name="PNDS", on_delete=models.CASCADE, related_name="links"
    )

    class Meta:
        verbose_name = "maladie d’un PNDS"
        verbose_name_plural = "maladies des PNDS"
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "disease"], name="one_protocol_link_per_disease"
            )
        ]

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.disease_id}"
