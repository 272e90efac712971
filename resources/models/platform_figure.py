"""The figures that a platform announces of itself, each with the page that announces it."""

from django.db import models

from foundations.provenance import Provenance, PublishedManager


class PlatformFigure(Provenance):
    """One announced figure. Two pages that contradict each other are two rows of one `what`."""

    class What(models.TextChoices):
        """What is counted, in the order in which it is shown."""

        CENTRES = "centres", "centres de référence ou de compétence"
        HOSPITALS = "hospitals", "hôpitaux"
        RESEARCH_UNITS = "research_units", "unités de recherche"
        STRUCTURES = "structures", "structures médicales et médico-sociales"
        ASSOCIATIONS = "associations", "associations partenaires"

    slug = models.SlugField("adresse courte", max_length=60, primary_key=True)
    what = models.CharField("ce qui est compté", max_length=20, choices=What.choices)
    value = models.PositiveIntegerField("nombre annoncé")
    note = models.TextField("remarque", blank=True)

    objects = PublishedManager()

    class Meta:
        verbose_name = "chiffre annoncé par la plateforme"
        verbose_name_plural = "chiffres annoncés par la plateforme"
        ordering = ["what", "value", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["what", "value"],
                name="one_figure_a_value",
                violation_error_message="Ce nombre est déjà noté : complétez sa source.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.get_what_display()}"
