"""What the upkeep of the directory remembers: answers of the geocoder, duplicates, merges."""

from django.conf import settings
from django.contrib.gis.db.models import PointField
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from foundations.geography import WGS84
from structures.models import Structure


class Queue(models.Model):  # noqa: DJ008 (no row exists)
    """Bears the permissions on the queues: to see them, to settle what they hold.

    Settling also asks for the right to change the row itself, as its form would.
    """

    class Meta:
        managed = False
        verbose_name = "file d’attente"
        verbose_name_plural = "files d’attente"
        default_permissions = ("view", "change")


class GeocoderAnswer(models.Model):
    """What the geocoder answered about one address of a structure; never an address of a person."""

    question = models.CharField("adresse demandée", max_length=500, primary_key=True)
    answered_on = models.DateField("répondu le")
    candidates = models.JSONField(
        "réponses",
        help_text="label, score, type, citycode, lon, lat of each, as the geocoder orders them",
    )

    class Meta:
        verbose_name = "réponse du géocodeur"
        verbose_name_plural = "réponses du géocodeur"

    def __str__(self) -> str:
        return self.question


class ConfirmedPoint(models.Model):
    """A point that a map doubts and that a person has confirmed, as long as it does not move."""

    structure = models.OneToOneField(
        Structure,
        verbose_name="structure",
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="confirmed_point",
    )
    point = PointField("position", geography=True, srid=WGS84, spatial_index=False)
    confirmed_on = models.DateField("confirmé le")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="par", null=True, on_delete=models.SET_NULL
    )

    class Meta:
        verbose_name = "point confirmé"
        verbose_name_plural = "points confirmés"

    def __str__(self) -> str:
        return str(self.structure_id)


class DuplicatePair(models.Model):
    """Two rows that may be one; a person merges them, or says that they are two."""

    first = models.ForeignKey(
        Structure, verbose_name="première", on_delete=models.CASCADE, related_name="+"
    )
    second = models.ForeignKey(
        Structure, verbose_name="seconde", on_delete=models.CASCADE, related_name="+"
    )
    score = models.PositiveSmallIntegerField("score", help_text="0 to 100")
    reasons = ArrayField(models.CharField(max_length=200), verbose_name="raisons")
    found_on = models.DateField("trouvée le")
    dismissed_on = models.DateField("écartée le", null=True, blank=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="par", null=True, on_delete=models.SET_NULL
    )

    class Meta:
        verbose_name = "doublon possible"
        verbose_name_plural = "doublons possibles"
        ordering = ["-score", "first", "second"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_pair_of_duplicates"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="pair_of_duplicates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} / {self.second_id}"


class Merge(models.Model):
    """A duplicate told by the row that was kept, and what it takes to undo that."""

    merged = models.OneToOneField(
        Structure, verbose_name="doublon", on_delete=models.CASCADE, related_name="merge"
    )
    kept = models.ForeignKey(
        Structure, verbose_name="ligne gardée", on_delete=models.CASCADE, related_name="merges"
    )
    merged_on = models.DateTimeField("fusionnée le", auto_now_add=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="par", null=True, on_delete=models.SET_NULL
    )
    changes = models.JSONField(
        "changements", help_text="table, key, field, before and after of each field that moved"
    )
    additions = models.JSONField("ajouts", help_text="table and key of each row that was copied")

    class Meta:
        verbose_name = "fusion"
        ordering = ["-merged_on", "pk"]

    def __str__(self) -> str:
        return f"{self.merged_id} → {self.kept_id}"
