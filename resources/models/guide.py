"""Guides for patients and those around them: what to ask, of whom, in one situation of life.

They speak of steps and rights in general, in our own words. What is decided case by case says so.
"""

from django.db import models
from django.urls import reverse

from foundations.provenance import Provenance, PublishedManager
from foundations.words import Words
from structures.models import Category


class Guide(Provenance):
    """One situation: school, work, transport… or the first steps after a diagnosis."""

    class Kind(models.TextChoices):
        SITUATION = "situation", "situation de la vie"
        FIRST_STEPS = "first_steps", "premiers pas"

    slug = models.SlugField("adresse courte", max_length=60, primary_key=True)
    kind = models.CharField("nature", max_length=11, choices=Kind.choices, default=Kind.SITUATION)
    position = models.PositiveSmallIntegerField("rang")
    title_fr = models.CharField("titre", max_length=120)
    title_en = models.CharField("titre en anglais", max_length=120)
    summary_fr = models.TextField("en une phrase")
    summary_en = models.TextField("en une phrase, en anglais")

    objects = PublishedManager()

    class Meta:
        verbose_name = "guide"
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.title_fr

    def get_absolute_url(self) -> str:
        return reverse("guide", kwargs={"slug": self.slug})

    @property
    def title(self) -> Words:
        return Words(self.title_fr, self.title_en)

    @property
    def summary(self) -> Words:
        return Words(self.summary_fr, self.summary_en)


class GuideStep(Provenance):
    """One thing to do or to ask for; `category` is that of the services of the directory that help,
    `url` an official page."""

    guide = models.ForeignKey(
        Guide, verbose_name="guide", on_delete=models.CASCADE, related_name="steps"
    )
    position = models.PositiveSmallIntegerField("rang")
    title_fr = models.CharField("titre", max_length=120)
    title_en = models.CharField("titre en anglais", max_length=120)
    text_fr = models.TextField("texte")
    text_en = models.TextField("texte en anglais")
    category = models.CharField(
        "services de l’annuaire", max_length=24, choices=Category.choices, blank=True
    )
    url = models.URLField("où en savoir plus", max_length=500, blank=True)

    objects = PublishedManager()

    class Meta:
        verbose_name = "étape d’un guide"
        verbose_name_plural = "étapes d’un guide"
        ordering = ["guide", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["guide", "position"],
                name="one_step_a_rank_of_a_guide",
                violation_error_message="Deux étapes de ce guide ont le même rang.",
            )
        ]

    def __str__(self) -> str:
        return self.title_fr

    @property
    def title(self) -> Words:
        return Words(self.title_fr, self.title_en)

    @property
    def text(self) -> Words:
        return Words(self.text_fr, self.text_en)
