"""ORPHA entities, where retired codes lead, and the national networks that animate their care."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from foundations.provenance import Evidence, Provenance


class Filiere(Provenance):
    """Filière de santé maladies rares (FSMR): one of the 23 national networks by field."""

    code = models.CharField(max_length=30, primary_key=True)
    short_name = models.CharField(
        "sigle officiel", max_length=30, blank=True, help_text="as it writes itself: FAI²R, MHémo"
    )
    name = models.CharField("nom", max_length=300)
    domain = models.TextField("domaine", blank=True)
    coordination = models.CharField("coordination", max_length=200, blank=True)
    website = models.URLField("site officiel", blank=True)

    class Meta:
        verbose_name = "filière de santé maladies rares"
        verbose_name_plural = "filières de santé maladies rares"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Disease(Provenance):
    """One ORPHA entity: a group, a disorder or a subtype."""

    CATEGORY = "Category"
    """The Orphanet type of what only sorts others."""

    class Level(models.TextChoices):
        GROUP = "group", "groupe de maladies"
        DISORDER = "disorder", "maladie"
        SUBTYPE = "subtype", "sous-type"

    class Status(models.TextChoices):
        """What Orphanet says of the code; a retired one keeps its page and leads elsewhere."""

        ACTIVE = "active", "active"
        NON_RARE = "non_rare", "non rare en Europe"
        DEPRECATED = "deprecated", "remplacée"
        OBSOLETE = "obsolete", "retirée"

    orpha = models.PositiveIntegerField("code ORPHA", primary_key=True)
    name = models.CharField("nom", max_length=300)
    name_language = models.CharField(
        "langue du nom", max_length=2, default="fr", help_text="not fr: no French name is known"
    )
    name_en = models.CharField("nom anglais", max_length=300, blank=True)
    level = models.CharField("niveau", max_length=10, choices=Level.choices)
    type = models.CharField("type Orphanet", max_length=60, blank=True)
    status = models.CharField(
        "statut", max_length=10, choices=Status.choices, default=Status.ACTIVE
    )
    filiere = models.ForeignKey(
        Filiere, verbose_name="filière", null=True, blank=True, on_delete=models.PROTECT
    )
    filiere_evidence = models.CharField(
        "preuve de la filière",
        max_length=20,
        choices=Evidence.choices,
        default=Evidence.TO_VERIFY,
    )
    other_filieres = ArrayField(
        models.CharField(max_length=30),
        verbose_name="autres filières concernées",
        default=list,
        blank=True,
    )
    preferential_parent = models.ForeignKey(
        "self",
        verbose_name="parent préférentiel",
        help_text="head of the classification that Orphanet prefers for this entity",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="preferred_by",
    )
    onsets = ArrayField(
        models.CharField(max_length=40),
        verbose_name="âges de début",
        help_text="Orphanet's English words",
        default=list,
        blank=True,
    )
    inheritances = ArrayField(
        models.CharField(max_length=60),
        verbose_name="modes de transmission",
        help_text="Orphanet's English words",
        default=list,
        blank=True,
    )
    searchable = models.BooleanField(
        "proposée à la recherche",
        default=True,
        help_text="false for ancestors that are known only to carry the hierarchy",
    )
    official = models.BooleanField(
        "tenue d’un fichier d’Orphanet",
        default=False,
        help_text="true: name, level, type and status follow the last file of Orphanet that was "
        "loaded, no longer the shipped selection",
    )

    class Meta:
        verbose_name = "maladie"
        ordering = ["orpha"]

    def __str__(self) -> str:
        return f"{self.name} (ORPHA:{self.orpha})"


class Redirect(models.Model):
    """Where a retired code leads: moved to its successor, or referred to what may be meant."""

    class Kind(models.TextChoices):
        MOVED = "moved", "remplacée par"
        REFERRED = "referred", "voir"

    disease = models.ForeignKey(Disease, on_delete=models.CASCADE, related_name="redirects")
    target = models.ForeignKey(Disease, on_delete=models.CASCADE, related_name="redirected_from")
    kind = models.CharField("nature", max_length=10, choices=Kind.choices)

    class Meta:
        verbose_name = "renvoi"
        constraints = [
            models.UniqueConstraint(fields=["disease", "target"], name="one_redirect_per_pair"),
            models.CheckConstraint(
                condition=~models.Q(disease=models.F("target")), name="no_redirect_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.disease_id} → {self.target_id}"


class OutOfScope(Provenance):
    """A disease outside the labelled centres' field (rare cancers, infections), and whom to ask.

    A curated, sourced list (rule R10): never computed from a classification.
    """

    disease = models.OneToOneField(
        Disease, primary_key=True, on_delete=models.CASCADE, related_name="out_of_scope"
    )
    reason = models.TextField("raison")
    redirect = models.TextField("vers qui se tourner")

    class Meta:
        verbose_name = "maladie hors du champ"
        verbose_name_plural = "maladies hors du champ"

    def __str__(self) -> str:
        return str(self.disease)
