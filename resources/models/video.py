"""Videos: what one watches, and whether its words can be read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from diseases.models import Disease
from foundations.provenance import Published
from resources.models.resource import DiseaseLink, Shelved
from structures.models import Structure

WORDS_CAN_BE_READ = models.Q(captions=True, transcript="written") & (
    ~models.Q(transcript_text="") | ~models.Q(transcript_url="")
)
"""What a video needs to be shown as one: captions, and its words written where one can read them.
Automatic ones do not count: names of diseases and of drugs come out wrong."""


class VideoQuerySet(Published):
    def that_all_can_follow(self) -> "VideoQuerySet":
        return self.filter(WORDS_CAN_BE_READ)


class VideoManager(models.Manager.from_queryset(VideoQuerySet)):  # type: ignore[misc]
    """Named, as `foundations.provenance.PublishedManager` is."""


class Video(Shelved):
    """A video on the page of its publisher: it is never played here, nor asked for by a page.

    One of a structure is refused without captions and a written transcript.
    """

    class Transcript(models.TextChoices):
        WRITTEN = "written", _("avec transcription")
        AUTOMATIC = "automatic", _("avec transcription automatique")
        UNKNOWN = "", _("transcription non indiquée")

    presents = models.CharField("ce qu’elle présente", max_length=300, blank=True)
    year = models.PositiveSmallIntegerField("année", null=True, blank=True)
    transcript = models.CharField(
        "transcription", max_length=9, choices=Transcript.choices, blank=True
    )
    publisher = models.CharField("publiée par", max_length=200, blank=True)
    structure = models.ForeignKey(
        Structure,
        verbose_name="structure présentée",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="videos",
    )
    captions = models.BooleanField(
        "sous-titres", default=False, help_text="written or read again by people"
    )
    transcript_text = models.TextField("texte de la transcription", blank=True)
    transcript_url = models.URLField("où lire la transcription", max_length=500, blank=True)
    diseases = models.ManyToManyField(
        Disease, through="VideoDisease", related_name="videos", verbose_name="maladies"
    )

    objects = VideoManager()  # type: ignore[misc]

    class Meta(Shelved.Meta):
        verbose_name = "vidéo"
        ordering = ["title", "slug"]
        constraints = [
            *Shelved.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(structure=None) | WORDS_CAN_BE_READ,
                name="video_of_a_structure_can_be_read",
                violation_error_message=(
                    "La vidéo d’une structure doit avoir des sous-titres et une transcription "
                    "écrite, avec son texte ou l’adresse où le lire."
                ),
            ),
        ]


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
