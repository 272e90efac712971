"""What the observatory keeps between two visits."""

from django.db import models


class KeptCoverage(models.Model):
    """The national figures of a network, as long as what they are made of stands.

    `fingerprint` digests the sites, the communes' version and the method: a corrected telephone
    leaves it alone, a moved centre does not.
    """

    network = models.SlugField("réseau", max_length=60, primary_key=True)
    fingerprint = models.CharField("empreinte", max_length=64)
    figures = models.JSONField("chiffres")

    class Meta:
        verbose_name = "couverture d'un réseau"
        verbose_name_plural = "couvertures des réseaux"

    def __str__(self) -> str:
        return self.network
