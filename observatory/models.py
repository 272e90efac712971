"""What the observatory keeps between two visits."""

from uuid import uuid4

from django.db import models


class KeptCoverage(models.Model):
    """The national figures of a network, as long as what they are made of stands.

    `fingerprint` digests the sites, the communes' version and the method: a corrected telephone
    leaves it alone, a moved centre does not.
    """

    network = models.SlugField("réseau", max_length=60, primary_key=True)
    fingerprint = models.CharField("empreinte", max_length=64)
    figures = models.JSONField("chiffres")

    class Meta:
        verbose_name = "couverture d'un réseau"
        verbose_name_plural = "couvertures des réseaux"

    def __str__(self) -> str:
        return self.network


class SitingRun(models.Model):
    """A search for the best sites, asked on a page and worked on by another process.

    Nothing of who asked is kept. `parameters` are those of a SitingQuestion, `versions` the data
    that the question was asked of: equal both, equal answers. `fraction` (0 to 1, None when it is
    not known) tells how far the work is, `stage` what is being done, `best` the sites of the best
    choice so far, `result` an Outcome. `attempts` counts the workers that began it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "en attente"
        RUNNING = "running", "en cours"
        INTERRUPTED = "interrupted", "interrompue"
        DONE = "done", "terminée"
        FAILED = "failed", "échouée"

    QUEUED = (State.WAITING, State.INTERRUPTED)
    UNFINISHED = (*QUEUED, State.RUNNING)
    STANDING = (*UNFINISHED, State.DONE)

    key = models.UUIDField("clé", primary_key=True, default=uuid4, editable=False)
    parameters = models.JSONField("paramètres")
    versions = models.CharField("versions des données", max_length=60)
    state = models.CharField("état", max_length=11, choices=State, default=State.WAITING)
    stage = models.CharField("étape", max_length=20, blank=True)
    message = models.CharField("ce qui a échoué", max_length=300, blank=True)
    fraction = models.FloatField("avancement", null=True)
    best = models.JSONField("meilleur choix à ce moment", null=True)
    result = models.JSONField("résultat", null=True)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    asked_on = models.DateTimeField("demandée le", auto_now_add=True)
    started_on = models.DateTimeField("commencée le", null=True)
    ended_on = models.DateTimeField("terminée le", null=True)

    class Meta:
        verbose_name = "recherche de sites"
        verbose_name_plural = "recherches de sites"
        constraints = [
            models.UniqueConstraint(
                fields=["parameters", "versions"],
                condition=~models.Q(state="failed"),
                name="one_siting_run_a_question",
            )
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def is_finished(self) -> bool:
        return self.state not in self.UNFINISHED
