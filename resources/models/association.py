"""Associations of patients and families: whom one joins. Most have no place on a map."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from diseases.models import Disease, Filiere
from foundations.provenance import Provenance, Published
from resources.models.resource import DiseaseLink
from territories.models import Department


class AssociationQuerySet(Published):
    def published(self) -> Published:
        """What the public may see: an association that the register says dissolved is gone."""
        return super().published().filter(dissolved_on=None)


class AssociationManager(models.Manager.from_queryset(AssociationQuerySet)):  # type: ignore[misc]
    """Named for mypy, as `foundations.provenance.PublishedManager` is."""


class Association(Provenance):
    """An association, its web site, and what a source gives of its seat.

    That it works with a platform or a centre is never implied: no source says so of all but one.
    """

    class Scope(models.TextChoices):
        NATIONAL = "national", "nationale"
        LOCAL = "local", "locale"
        UNKNOWN = "", "étendue à préciser"

    slug = models.SlugField("adresse courte", max_length=120, primary_key=True)
    name = models.CharField("nom", max_length=300)
    scope = models.CharField("étendue", max_length=8, choices=Scope.choices, blank=True)
    department = models.ForeignKey(
        Department,
        verbose_name="département",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="associations",
        help_text="where a local association acts",
    )
    concerns = models.CharField(
        "pour qui", max_length=300, blank=True, help_text="the diseases, in the source's words"
    )
    filiere = models.ForeignKey(
        Filiere,
        verbose_name="filière",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="associations",
        help_text="of the diseases that it stands for: our own filing",
    )
    diseases = models.ManyToManyField(
        Disease, through="AssociationDisease", related_name="associations", verbose_name="maladies"
    )
    website = models.URLField("site", max_length=500, blank=True)
    phone = models.CharField(
        "téléphone", max_length=30, blank=True, help_text="of the association, never of a person"
    )
    address = models.CharField("voie", max_length=300, blank=True)
    postcode = models.CharField("code postal", max_length=5, blank=True)
    seat_city = models.CharField("ville du siège", max_length=100, blank=True)
    contact_year = models.PositiveSmallIntegerField(
        "année des coordonnées",
        null=True,
        blank=True,
        help_text="year of the document that gives the phone and the street, when it is old",
    )
    founded = models.PositiveSmallIntegerField("année de création", null=True, blank=True)
    siren = models.CharField(
        "SIREN", max_length=9, blank=True, validators=[RegexValidator(r"^\d{9}$")]
    )
    rna = models.CharField(
        "RNA", max_length=10, blank=True, validators=[RegexValidator(r"^W\d{9}$")]
    )
    registered_title = models.CharField(
        "nom déclaré", max_length=300, blank=True, help_text="in the national register (RNA)"
    )
    registered_seat = models.CharField(
        "siège déclaré",
        max_length=120,
        blank=True,
        help_text="postcode and commune in the national register (RNA)",
    )
    registry_as_of = models.DateField("répertoire national à la date du", null=True, blank=True)
    dissolved_on = models.DateField(
        "dissoute le", null=True, blank=True, help_text="in the national register (RNA)"
    )
    note = models.TextField("remarque", blank=True)

    objects = AssociationManager()

    class Meta:
        verbose_name = "association"
        ordering = ["name", "slug"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("association", kwargs={"slug": self.slug})


class AssociationDisease(DiseaseLink):
    resource = models.ForeignKey(
        Association, verbose_name="association", on_delete=models.CASCADE, related_name="links"
    )

    class Meta:
        verbose_name = "maladie d’une association"
        verbose_name_plural = "maladies des associations"
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "disease"], name="one_association_link_per_disease"
            )
        ]

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.disease_id}"
