"""Which of Orphanet's own files the tables come from, for the credits and the next import."""

from django.db import models


class Release(models.Model):
    """What was last loaded of one kind, in one language; `files` above one for classifications."""

    kind = models.CharField("nature", max_length=20)
    language = models.CharField("langue", max_length=2)
    name = models.CharField("fichier", max_length=300)
    files = models.PositiveSmallIntegerField("fichiers", default=1)
    released_on = models.DateField("extrait par Orphanet le", null=True, blank=True)
    facts = models.PositiveIntegerField("faits lus")
    loaded_at = models.DateTimeField("chargé le", auto_now=True)

    class Meta:
        verbose_name = "fichier d’Orphanet"
        verbose_name_plural = "fichiers d’Orphanet"
        ordering = ["kind", "language"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "language"], name="one_release_a_kind")
        ]

    def __str__(self) -> str:
        return self.name
