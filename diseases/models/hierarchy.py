"""Orphanet's classifications: every parent of every entity, and the closure of them all."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from diseases.models.disease import Disease


class Classification(models.Model):
    """One of Orphanet's trees by field of medicine, and the entity at its top.

    `released_on` is empty for what the project ships; a classification of a loaded file is
    replaced by the next such file only.
    """

    number = models.PositiveIntegerField("numéro", primary_key=True)
    name = models.CharField("nom", max_length=300)
    head = models.ForeignKey(
        Disease,
        verbose_name="tête",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="heads",
    )
    released_on = models.DateField("extraite par Orphanet le", null=True, blank=True)

    class Meta:
        verbose_name = "classification"
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name


class DiseaseEdge(models.Model):
    """A child and one of its parents, with the classifications in which the link stands."""

    child = models.ForeignKey(Disease, on_delete=models.CASCADE, related_name="parent_edges")
    parent = models.ForeignKey(Disease, on_delete=models.CASCADE, related_name="child_edges")
    classifications = ArrayField(
        models.PositiveIntegerField(), help_text="Orphanet classification identifiers"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "parent"], name="one_edge_per_pair"),
            models.CheckConstraint(
                condition=~models.Q(child=models.F("parent")), name="no_edge_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} → {self.parent_id}"


class Ancestry(models.Model):
    """The closure of the edges: every ancestor of every entity, itself excluded.

    `in_preferential` says that the path stays inside the classification that Orphanet prefers for
    the descendant: rule R1 needs it to tell "below, medically" from "below, in some other list".
    """

    descendant = models.ForeignKey(Disease, on_delete=models.CASCADE, related_name="ancestries")
    ancestor = models.ForeignKey(Disease, on_delete=models.CASCADE, related_name="descendances")
    depth = models.PositiveSmallIntegerField("marches", help_text="links of the shortest path")
    in_preferential = models.BooleanField("dans la classification préférée")

    class Meta:
        verbose_name = "ascendance"
        constraints = [
            models.UniqueConstraint(fields=["descendant", "ancestor"], name="one_ancestry_per_pair")
        ]

    def __str__(self) -> str:
        return f"{self.descendant_id} ⊂ {self.ancestor_id}"
