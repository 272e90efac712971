"""What receives people inside an establishment, or stands by itself: centres, services."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from structures.models.establishment import Establishment
from structures.models.structure import Structure


class Audience(models.TextChoices):
    ADULT = "adult", "adultes"
    CHILD = "child", "enfants"
    BOTH = "both", "enfants et adultes"
    UNKNOWN = "unknown", "âges à confirmer"


class Hosted(Structure):
    """It stands where its establishment stands, unless it has a place of its own."""

    INHERITED = (
        "address",
        "postal_line",
        "commune",
        "department",
        "territory",
        "point",
        "point_precision",
    )
    """What it takes from its establishment, copied so that every kind is found one way."""

    establishment = models.ForeignKey(
        Establishment,
        verbose_name="établissement",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    stands_apart = models.BooleanField(
        "adresse propre",
        default=False,
        help_text="checked: the place below is its own, not that of its establishment",
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
    sources = ArrayField(
        models.TextField(),
        verbose_name="autres sources",
        default=list,
        blank=True,
        help_text="further sources that speak of it",
    )

    class Meta:
        abstract = True
        ordering = ["name", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(age_min__isnull=True)
                | models.Q(age_max__isnull=True)
                | models.Q(age_min__lte=models.F("age_max")),
                name="%(class)s_ages_in_order",
            )
        ]

    def save(self, *args, **kwargs) -> None:
        if self.establishment is not None and not self.stands_apart:
            self.take_the_place_of(self.establishment)
        super().save(*args, **kwargs)

    def take_the_place_of(self, establishment: Establishment) -> None:
        for field in self.INHERITED:
            setattr(self, field, getattr(establishment, field))
