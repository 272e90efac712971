"""What the importers remember: which files they loaded, and which rows are theirs."""

from django.conf import settings
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


class Upload(models.Model):
    """A spreadsheet that a person sent: a draft between two steps, then the report of what it did.

    The file itself (`content`) is kept only while it is a draft. The rows of the report are dropped
    later (`importers.spreadsheets.keeping`); who, when and the counts stay.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "brouillon"
        IMPORTED = "imported", "importé"
        DROPPED = "dropped", "abandonné"

    state = models.CharField(
        "état", max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    target = models.CharField("contenu", max_length=20)
    sender = models.CharField("expéditeur", max_length=120)
    is_trusted = models.BooleanField("le tableau fait foi", default=False)
    file_name = models.CharField("fichier", max_length=200)
    size = models.PositiveIntegerField("octets")
    sha256 = models.CharField("empreinte", max_length=64)
    content = models.BinaryField(null=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="envoyé par",
        null=True,
        on_delete=models.SET_NULL,
        related_name="uploads",
    )
    uploaded_at = models.DateTimeField("envoyé le", auto_now_add=True)
    imported_at = models.DateTimeField("importé le", null=True, blank=True)
    sheet = models.CharField("feuille", max_length=120, blank=True)
    header_row = models.PositiveIntegerField("ligne des titres", null=True, blank=True)
    mapping = models.JSONField("colonnes", default=dict, help_text="index of a column -> field")
    decisions = models.JSONField(
        "choix", default=dict, help_text='number of a line -> key of a row of ours, or "new"'
    )
    headings = models.JSONField("titres", default=list, help_text="of all the columns, in order")
    rows = models.JSONField("lignes", null=True, help_text="as `Plan.as_json` gives them")
    counts = models.JSONField("bilan", default=dict, help_text="state of a row -> number")
    unmapped = models.JSONField("colonnes laissées", default=list, help_text="titles")
    passed = models.JSONField("lignes passées", default=list, help_text="numbers of total rows")

    class Meta:
        verbose_name = "tableau envoyé"
        verbose_name_plural = "tableaux envoyés"
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.sender})"


class SenderMapping(models.Model):
    """What the columns of a sender's files are, learnt from the last one under these headings."""

    sender = models.CharField("expéditeur", max_length=120)
    target = models.CharField("contenu", max_length=20)
    headings = models.CharField("titres", max_length=64, help_text="SHA-256 of `Table.headings`")
    columns = models.JSONField("champs", help_text="key of a field, or empty, for each heading")
    used_at = models.DateTimeField("servi le", auto_now=True)

    class Meta:
        verbose_name = "colonnes d’un expéditeur"
        verbose_name_plural = "colonnes des expéditeurs"
        ordering = ["sender", "target", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "target", "headings"], name="one_mapping_per_headings"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sender}: {self.target}"
