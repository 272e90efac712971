"""What research units work on: their themes, and the works that they published."""

from django.core.validators import RegexValidator
from django.db import models

from diseases.models import Disease
from foundations.provenance import Provenance, PublishedManager
from resources.models.resource import DiseaseLink, Document
from structures.models import Category, Service

OF_UNITS = models.Q(category=Category.RESEARCH_UNIT)
DOI = r"^10\.\d{4,9}/\S+$"


class ResearchTheme(Provenance):
    """A theme of a research unit, in the words of the page that tells it."""

    unit = models.ForeignKey(
        Service,
        verbose_name="unité de recherche",
        on_delete=models.CASCADE,
        related_name="themes",
        limit_choices_to=OF_UNITS,
    )
    position = models.PositiveSmallIntegerField("rang")
    title = models.CharField("thème", max_length=200)

    objects = PublishedManager()

    class Meta:
        verbose_name = "thème de recherche"
        verbose_name_plural = "thèmes de recherche"
        ordering = ["unit", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "position"],
                name="one_theme_a_rank",
                violation_error_message="Deux thèmes de cette unité ont le même rang.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Publication(Document):
    """A published work of one or several units; its authors stand on its own page only."""

    journal = models.CharField("revue", max_length=200, blank=True)
    doi = models.CharField(
        "DOI", max_length=100, blank=True, validators=[RegexValidator(DOI)], help_text="10.1186/…"
    )
    units = models.ManyToManyField(
        Service,
        through="PublicationUnit",
        verbose_name="unités de recherche",
        related_name="publications",
    )
    diseases = models.ManyToManyField(
        Disease, through="PublicationDisease", related_name="publications", verbose_name="maladies"
    )

    class Meta(Document.Meta):
        verbose_name = "publication"
        ordering = ["title", "slug"]


class PublicationUnit(Provenance):
    """A unit that signed a publication."""

    publication = models.ForeignKey(
        Publication, verbose_name="publication", on_delete=models.CASCADE, related_name="signatures"
    )
    unit = models.ForeignKey(
        Service,
        verbose_name="unité de recherche",
        on_delete=models.CASCADE,
        related_name="signatures",
        limit_choices_to=OF_UNITS,
    )

    objects = PublishedManager()

    class Meta:
        verbose_name = "unité d’une publication"
        verbose_name_plural = "unités des publications"
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "unit"],
                name="one_signature_a_unit",
                violation_error_message="Cette unité est déjà nommée.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.publication_id}: {self.unit_id}"


class PublicationDisease(DiseaseLink):
    resource = models.ForeignKey(
        Publication, verbose_name="publication", on_delete=models.CASCADE, related_name="links"
    )

    class Meta:
        verbose_name = "maladie d’une publication"
        verbose_name_plural = "maladies des publications"
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "disease"], name="one_publication_link_per_disease"
            )
        ]

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.disease_id}"
