"""Where a fact comes from: the columns that every imported row carries."""

from django.db import models


class Evidence(models.TextChoices):
    """How far a row can be trusted; what rests on general knowledge is hidden by default."""

    SOURCED = "sourced", "sourcé"
    TO_VERIFY = "to_verify", "à vérifier"
    GENERAL_KNOWLEDGE = "general_knowledge", "connaissance générale"


class Provenance(models.Model):
    source = models.TextField("source", blank=True)
    source_url = models.TextField("adresse de la source", blank=True)
    licence = models.CharField("licence", max_length=120, blank=True)
    retrieved_on = models.DateField("relevé le", null=True, blank=True)
    verified_on = models.DateField("vérifié le", null=True, blank=True)
    evidence = models.CharField(
        "preuve", max_length=20, choices=Evidence.choices, default=Evidence.SOURCED
    )

    class Meta:
        abstract = True


class Published(models.QuerySet):
    def published(self) -> "Published":
        """What the public may see: rows on general knowledge wait for an editor's word."""
        return self.exclude(evidence=Evidence.GENERAL_KNOWLEDGE)


class PublishedManager(models.Manager.from_queryset(Published)):  # type: ignore[misc]
    """Named: mypy's second run does not find a manager that `as_manager` made elsewhere."""
