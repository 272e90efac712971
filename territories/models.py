"""Where people live: regions, departments, communes, postal areas, and the names they go by.

Built by `manage.py rebuild_communes`, loaded by `manage.py load_data` from data/communes/, whose
README names the sources. Areas are WGS 84 geometries; the point of a commune is a geography.
"""

from django.contrib.gis.db.models import MultiPolygonField, PointField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from foundations.geography import WGS84, GeographicQuerySet
from foundations.provenance import Evidence
from territories.territory import Territory


class Region(models.Model):
    """One of the 18 regions; overseas collectivities have none."""

    code = models.CharField("code", max_length=3, primary_key=True)
    name = models.CharField("nom", max_length=60)

    class Meta:
        verbose_name = "région"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """One of the 101 departments, or an overseas collectivity that stands in the same place."""

    class Kind(models.TextChoices):
        DEPARTMENT = "department", "département"
        COLLECTIVITY = "collectivity", "collectivité d'outre-mer"

    code = models.CharField("code", max_length=3, primary_key=True)
    name = models.CharField("nom", max_length=60)
    kind = models.CharField("nature", max_length=12, choices=Kind.choices)
    region = models.ForeignKey(
        Region, verbose_name="région", null=True, blank=True, on_delete=models.PROTECT
    )
    territory = models.CharField("territoire", max_length=30, choices=Territory.choices)
    search_name = models.CharField(max_length=60, editable=False)
    area = MultiPolygonField(
        "contour",
        srid=WGS84,
        null=True,
        blank=True,
        help_text="union of the communes as drawn at the regional scale",
    )
    area_overview = MultiPolygonField(
        "contour lointain", srid=WGS84, null=True, spatial_index=False
    )

    class Meta:
        verbose_name = "département"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class CommuneQuerySet(GeographicQuerySet):
    def communes(self) -> "CommuneQuerySet":
        """The communes proper, without the arrondissements of Paris, Lyon and Marseille."""
        return self.filter(kind=Commune.Kind.COMMUNE)


class Commune(models.Model):
    """A commune, or a municipal arrondissement of Paris, Lyon or Marseille (then with a parent).

    Its point stands for "somewhere in this commune": the town hall when it lies inside, else a
    point on the surface, else nothing.
    """

    class Kind(models.TextChoices):
        COMMUNE = "commune", "commune"
        ARRONDISSEMENT = "arrondissement", "arrondissement municipal"

    class Precision(models.TextChoices):
        TOWN_HALL = "town_hall", "mairie"
        SURFACE_POINT = "surface_point", "point dans la commune"
        NONE = "none", "sans position"

    insee = models.CharField("code INSEE", max_length=5, primary_key=True)
    kind = models.CharField("nature", max_length=14, choices=Kind.choices)
    name = models.CharField("nom sans article", max_length=80)
    full_name = models.CharField("nom", max_length=80)
    search_name = models.CharField(max_length=80, editable=False)
    department = models.ForeignKey(
        Department,
        verbose_name="département",
        on_delete=models.PROTECT,
        related_name="communes",
        db_index=False,  # below, without the LIKE twin that Django adds to text keys
    )
    territory = models.CharField("territoire", max_length=30, choices=Territory.choices)
    parent = models.ForeignKey(
        "self",
        verbose_name="ville",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="arrondissements",
        db_index=False,
    )
    population = models.PositiveIntegerField("population légale", null=True, blank=True)
    density = models.FloatField("habitants au km²", null=True, blank=True)
    point = PointField("position", geography=True, srid=WGS84, null=True, blank=True)
    point_precision = models.CharField(
        "précision de la position", max_length=13, choices=Precision.choices
    )
    crossing = models.CharField(
        "traversée",
        max_length=120,
        blank=True,
        help_text="how one leaves a place that no road reaches; then no minutes are estimated",
    )
    area = MultiPolygonField("contour", srid=WGS84, null=True, blank=True)
    area_overview = MultiPolygonField(
        "contour lointain", srid=WGS84, null=True, blank=True, spatial_index=False
    )
    area_regional = MultiPolygonField(
        "contour régional", srid=WGS84, null=True, blank=True, spatial_index=False
    )

    summary = models.TextField(
        editable=False,
        blank=True,
        help_text="its entry in the answers of /api/v1/places as JSON, made by the loader",
    )

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = "commune"
        ordering = ["insee"]
        indexes = [
            models.Index(fields=["department"], name="commune_department"),
            models.Index(
                fields=["parent"], name="commune_parent", condition=Q(parent__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="commune_precision_tells_point",
                condition=Q(point__isnull=True, point_precision="none")
                | (Q(point__isnull=False) & ~Q(point_precision="none")),
            ),
            models.CheckConstraint(
                name="commune_arrondissement_has_city",
                condition=Q(kind="commune", parent__isnull=True)
                | Q(kind="arrondissement", parent__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.insee})"


class FormerCommune(models.Model):
    """A commune that is no more one, and today's commune that holds it."""

    class Kind(models.TextChoices):
        DELEGATED = "delegated", "commune déléguée"
        ASSOCIATED = "associated", "commune associée"
        MERGED = "merged", "ancienne commune"
        RECODED = "recoded", "ancien code"
        RENAMED = "renamed", "ancien nom"

    code = models.CharField("code INSEE d'alors", max_length=5)
    name = models.CharField("nom", max_length=80, blank=True)
    search_name = models.CharField(max_length=80, editable=False)
    kind = models.CharField("nature", max_length=10, choices=Kind.choices)
    commune = models.ForeignKey(
        Commune, verbose_name="commune d'aujourd'hui", on_delete=models.CASCADE, db_index=False
    )

    class Meta:
        verbose_name = "ancienne commune"
        verbose_name_plural = "anciennes communes"
        ordering = ["code", "kind"]
        indexes = [models.Index(fields=["commune"], name="former_commune_commune")]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "kind", "commune"], name="former_commune_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name or self.code} -> {self.commune_id}"


class PostalArea(models.Model):
    """A postcode and a commune that it serves; two postcodes in three serve several communes."""

    postcode = models.CharField("code postal", max_length=5)
    commune = models.ForeignKey(
        Commune,
        verbose_name="commune",
        on_delete=models.CASCADE,
        related_name="postal_areas",
        db_index=False,
    )

    class Meta:
        verbose_name = "code postal"
        verbose_name_plural = "codes postaux"
        ordering = ["postcode", "commune"]
        constraints = [
            models.UniqueConstraint(fields=["postcode", "commune"], name="postal_area_unique")
        ]
        indexes = [models.Index(fields=["commune"], name="postal_area_commune")]

    def __str__(self) -> str:
        return f"{self.postcode} {self.commune_id}"


class Cedex(models.Model):
    """A code of business mail, or another code that no list of postcodes has, and its commune."""

    code = models.CharField("code", max_length=5)
    commune = models.ForeignKey(Commune, verbose_name="commune", on_delete=models.CASCADE)
    label = models.CharField("libellé", max_length=80)
    source = models.TextField("source")
    evidence = models.CharField(
        "preuve", max_length=20, choices=Evidence.choices, default=Evidence.SOURCED
    )

    class Meta:
        verbose_name = "CEDEX"
        verbose_name_plural = "CEDEX"
        ordering = ["code", "commune"]
        constraints = [models.UniqueConstraint(fields=["code", "commune"], name="cedex_unique")]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"


class PlaceName(models.Model):
    """Every name that a commune is looked up by; derived from the tables above by the loader.

    `key` is folded for comparison; `weight`, after the population of the commune, orders homonyms;
    `summary` repeats the commune's, so that suggestions read this table and no other (0.3 ms
    instead of 0.9, of which planning the joins was the most).
    """

    class Kind(models.TextChoices):
        NAME = "name", "nom"
        BARE = "bare", "nom sans article"
        FORMER = "former_commune", "ancienne commune"

    key = models.CharField(max_length=80)
    label = models.CharField(max_length=80)
    kind = models.CharField(max_length=14, choices=Kind.choices)
    commune = models.ForeignKey(
        Commune, on_delete=models.CASCADE, related_name="names", db_index=False
    )
    weight = models.PositiveIntegerField()
    summary = models.TextField()

    class Meta:
        verbose_name = "nom de lieu"
        verbose_name_plural = "noms de lieux"
        constraints = [models.UniqueConstraint(fields=["commune", "key"], name="place_name_unique")]
        indexes = [
            models.Index(OpClass(F("key"), name="text_pattern_ops"), name="place_name_prefix"),
            models.Index(F("weight").desc(), F("id"), name="place_name_weight"),
            GinIndex(OpClass(F("key"), name="gin_trgm_ops"), name="place_name_trigrams"),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.commune_id})"


class PlatformZone(models.Model):
    """The area that a rare-disease platform announces: information, never a filter."""

    slug = models.SlugField("adresse courte", primary_key=True)
    name = models.CharField("nom", max_length=120)

    class Meta:
        verbose_name = "zone de plateforme"
        verbose_name_plural = "zones de plateforme"
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name


class PlatformZonePart(models.Model):
    """One part of a zone, as its source words it.

    A part of a department without a list of communes has `communes` empty on purpose: no document
    draws its limit, and we do not either.
    """

    class Scope(models.TextChoices):
        DEPARTMENT = "department", "département entier"
        PART = "part_of_department", "partie de département"
        ESTABLISHMENT = "establishment", "un établissement"

    zone = models.ForeignKey(
        PlatformZone, verbose_name="zone", on_delete=models.CASCADE, related_name="parts"
    )
    name = models.CharField("nom", max_length=120)
    scope = models.CharField("étendue", max_length=20, choices=Scope.choices)
    departments = models.ManyToManyField(Department, verbose_name="départements", blank=True)
    communes = models.ManyToManyField(Commune, verbose_name="communes", blank=True)
    evidence = models.CharField(
        "preuve", max_length=20, choices=Evidence.choices, default=Evidence.TO_VERIFY
    )
    note = models.TextField("note", blank=True)
    source = models.TextField("source", blank=True)

    class Meta:
        verbose_name = "partie de zone"
        verbose_name_plural = "parties de zone"
        ordering = ["zone", "name"]
        constraints = [
            models.UniqueConstraint(fields=["zone", "name"], name="platform_zone_part_unique")
        ]

    def __str__(self) -> str:
        return f"{self.zone_id}: {self.name}"
