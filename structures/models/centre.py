"""Labelled centres: one label at one site, for one network and one audience."""

from django.db import models

from structures.models.establishment import Establishment
from structures.models.hosted import Audience, Hosted
from structures.models.network import Network
from structures.models.structure import Structure, StructureQuerySet


class Label(models.TextChoices):
    """Levels of labelling (public contract); the order here says nothing about care."""

    CRMR_COORD = "CRMR_COORD", "centre de référence coordonnateur"
    CRMR_CONST = "CRMR_CONST", "centre de référence constitutif"
    CRMR = "CRMR", "centre de référence (rôle à préciser)"
    CRC = "CRC", "centre de ressources et de compétences"
    CCMR = "CCMR", "centre de compétence"
    LABEL_UNKNOWN = "LABEL_UNKNOWN", "centre labellisé (niveau à préciser)"
    AFFILIATION = "AFFILIATION", "consultation affiliée"


class Centre(Hosted):
    """One label at one site, for one network and one audience."""

    site_name = models.CharField(
        "nom du site dans la source",
        max_length=300,
        blank=True,
        help_text="used when the establishment is unknown",
    )
    site_confirmed = models.BooleanField(
        "site confirmé",
        default=True,
        help_text="false: the source names only the town or the hospital group, and the main site "
        "was assumed; its point is then probable",
    )
    network = models.ForeignKey(
        Network, verbose_name="réseau", on_delete=models.PROTECT, related_name="centres"
    )
    label = models.CharField("label", max_length=15, choices=Label.choices)
    label_from = models.DateField("labellisé depuis", null=True, blank=True)
    label_until = models.DateField("labellisé jusqu'au", null=True, blank=True)
    label_order = models.CharField("arrêté", max_length=200, blank=True)
    label_vintage = models.CharField(
        "millésime de la source", max_length=20, blank=True, help_text="before 2017, 2023+, …"
    )
    label_note = models.TextField("remarque sur le label", blank=True)
    age_note = models.CharField("remarque sur l'âge", max_length=300, blank=True)
    objects = StructureQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Hosted.Meta):
        verbose_name = "centre"

    def save(self, *args, **kwargs) -> None:
        self.kind = Structure.Kind.CENTRE
        super().save(*args, **kwargs)

    def take_the_place_of(self, establishment: Establishment) -> None:
        super().take_the_place_of(establishment)
        if not self.site_confirmed and self.point_precision == self.Precision.EXACT:
            self.point_precision = self.Precision.PROBABLE


class AffiliationQuerySet(models.QuerySet):
    def standing(self) -> "AffiliationQuerySet":
        """Those of which neither hospital is a duplicate that was merged into another."""
        return self.filter(host__merged_into=None, parent__merged_into=None)


class Affiliation(models.Model):
    """A hospital that cooperates with a labelled centre (consultation avancée, convention).

    Never a numbered step before its pairing is confirmed (rule R5): until then it says only that
    a nearer consultation may exist, and whom to ask. A confirmed one is a clinic of each of its
    networks, for the ages told here; it never bears the label of the parent centre.
    """

    class Pairing(models.TextChoices):
        CONFIRMED = "confirmed", "confirmé"
        UNKNOWN = "unknown", "à confirmer"

    host = models.ForeignKey(
        Establishment,
        verbose_name="hôpital hôte",
        on_delete=models.CASCADE,
        related_name="affiliations",
    )
    parent = models.ForeignKey(
        Establishment,
        verbose_name="hôpital du centre",
        on_delete=models.CASCADE,
        related_name="affiliates",
    )
    networks = models.ManyToManyField(Network, verbose_name="réseaux possibles", blank=True)
    disease_group = models.CharField("maladies annoncées", max_length=300)
    pairing = models.CharField(
        "appariement", max_length=10, choices=Pairing.choices, default=Pairing.UNKNOWN
    )
    audience = models.CharField(
        "public", max_length=10, choices=Audience.choices, default=Audience.UNKNOWN
    )
    age_min = models.DecimalField(
        "âge minimal", max_digits=5, decimal_places=2, null=True, blank=True, help_text="années"
    )
    age_max = models.DecimalField(
        "âge maximal", max_digits=5, decimal_places=2, null=True, blank=True, help_text="années"
    )
    days = models.CharField(
        "jours", max_length=200, blank=True, help_text="le premier mardi du mois"
    )
    source = models.TextField("source")

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = "affiliation"
        constraints = [
            models.UniqueConstraint(fields=["host", "parent"], name="one_affiliation_per_pair")
        ]

    def __str__(self) -> str:
        return f"{self.host} → {self.parent}"
