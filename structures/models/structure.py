"""What stands somewhere: the umbrella of every kind of structure, its phones, its service area."""

from typing import Any

from django.contrib.gis.db.models import PointField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models.functions import Cast
from django.urls import reverse

from foundations.geography import WGS84, GeographicQuerySet
from foundations.provenance import Evidence, Provenance
from territories.models import Commune, Department
from territories.territory import Territory


class StructureQuerySet(GeographicQuerySet):
    def published(self) -> "StructureQuerySet":
        """What the public may see.

        Rows on general knowledge wait for an editor's word; a duplicate is told by the row that it
        was merged into.
        """
        return self.standing().exclude(evidence=Evidence.GENERAL_KNOWLEDGE)

    def standing(self) -> "StructureQuerySet":
        """Every row, published or not, but for the duplicates that were merged into another."""
        return self.filter(merged_into=None)

    def kept_for(self, slug: str) -> "Structure | None":
        """The published row that the duplicate of this short address was merged into, if any.

        One query a merge: a row that was kept may have been merged in its turn.
        """
        row: Any = self.exclude(merged_into=None).filter(slug=slug).first()
        while row is not None and row.merged_into_id is not None:
            row = Structure.objects.filter(pk=row.merged_into_id).first()
        published = row is not None and row.evidence != Evidence.GENERAL_KNOWLEDGE
        return row if published else None


class Structure(Provenance):
    """One row of the directory, whatever it is; the kinds with more to say extend it.

    Its point is that of the door when the source is exact. A centre takes the place of its
    establishment (see `structures.models.centre`), so that every kind is found the same way.
    """

    class Kind(models.TextChoices):
        ESTABLISHMENT = "establishment", "établissement"
        CENTRE = "centre", "centre maladies rares"
        EMERGENCY = "emergency", "service d’urgence"
        AUTHORITY = "authority", "administration"
        MEDICO_SOCIAL = "medico_social", "structure sociale, médico-sociale ou de soins"
        PARAMEDICAL = "paramedical", "soutien paramédical ou psychologique"
        LABORATORY = "laboratory", "laboratoire ou plateforme"
        RESEARCH_UNIT = "research_unit", "unité de recherche"

    class Precision(models.TextChoices):
        EXACT = "exact", "exact"
        PROBABLE = "probable", "probable, à confirmer"
        DEPARTMENT = "department", "département seulement"
        NONE = "none", "inconnu"

    slug = models.SlugField("adresse courte", max_length=120, unique=True)
    kind = models.CharField("nature", max_length=20, choices=Kind.choices, editable=False)
    name = models.CharField("nom", max_length=300)
    address = models.CharField("voie", max_length=300, blank=True)
    postal_line = models.CharField(
        "ligne postale", max_length=120, blank=True, help_text="94010 CRETEIL CEDEX"
    )
    commune = models.ForeignKey(
        Commune, verbose_name="commune", null=True, blank=True, on_delete=models.PROTECT
    )
    department = models.ForeignKey(
        Department, verbose_name="département", null=True, blank=True, on_delete=models.PROTECT
    )
    territory = models.CharField(
        "territoire", max_length=30, choices=Territory.choices, blank=True, db_index=True
    )
    point = PointField("position", geography=True, srid=WGS84, null=True, blank=True)
    point_precision = models.CharField(
        "précision de la position",
        max_length=12,
        choices=Precision.choices,
        default=Precision.NONE,
    )
    official_url = models.URLField("page officielle", max_length=500, blank=True)
    note = models.TextField("remarque", blank=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name="fusionnée dans",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="merged",
        help_text="the row that tells what this duplicate told; see `upkeep.merging`",
    )
    updated_at = models.DateTimeField("modifié le", auto_now=True, db_index=True)

    objects = StructureQuerySet.as_manager()

    class Meta:
        verbose_name = "structure"
        ordering = ["name", "slug"]
        indexes = [
            GistIndex(Cast("point", PointField(srid=WGS84)), name="structure_point_on_the_plane"),
            models.Index(fields=["kind", "slug"], name="structure_kind_slug"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(point__isnull=True)
                | models.Q(point_precision__in=["exact", "probable", "department"]),
                name="structure_point_has_a_precision",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True)
                | ~models.Q(merged_into=models.F("id")),
                name="structure_is_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.place_by_commune()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Its public page: centres have addresses of their own (public contract)."""
        name = "centre" if self.kind == self.Kind.CENTRE else "structure"
        return reverse(name, kwargs={"slug": self.slug})

    def place_by_commune(self) -> None:
        """The department and the territory follow from the commune when there is one."""
        if self.commune is not None:
            self.department = self.commune.department
        if self.department is not None:
            self.territory = self.department.territory


class Phone(models.Model):
    """A number of a service, never of a person, with the date at which the source gave it."""

    class Kind(models.TextChoices):
        CENTRE = "centre", "centre"
        SERVICE = "service", "service"
        SWITCHBOARD = "switchboard", "standard de l'hôpital"
        EXPERT_LINE = "expert_line", "avis urgent pour professionnels"

    structure = models.ForeignKey(Structure, on_delete=models.CASCADE, related_name="phones")
    number = models.CharField(
        "numéro",
        max_length=30,
        blank=True,
        help_text="empty: the line exists but its number is only on the official page",
    )
    kind = models.CharField("nature", max_length=12, choices=Kind.choices)
    hours = models.CharField("horaires", max_length=300, blank=True)
    as_of = models.DateField("à la date du", null=True, blank=True)
    url = models.URLField("page officielle", max_length=500, blank=True)
    source = models.TextField("source", blank=True)

    class Meta:
        verbose_name = "téléphone"
        ordering = ["structure", "kind", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["structure", "kind", "number"], name="one_phone_per_structure_and_kind"
            )
        ]

    def __str__(self) -> str:
        return self.number or "numéro sur la page officielle"


class ServiceArea(Provenance):
    """Where a structure takes people from; a structure without one says nothing about it."""

    class Kind(models.TextChoices):
        COMMUNES = "communes", "communes"
        DEPARTMENTS = "departments", "départements"
        TERRITORY = "territory", "territoire"
        NATIONAL = "national", "France entière"

    structure = models.ForeignKey(Structure, on_delete=models.CASCADE, related_name="service_areas")
    kind = models.CharField("étendue", max_length=12, choices=Kind.choices)
    communes = models.ManyToManyField(Commune, verbose_name="communes", blank=True)
    departments = models.ManyToManyField(Department, verbose_name="départements", blank=True)
    territory = models.CharField("territoire", max_length=30, choices=Territory.choices, blank=True)

    class Meta:
        verbose_name = "zone d'intervention"
        verbose_name_plural = "zones d'intervention"
        constraints = [
            models.UniqueConstraint(fields=["structure", "kind"], name="one_area_per_kind")
        ]

    def __str__(self) -> str:
        return f"{self.structure}: {self.get_kind_display()}"
