"""How one comes: appointment, opening hours, transport, accessibility. Filled by editors."""

from django.db import models

from structures.opening import validate_opening_hours


class Access(models.Model):
    """What one needs to know before coming; empty: nobody has told it yet.

    No import names these columns: what an editor writes here stays.
    """

    class Wheelchair(models.TextChoices):
        YES = "yes", "oui"
        LIMITED = "limited", "en partie"
        NO = "no", "non"
        UNKNOWN = "", "non renseigné"

    appointment = models.TextField("prendre rendez-vous", blank=True)
    to_bring = models.TextField("à apporter", blank=True)
    opening_hours = models.CharField(
        "heures d’ouverture",
        max_length=300,
        blank=True,
        validators=[validate_opening_hours],
        help_text="in OSM's syntax: Mo-Fr 09:00-12:30,14:00-17:00; PH off",
    )
    opening_hours_as_of = models.DateField("heures relevées le", null=True, blank=True)
    transport = models.TextField("venir", blank=True, help_text="bus, train, parking, entrance")
    wheelchair = models.CharField(
        "accessible en fauteuil roulant", max_length=7, choices=Wheelchair.choices, blank=True
    )
    accessibility_note = models.TextField("précision sur l’accessibilité", blank=True)

    class Meta:
        abstract = True
