"""Pathway templates: how care is organised before, around and after a diagnosis, step by step.

They speak of organisation only: whom to see, what to prepare, what to ask for. Never of a
treatment.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from diseases.models import Disease
from foundations.provenance import Provenance, Published
from resources.models.resource import DiseaseLink


class Pathway(Provenance):
    """The template of some diseases, or the generic one, which stands for all others.

    `transition_from` and `transition_to` are the ages, both included, between which both sides are
    shown: the team for children and the team for adults. None: those of the generic template.
    """

    slug = models.SlugField("adresse courte", max_length=120, primary_key=True)
    title_fr = models.CharField("titre", max_length=200)
    title_en = models.CharField("titre en anglais", max_length=200)
    generic = models.BooleanField(
        "générique", default=False, help_text="the template of every disease without one"
    )
    transition_from = models.PositiveSmallIntegerField(
        "passage à l’âge adulte, dès (ans)", null=True, blank=True
    )
    transition_to = models.PositiveSmallIntegerField("jusqu’à (ans)", null=True, blank=True)
    diseases = models.ManyToManyField(
        Disease, through="PathwayDisease", related_name="pathways", verbose_name="maladies"
    )

    objects = Published.as_manager()

    class Meta:
        verbose_name = "parcours type"
        verbose_name_plural = "parcours types"
        ordering = ["title_fr", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["generic"],
                condition=models.Q(generic=True),
                name="one_generic_pathway",
                violation_error_message="Il y a déjà un parcours générique.",
            ),
            models.CheckConstraint(
                condition=models.Q(transition_from=None, transition_to=None)
                | models.Q(
                    transition_from__isnull=False,
                    transition_to__isnull=False,
                    transition_from__lte=models.F("transition_to"),
                ),
                name="pathway_transition_ages_are_in_order",
                violation_error_message="Donnez les deux âges du passage, dans l’ordre.",
            ),
        ]

    def __str__(self) -> str:
        return self.title_fr


class PathwayDisease(DiseaseLink):
    """A disease has one template at most."""

    resource = models.ForeignKey(
        Pathway, verbose_name="parcours type", on_delete=models.CASCADE, related_name="links"
    )

    class Meta:
        verbose_name = "maladie d’un parcours type"
        verbose_name_plural = "maladies des parcours types"
        constraints = [
            models.UniqueConstraint(
                fields=["disease"],
                name="one_pathway_per_disease",
                violation_error_message="Cette maladie a déjà un parcours type.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.disease_id}"


class PathwayStep(Provenance):
    """One step, in both languages, with an address to read more or to act."""

    class Part(models.TextChoices):
        """The parts of a pathway, in the order in which they are shown."""

        RECENT_DIAGNOSIS = "recent_diagnosis", _("Diagnostic récent")
        BEFORE = "before", _("Avant la consultation")
        STAGE = "stage", _("Étapes de la maladie")
        AFTER = "after", _("Après le diagnostic")
        EDUCATION = "education", _("Éducation thérapeutique")
        TRANSITION = "transition", _("De l’enfance à l’âge adulte")
        RIGHTS = "rights", _("Droits et aides")

    pathway = models.ForeignKey(
        Pathway, verbose_name="parcours type", on_delete=models.CASCADE, related_name="steps"
    )
    part = models.CharField("partie", max_length=16, choices=Part.choices)
    position = models.PositiveSmallIntegerField("rang", help_text="within its part")
    title_fr = models.CharField("titre", max_length=120)
    title_en = models.CharField("titre en anglais", max_length=120)
    text_fr = models.TextField("texte")
    text_en = models.TextField("texte en anglais")
    url = models.URLField("où en savoir plus", max_length=500, blank=True)

    objects = Published.as_manager()

    class Meta:
        verbose_name = "étape d’un parcours type"
        verbose_name_plural = "étapes d’un parcours type"
        ordering = ["pathway", "part", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["pathway", "part", "position"],
                name="one_step_a_rank",
                violation_error_message="Deux étapes de cette partie ont le même rang.",
            )
        ]

    def __str__(self) -> str:
        return self.title_fr
