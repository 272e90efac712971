"""The words of the site: each acronym in full, and what it means to somebody who reads it first."""

from django.db import models

from foundations.provenance import Provenance, PublishedManager
from foundations.words import Words


class Term(Provenance):
    """An acronym or a word of French care; `acronym` is written as on the site, empty for a word.

    The English words explain: French institutions have no English name of their own.
    """

    slug = models.SlugField("adresse courte", max_length=60, primary_key=True)
    acronym = models.CharField("sigle", max_length=20, blank=True)
    words_fr = models.CharField("en toutes lettres", max_length=150)
    words_en = models.CharField("en toutes lettres, en anglais", max_length=150)
    meaning_fr = models.TextField("ce que c’est")
    meaning_en = models.TextField("ce que c’est, en anglais")
    url = models.URLField("où en savoir plus", max_length=500, blank=True)

    objects = PublishedManager()

    class Meta:
        verbose_name = "mot du glossaire"
        verbose_name_plural = "mots du glossaire"
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["acronym"],
                condition=~models.Q(acronym=""),
                name="one_term_an_acronym",
                violation_error_message="Ce sigle est déjà dans le glossaire.",
            )
        ]

    def __str__(self) -> str:
        return self.acronym or self.words_fr

    @property
    def words(self) -> Words:
        return Words(self.words_fr, self.words_en)

    @property
    def meaning(self) -> Words:
        return Words(self.meaning_fr, self.meaning_en)
