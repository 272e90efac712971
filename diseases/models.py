"""Rare diseases after the ORPHA nomenclature, and the national networks that animate their care."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from foundations.provenance import Evidence, Provenance
from foundations.text import fold


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

    orpha = models.PositiveIntegerField("code ORPHA", primary_key=True)
    name = models.CharField("nom", max_length=300)
    name_en = models.CharField("nom anglais", max_length=300, blank=True)
    level = models.CharField("niveau", max_length=10, choices=Level.choices)
    type = models.CharField("type Orphanet", max_length=60, blank=True)
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
    prevalence = models.CharField("prévalence", max_length=40, blank=True)
    prevalence_geography = models.CharField("zone de la prévalence", max_length=80, blank=True)
    birth_prevalence = models.CharField("prévalence à la naissance", max_length=40, blank=True)
    birth_prevalence_geography = models.CharField(
        "zone de la prévalence à la naissance", max_length=80, blank=True
    )
    icd10 = ArrayField(
        models.CharField(max_length=10), verbose_name="CIM-10", default=list, blank=True
    )
    icd10_evidence = models.CharField(
        "preuve de la CIM-10", max_length=20, choices=Evidence.choices, default=Evidence.TO_VERIFY
    )
    searchable = models.BooleanField(
        "proposée à la recherche",
        default=True,
        help_text="false for ancestors that are known only to carry the hierarchy",
    )

    class Meta:
        verbose_name = "maladie"
        ordering = ["orpha"]

    def __str__(self) -> str:
        return f"{self.name} (ORPHA:{self.orpha})"


class DiseaseName(models.Model):
    """A name by which people may look for a disease; the search reads this table alone."""

    class Kind(models.TextChoices):
        PREFERRED = "preferred", "nom"
        SYNONYM = "synonym", "autre nom"
        ACRONYM = "acronym", "sigle"
        LAY = "lay", "nom courant"

    disease = models.ForeignKey(Disease, on_delete=models.CASCADE, related_name="names")
    text = models.CharField("nom", max_length=300)
    search_text = models.CharField(max_length=300, editable=False)
    kind = models.CharField("nature", max_length=10, choices=Kind.choices)
    language = models.CharField("langue", max_length=2, default="fr")

    class Meta:
        verbose_name = "nom de maladie"
        verbose_name_plural = "noms de maladies"
        constraints = [
            models.UniqueConstraint(
                fields=["disease", "text", "language"], name="one_name_per_disease_and_language"
            )
        ]
        indexes = [
            GinIndex(
                fields=["search_text"], name="disease_name_trigrams", opclasses=["gin_trgm_ops"]
            ),
            models.Index(
                fields=["search_text"], name="disease_name_prefix", opclasses=["text_pattern_ops"]
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args, **kwargs) -> None:
        self.search_text = fold(self.text)
        super().save(*args, **kwargs)


class DiseaseEdge(models.Model):
    """A child and one of its parents, with the classifications in which the link stands."""

    child = models.ForeignKey(Disease, on_delete=models.CASCADE, related_name="parent_edges")
    parent = models.ForeignKey(Disease, on_delete=models.CASCADE, related_name="child_edges")
    classifications = ArrayField(
        models.PositiveIntegerField(), help_text="Orphanet classification identifiers"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "parent"], name="one_edge_per_pair"),
            models.CheckConstraint(
                condition=~models.Q(child=models.F("parent")), name="no_edge_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} → {self.parent_id}"


class Ancestry(models.Model):
    """The closure of the edges: every ancestor of every entity, itself excluded.

    `in_preferential` says that the path stays inside the classification that Orphanet prefers for
    the descendant: rule R1 needs it to tell "below, medically" from "below, in some other list".
    """

    descendant = models.ForeignKey(Disease, on_delete=models.CASCADE, related_name="ancestries")
    ancestor = models.ForeignKey(Disease, on_delete=models.CASCADE, related_name="descendances")
    depth = models.PositiveSmallIntegerField("marches", help_text="links of the shortest path")
    in_preferential = models.BooleanField("dans la classification préférée")

    class Meta:
        verbose_name = "ascendance"
        constraints = [
            models.UniqueConstraint(fields=["descendant", "ancestor"], name="one_ancestry_per_pair")
        ]

    def __str__(self) -> str:
        return f"{self.descendant_id} ⊂ {self.ancestor_id}"


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
