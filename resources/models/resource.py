"""What all resources share: what the public may see, documents, and the link to a disease."""

from django.db import models

from diseases.models import Disease
from foundations.provenance import Provenance, PublishedManager


class Shelved(Provenance):
    """Something that one reads, attends or joins, and how near its address leads to it."""

    class Precision(models.TextChoices):
        EXACT = "exact", "le document ou sa page"
        LIST = "list", "une liste où le trouver"
        SITE = "site", "le site de l’éditeur seulement"
        NONE = "", "aucune adresse connue"

    slug = models.SlugField("adresse courte", max_length=120, primary_key=True)
    title = models.CharField("titre", max_length=300)
    url = models.URLField("adresse web", max_length=500, blank=True)
    url_precision = models.CharField(
        "où mène l’adresse", max_length=5, choices=Precision.choices, blank=True
    )
    note = models.TextField("remarque", blank=True)

    objects = PublishedManager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(url="", url_precision="")
                | (~models.Q(url="") & ~models.Q(url_precision="")),
                name="%(class)s_address_says_where_it_leads",
                violation_error_message="Dites où mène l’adresse, et seulement s’il y en a une.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Document(Shelved):
    """Something to read that has versions."""

    year = models.PositiveSmallIntegerField(
        "année", null=True, blank=True, help_text="of the newest version that the source names"
    )

    class Meta(Shelved.Meta):
        abstract = True


class DiseaseLink(Provenance):
    """A disease or group of which a resource speaks.

    `evidence` is that of the link: to verify when the code was chosen by us from a title that
    does not name the disease as Orphanet does.
    """

    disease = models.ForeignKey(
        Disease, verbose_name="maladie", on_delete=models.PROTECT, related_name="%(class)ss"
    )

    objects = PublishedManager()

    class Meta:
        abstract = True
