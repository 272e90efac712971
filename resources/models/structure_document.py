"""Documents of a structure: a welcome booklet, a way in, a form to bring. One reads them there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundations.provenance import Provenance, PublishedManager
from structures.models import Structure


class StructureDocument(Provenance):
    """A document on the site of its publisher: a link, never a copy."""

    class Kind(models.TextChoices):
        """In the order in which they are shown."""

        BOOKLET = "booklet", _("livret d’accueil")
        WAY_IN = "way_in", _("plan d’accès")
        FORM = "form", _("formulaire ou courrier à préparer")
        LEAFLET = "leaflet", _("information pour les patients")
        PROFESSIONAL = "professional", _("document pour les professionnels")
        OTHER = "other", _("document")

    structure = models.ForeignKey(
        Structure, verbose_name="structure", on_delete=models.CASCADE, related_name="documents"
    )
    kind = models.CharField("nature", max_length=12, choices=Kind.choices, default=Kind.OTHER)
    title = models.CharField("titre", max_length=300)
    url = models.URLField("adresse web", max_length=500)
    year = models.PositiveSmallIntegerField("année", null=True, blank=True)

    objects = PublishedManager()

    class Meta:
        verbose_name = "document d’une structure"
        verbose_name_plural = "documents des structures"
        ordering = ["structure", "kind", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["structure", "url"],
                name="one_document_per_address_of_a_structure",
                violation_error_message="Ce document est déjà dans la liste.",
            )
        ]

    def __str__(self) -> str:
        return self.title
