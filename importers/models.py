"""What the importers remember: which files they loaded, and which rows are theirs."""

from django.db import models


class LoadedFile(models.Model):
    """A shipped file as it was when it was last loaded: an unchanged source is not read again."""

    path = models.CharField("fichier", max_length=200, primary_key=True)
    sha256 = models.CharField("empreinte", max_length=64)
    loaded_at = models.DateTimeField("chargé le", auto_now_add=True)

    class Meta:
        verbose_name = "fichier chargé"
        verbose_name_plural = "fichiers chargés"

    def __str__(self) -> str:
        return self.path


class LoadedRow(models.Model):
    """A row that stands in a table because a source says so: our shipped files, or Orphanet's.

    Only these rows may be removed by an import: what a person added by hand is not listed here. A
    row that two sources name stays until both have dropped it.
    """

    source = models.CharField(max_length=40, default="shipped")
    table = models.CharField(max_length=60)
    key = models.CharField("primary key of the row, as text", max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "table", "key"], name="one_loaded_row")
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.table} {self.key}"
