"""Who edits which establishment."""

from django.conf import settings
from django.db import models

from structures.models.establishment import Establishment


class EstablishmentEditor(models.Model):
    """A person who keeps one establishment true, and what it houses.

    It bounds only who lacks the two permissions below: see `structures.scope`.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="personne",
        on_delete=models.CASCADE,
        related_name="edited_establishments",
    )
    establishment = models.ForeignKey(
        Establishment,
        verbose_name="établissement",
        on_delete=models.CASCADE,
        related_name="editors",
    )

    class Meta:
        verbose_name = "établissement de la personne"
        verbose_name_plural = "établissements de la personne"
        default_permissions = ()
        permissions = [
            ("view_every_establishment", "Peut lire tous les établissements"),
            ("change_every_establishment", "Peut modifier tous les établissements"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "establishment"], name="one_editor_an_establishment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.establishment}"
