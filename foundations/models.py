from django.conf import settings
from django.db import models


class Correction(models.Model):
    """A human correction laid over an imported row: the next import leaves the field alone.

    The corrected value stands in the row itself, so that every view shows it; the last value of
    the source is kept here, and a difference between the two is shown to editors.
    """

    model = models.CharField("table", max_length=60, help_text="structures.centre, …")
    key = models.CharField("clé", max_length=200, help_text="primary key of the row, as text")
    field = models.CharField("champ", max_length=60)
    source_value = models.JSONField("valeur de la source", null=True)
    seen_value = models.JSONField(
        "valeur de la source quand on a corrigé",
        null=True,
        editable=False,
        help_text="differs from source_value when the source has changed its mind since",
    )
    corrected_on = models.DateTimeField("corrigé le", auto_now=True)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="par", null=True, on_delete=models.SET_NULL
    )

    class Meta:
        verbose_name = "correction"
        constraints = [
            models.UniqueConstraint(
                fields=["model", "key", "field"], name="one_correction_per_field"
            )
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.key} {self.field}"


class DirectoryVersion(models.Model):
    """The rows that `foundations.version` keeps: changed by triggers, read by caches."""

    number = models.BigIntegerField("numéro")

    class Meta:
        verbose_name = "version de l'annuaire"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id__in=[1, 2, 3, 4]), name="one_row_a_watched_whole"
            )
        ]

    def __str__(self) -> str:
        return str(self.number)
