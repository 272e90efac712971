"""Where the point of a structure comes from when its own source gives none."""

from django.contrib.gis.db.models import PointField
from django.db import models

from foundations.geography import WGS84
from structures.models.structure import Structure


class PlacedPoint(models.Model):
    """A point that was found for a structure: from its address, or that of its commune.

    It speaks of the position of the structure as long as that position is still this one: a person
    or a source that moves the structure makes it out of date, and `stands` says so. What stands in
    an establishment is placed by it, and has none of its own.
    """

    class Origin(models.TextChoices):
        ADDRESS = "address", "d’après l’adresse, par la Base Adresse Nationale"
        COMMUNE = "commune", "point de la commune, faute de mieux"

    structure = models.OneToOneField(
        Structure,
        verbose_name="structure",
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="placed",
    )
    origin = models.CharField("d’où vient le point", max_length=10, choices=Origin.choices)
    point = PointField("position", geography=True, srid=WGS84, spatial_index=False)
    label = models.CharField(
        "trouvé", max_length=300, help_text="the address, or the commune, that the point is of"
    )
    score = models.FloatField(
        "score", null=True, help_text="of the geocoder, 0 to 1; none for a commune"
    )
    placed_on = models.DateField("placé le")

    class Meta:
        verbose_name = "point trouvé"
        verbose_name_plural = "points trouvés"
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.label} ({self.get_origin_display()})"

    @property
    def stands(self) -> bool:
        """Whether the structure is still where this put it."""
        return self.structure.point is not None and self.structure.point == self.point
