"""What stands beside the centres: emergencies, rights, coordination, care and support, research."""

from django.db import models

from diseases.models import Disease
from foundations.provenance import Provenance, PublishedManager
from structures.models.hosted import Hosted
from structures.models.structure import Structure, StructureQuerySet


class Category(models.TextChoices):
    """What a service does for people. Its nature, coarser, follows from it: see `NATURES`."""

    EMERGENCY = "emergency", "service d’urgence"
    SAMU = "samu", "Samu (siège du centre 15)"
    MDPH = "mdph", "maison départementale des personnes handicapées (MDPH)"
    DEPARTMENT_COUNCIL = "department_council", "conseil départemental"
    SCHOOL_AUTHORITY = "school_authority", "direction départementale de l’Éducation nationale"
    COORDINATION = "coordination", "dispositif d’appui à la coordination (DAC)"
    COORDINATION_OVERSEAS = (
        "coordination_overseas",
        "plateforme de coordination maladies rares outre-mer",
    )
    RARE_HANDICAP = "rare_handicap", "handicaps rares (équipe relais, centre national)"
    HOSPITAL_AT_HOME = "hospital_at_home", "hospitalisation à domicile (HAD)"
    REHABILITATION = "rehabilitation", "soins médicaux et de réadaptation (SMR)"
    SOMATIC_CARE = "somatic_care", "consultation dédiée aux personnes handicapées"
    CHILD_PSYCHIATRY = "child_psychiatry", "pédopsychiatrie"
    NURSING_AT_HOME = "nursing_at_home", "soins infirmiers à domicile (SSIAD)"
    RESPITE = "respite", "répit des aidants"
    EARLY_CHILDHOOD = "early_childhood", "petite enfance (PMI, CAMSP)"
    SCHOOLING = "schooling", "scolarité et soins des enfants (IME, IEM, SESSAD, CMPP)"
    AUTISM = "autism", "autisme"
    BRAIN_INJURY = "brain_injury", "lésions cérébrales (UEROS, centre ressources)"
    VOCATIONAL = "vocational", "rééducation professionnelle"
    ACCOMMODATION = "accommodation", "hébergement et accompagnement d’adultes (MAS, FAM, EAM)"
    SOCIAL = "social", "accompagnement social et associations gestionnaires"
    FAMILY_INFORMATION = "family_information", "point info famille"
    ELDERLY_INFORMATION = "elderly_information", "information des personnes âgées (CLIC)"
    PSYCHOLOGY = "psychology", "soutien psychologique"
    LABORATORY = "laboratory", "laboratoire"
    PLATFORM = "platform", "plateforme (séquençage, recherche clinique, biobanque)"
    RESEARCH_UNIT = "research_unit", "unité ou équipe de recherche"


NATURES = {
    Category.EMERGENCY: Structure.Kind.EMERGENCY,
    Category.SAMU: Structure.Kind.EMERGENCY,
    Category.MDPH: Structure.Kind.AUTHORITY,
    Category.DEPARTMENT_COUNCIL: Structure.Kind.AUTHORITY,
    Category.SCHOOL_AUTHORITY: Structure.Kind.AUTHORITY,
    Category.PSYCHOLOGY: Structure.Kind.PARAMEDICAL,
    Category.LABORATORY: Structure.Kind.LABORATORY,
    Category.PLATFORM: Structure.Kind.LABORATORY,
    Category.RESEARCH_UNIT: Structure.Kind.RESEARCH_UNIT,
}


def nature(category: str) -> Structure.Kind:
    """The kind of structure that a category of service is."""
    return NATURES.get(Category(category), Structure.Kind.MEDICO_SOCIAL)


class Service(Hosted):
    """A service of one category; inside an establishment, its telephone is the switchboard's."""

    class Relevance(models.TextChoices):
        """How near its work is to rare diseases; what is peripheral stays off the map."""

        CORE = "core", "au cœur des maladies rares et du handicap"
        USEFUL = "useful", "utile"
        PERIPHERAL = "peripheral", "périphérique"

    category = models.CharField("catégorie", max_length=24, choices=Category.choices)
    relevance = models.CharField(
        "pertinence", max_length=10, choices=Relevance.choices, default=Relevance.USEFUL
    )
    finess = models.CharField(
        "FINESS géographique",
        max_length=9,
        blank=True,
        help_text="its own; empty inside an establishment",
    )
    source_name = models.TextField(
        "nom dans la source", blank=True, help_text="exactly as its source writes it"
    )
    paediatric_emergency = models.BooleanField(
        "urgences pédiatriques autorisées",
        null=True,
        blank=True,
        help_text="of emergency departments only: an authorisation, not opening hours",
    )
    access = models.TextField("accès", blank=True, help_text="who may ask, and how")
    diseases = models.ManyToManyField(
        Disease, through="ServiceDisease", related_name="services", verbose_name="maladies"
    )

    objects = StructureQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Hosted.Meta):
        verbose_name = "service"
        constraints = [
            *Hosted.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(paediatric_emergency__isnull=True)
                | models.Q(category=Category.EMERGENCY),
                name="service_paediatric_emergency_of_an_emergency",
            ),
        ]

    def save(self, *args, **kwargs) -> None:
        self.kind = nature(self.category)
        super().save(*args, **kwargs)


class ServiceDisease(Provenance):
    """A disease or group for which a service says that it works; none says nothing about others."""

    service = models.ForeignKey(
        Service, verbose_name="service", on_delete=models.CASCADE, related_name="links"
    )
    disease = models.ForeignKey(
        Disease, verbose_name="maladie", on_delete=models.PROTECT, related_name="servicediseases"
    )

    objects = PublishedManager()

    class Meta:
        verbose_name = "maladie d’un service"
        verbose_name_plural = "maladies des services"
        constraints = [
            models.UniqueConstraint(
                fields=["service", "disease"], name="one_service_link_per_disease"
            )
        ]

    def __str__(self) -> str:
        return f"{self.service_id}: {self.disease_id}"
