"""The hospitals and other establishments in which centres are housed."""

from django.db import models

from structures.models.structure import Structure, StructureQuerySet


class Establishment(Structure):
    """A geographical establishment (FINESS ET)."""

    class Platform(models.TextChoices):
        """What the documents of the ESMARA platform say of the establishment."""

        LEADER = "leader", "porteur"
        MEMBER = "member", "membre"
        MEMBER_SITE = "member_site", "site d'un membre"
        AFFILIATE = "affiliate", "affilié"
        AFFILIATE_SITE = "affiliate_site", "site d'un affilié"
        NONE = "", "hors plateforme"

    structure_ptr = models.OneToOneField(
        Structure,
        parent_link=True,
        primary_key=True,
        on_delete=models.CASCADE,
        # the default, "establishment", is the name of a centre's own establishment
        related_name="as_establishment",
    )
    finess = models.CharField(
        "FINESS géographique", max_length=9, unique=True, null=True, blank=True
    )
    finess_legal = models.CharField("FINESS juridique", max_length=9, blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    category = models.CharField("catégorie FINESS", max_length=4, blank=True)
    official_name = models.CharField("raison sociale FINESS", max_length=200, blank=True)
    group = models.CharField("groupe", max_length=200, blank=True)
    platform = models.CharField(
        "plateforme ESMARA", max_length=15, choices=Platform.choices, blank=True
    )
    platform_note = models.CharField("précision sur la plateforme", max_length=200, blank=True)
    emergency_general = models.BooleanField("urgences autorisées", null=True, blank=True)
    emergency_paediatric = models.BooleanField("urgences pédiatriques", null=True, blank=True)

    objects = StructureQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "établissement"

    def save(self, *args, **kwargs) -> None:
        self.kind = Structure.Kind.ESTABLISHMENT
        super().save(*args, **kwargs)
        for hosted in (*self.centres.all(), *self.services.all()):
            if not hosted.stands_apart:
                hosted.save()
