"""Labelled centres: one label at one site, for one network and one audience."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from structures.models.establishment import Establishment
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


class Audience(models.TextChoices):
    ADULT = "adult", "adultes"
    CHILD = "child", "enfants"
    BOTH = "both", "enfants et adultes"
    UNKNOWN = "unknown", "âges à confirmer"


class Centre(Structure):
    """A centre stands where its establishment stands, unless it has a place of its own."""

    INHERITED = (
        "address",
        "postal_line",
        "commune",
        "department",
        "territory",
        "point",
        "point_precision",
    )
    """What a centre takes from its establishment, copied so that every kind is found one way."""

    establishment = models.ForeignKey(
        Establishment,
        verbose_name="établissement",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="centres",
    )
    stands_apart = models.BooleanField(
        "adresse propre",
        default=False,
        help_text="checked: the place below is the centre's own, not that of its establishment",
    )
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
    audience = models.CharField(
        "public", max_length=10, choices=Audience.choices, default=Audience.UNKNOWN
    )
    age_min = models.DecimalField(
        "âge minimal", max_digits=5, decimal_places=2, null=True, blank=True, help_text="années"
    )
    age_max = models.DecimalField(
        "âge maximal", max_digits=5, decimal_places=2, null=True, blank=True, help_text="années"
    )
    age_note = models.CharField("remarque sur l'âge", max_length=300, blank=True)
    sources = ArrayField(
        models.TextField(),
        verbose_name="autres sources",
        default=list,
        blank=True,
        help_text="further sources that speak of this centre",
    )

    objects = StructureQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "centre"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(age_min__isnull=True)
                | models.Q(age_max__isnull=True)
                | models.Q(age_min__lte=models.F("age_max")),
                name="centre_ages_in_order",
            )
        ]

    def save(self, *args, **kwargs) -> None:
        self.kind = Structure.Kind.CENTRE
        if self.establishment is not None and not self.stands_apart:
            for field in self.INHERITED:
                setattr(self, field, getattr(self.establishment, field))
            if not self.site_confirmed and self.point_precision == self.Precision.EXACT:
                self.point_precision = self.Precision.PROBABLE
        super().save(*args, **kwargs)


class Affiliation(models.Model):
    """A hospital that cooperates with a labelled centre (consultation avancée, convention).

    Never a numbered step before its pairing is confirmed (rule R5): until then it says only that
    a nearer consultation may exist, and whom to ask.
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
    source = models.TextField("source")

    class Meta:
        verbose_name = "affiliation"
        constraints = [
            models.UniqueConstraint(fields=["host", "parent"], name="one_affiliation_per_pair")
        ]

    def __str__(self) -> str:
        return f"{self.host} → {self.parent}"
