"""Clinical trials, cohorts and studies: research that a disease is the subject of."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from diseases.models import Disease
from resources.models.resource import DiseaseLink, Shelved

REGIONAL_DIRECTORY = "https://essaisclic.girci-idf.fr"
"""Every trial of Île-de-France by disease and by site (GIRCI): what we know of them is a part."""

NCT = r"^NCT\d{8}$"
EU_CT = r"^\d{4}-5\d{5}-\d{2}-\d{2}$"
EUDRACT = r"^\d{4}-\d{6}-\d{2}$"
PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"


class Trial(Shelved):
    """A study, as one source told of it on one day.

    `status` is ours, for sorting; `status_words` are the source's. A site is told to the public
    only when a source confirms it: see `confirmed_site`.
    """

    class Design(models.TextChoices):
        INTERVENTIONAL = "interventional", _("essai")
        OBSERVATIONAL = "observational", _("étude d’observation")
        UNKNOWN = "", _("étude")

    class Phase(models.TextChoices):
        PHASE_1 = "1", _("phase 1")
        PHASE_2 = "2", _("phase 2")
        PHASE_3 = "3", _("phase 3")
        PHASE_4 = "4", _("phase 4")
        NOT_APPLICABLE = "none", _("sans phase")
        UNKNOWN = "", _("phase à préciser")

    class Status(models.TextChoices):
        """Where it stands, in the order in which studies are shown."""

        RECRUITING = "recruiting", _("inclusions en cours selon la source")
        PLANNED = "planned", _("prévu selon la source")
        ACTIVE = "active", _("en cours, sans nouvelle inclusion")
        UNKNOWN = "", _("état à vérifier")
        COMPLETED = "completed", _("terminé")

    acronym = models.CharField("sigle", max_length=60, blank=True)
    nct = models.CharField(
        "ClinicalTrials.gov", max_length=11, blank=True, validators=[RegexValidator(NCT)]
    )
    eu_ct = models.CharField(
        "CTIS (Union européenne)", max_length=17, blank=True, validators=[RegexValidator(EU_CT)]
    )
    eudract = models.CharField(
        "EudraCT", max_length=14, blank=True, validators=[RegexValidator(EUDRACT)]
    )
    concerns = models.CharField(
        "maladie", max_length=300, blank=True, help_text="in the source's words"
    )
    design = models.CharField("nature", max_length=14, choices=Design.choices, blank=True)
    phase = models.CharField("phase", max_length=4, choices=Phase.choices, blank=True)
    status = models.CharField("état", max_length=10, choices=Status.choices, blank=True)
    status_words = models.CharField(
        "état, mots de la source", max_length=200, blank=True, help_text="in the source's words"
    )
    status_as_of = models.CharField(
        "état à la date du",
        max_length=10,
        blank=True,
        validators=[RegexValidator(PARTIAL_DATE)],
        help_text="ISO, as precise as the source: a year, a month or a day",
    )
    sponsor = models.CharField("promoteur", max_length=200, blank=True)
    age_min = models.PositiveSmallIntegerField("âge minimal", null=True, blank=True)
    age_max = models.PositiveSmallIntegerField("âge maximal", null=True, blank=True)
    enrolment = models.PositiveIntegerField(
        "participants", null=True, blank=True, help_text="reached, or planned when not finished"
    )
    site = models.CharField(
        "site",
        max_length=200,
        blank=True,
        help_text="a hospital of the platform that may take part",
    )
    site_confirmed = models.BooleanField(
        "site confirmé", default=False, help_text="a source names this hospital among its sites"
    )
    diseases = models.ManyToManyField(
        Disease, through="TrialDisease", related_name="trials", verbose_name="maladies"
    )

    class Meta(Shelved.Meta):
        verbose_name = "essai ou étude"
        verbose_name_plural = "essais et études"
        ordering = ["title", "slug"]
        constraints = [
            *Shelved.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(site_confirmed=False) | ~models.Q(site=""),
                name="trial_confirms_a_named_site",
                violation_error_message="Nommez le site que la source confirme.",
            ),
            models.CheckConstraint(
                condition=models.Q(age_min=None)
                | models.Q(age_max=None)
                | models.Q(age_min__lte=models.F("age_max")),
                name="trial_ages_are_in_order",
                violation_error_message="L’âge minimal dépasse l’âge maximal.",
            ),
        ]

    @property
    def confirmed_site(self) -> str:
        """The hospital of the platform that takes part; empty while no source confirms it."""
        return self.site if self.site_confirmed else ""


class TrialDisease(DiseaseLink):
    resource = models.ForeignKey(
        Trial, verbose_name="essai", on_delete=models.CASCADE, related_name="links"
    )

    class Meta:
        verbose_name = "maladie d’un essai"
        verbose_name_plural = "maladies des essais"
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "disease"], name="one_trial_link_per_disease"
            )
        ]

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.disease_id}"
