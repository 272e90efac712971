"""Videos: what one watches, and whether its words can be read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from diseases.models import Disease
from resources.models.resource import DiseaseLink, Shelved


class Video(Shelved):
    """A video on the page of its publisher: it is never played here, nor asked for by a page."""

    class Transcript(models.TextChoices):
        WRITTEN = "written", _("avec transcription")
        AUTOMATIC = "automatic", _("avec transcription automatique")
        UNKNOWN = "", _("transcription non indiquée")

    presents = models.CharField("ce qu’elle présente", max_length=300, blank=True)
    year = models.PositiveSmallIntegerField("année", null=True, blank=True)
    transcript = models.CharField(
        "transcription", max_length=9, choices=Transcript.choices, blank=True
    )
    diseases = models.ManyToManyField(
        Disease, through="VideoDisease", related_name="videos", verbose_name="maladies"
    )

    class Meta(Shelved.Meta):
        verbose_name = "vidéo"
        ordering = ["title", "slug"]


class VideoDisease(DiseaseLink):
    resource = models.ForeignKey(
        Video, verbose_name="vidéo", on_delete=models.CASCADE, related_name="links"
    )

    class Meta:
        verbose_name = "maladie d’une vidéo"
        verbose_name_plural = "maladies des vidéos"
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "disease"], name="one_video_link_per_disease"
            )
        ]

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.disease_id}"
