"""By what people look for a disease: its names, and its codes in other nomenclatures."""

from django.db import models

from diseases.models.disease import Disease
from diseases.words import folded_name
from foundations.provenance import Evidence, Provenance


class DiseaseName(models.Model):
    """A name by which people may look for a disease."""

    class Kind(models.TextChoices):
        PREFERRED = "preferred", "nom"
        SYNONYM = "synonym", "autre nom"
        ACRONYM = "acronym", "sigle"
        LAY = "lay", "nom courant"

    disease = models.ForeignKey(Disease, on_delete=models.CASCADE, related_name="names")
    text = models.CharField("nom", max_length=300)
    search_text = models.CharField(max_length=300, editable=False, help_text="folded")
    kind = models.CharField("nature", max_length=10, choices=Kind.choices)
    language = models.CharField("langue", max_length=2, default="fr")
    shared = models.BooleanField(
        "partagé",
        default=False,
        help_text="Orphanet donne ce nom à d’autres maladies aussi : il ne suffit pas à répondre.",
    )
    source = models.CharField("source", max_length=300, blank=True)
    evidence = models.CharField(
        "preuve", max_length=20, choices=Evidence.choices, default=Evidence.SOURCED
    )

    class Meta:
        verbose_name = "nom de maladie"
        verbose_name_plural = "noms de maladies"
        constraints = [
            models.UniqueConstraint(
                fields=["disease", "text", "language"], name="one_name_per_disease_and_language"
            )
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args, **kwargs) -> None:
        self.search_text = folded_name(self.text)
        super().save(*args, **kwargs)


class DiseaseCode(Provenance):
    """The same disease in another nomenclature, and how exactly the two correspond."""

    class System(models.TextChoices):
        ICD10 = "icd10", "CIM-10"
        ICD11 = "icd11", "CIM-11"
        OMIM = "omim", "OMIM"
        UMLS = "umls", "UMLS"
        MESH = "mesh", "MeSH"
        MEDDRA = "meddra", "MedDRA"
        GARD = "gard", "GARD"
        SNOMED = "snomed", "SNOMED CT"
        MONDO = "mondo", "Mondo"

    class Relation(models.TextChoices):
        """Orphanet's marks, read from the code to the disease."""

        UNKNOWN = "", "correspondance non précisée"
        EXACT = "E", "exactement cette maladie"
        BROADER = "NTBT", "code plus large que la maladie"
        NARROWER = "BTNT", "code plus étroit que la maladie"
        SHARED = "NTBT/E", "code plus large, attribué à la maladie"
        UNDECIDED = "ND", "correspondance non établie"
        WRONG = "W", "correspondance erronée"

    disease = models.ForeignKey(Disease, on_delete=models.CASCADE, related_name="codes")
    system = models.CharField("nomenclature", max_length=10, choices=System.choices)
    code = models.CharField("code", max_length=40)
    relation = models.CharField(
        "correspondance", max_length=10, choices=Relation.choices, blank=True
    )
    validated = models.BooleanField("validée par Orphanet", null=True, blank=True)

    class Meta:
        verbose_name = "code de maladie"
        verbose_name_plural = "codes de maladies"
        constraints = [
            models.UniqueConstraint(
                fields=["disease", "system", "code"], name="one_code_per_disease_and_system"
            )
        ]
        indexes = [
            models.Index(
                fields=["code", "system"],
                name="disease_code",
                opclasses=["text_pattern_ops", "text_ops"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_system_display()} {self.code}"
