"""How much the directory knows of each category of service, and where to look for the rest."""

from django.db import models

from foundations.provenance import Provenance, PublishedManager
from structures.models.service import Category
from territories.models import Department


class CompleteList(Provenance):
    """For this category the directory lists every service of this department.

    Without one, nothing found means nothing: the national directory is where to look.
    """

    category = models.CharField("catégorie", max_length=24, choices=Category.choices)
    department = models.ForeignKey(
        Department,
        verbose_name="département",
        on_delete=models.PROTECT,
        related_name="complete_lists",
    )

    objects = PublishedManager()

    class Meta:
        verbose_name = "liste complète"
        verbose_name_plural = "listes complètes"
        ordering = ["category", "department"]
        constraints = [
            models.UniqueConstraint(
                fields=["category", "department"], name="one_complete_list_per_department"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()}: {self.department_id}"


class NationalDirectory(Provenance):
    """Where to look for a category when our own list of a department is not complete."""

    slug = models.SlugField("adresse courte", max_length=120, primary_key=True)
    category = models.CharField("catégorie", max_length=24, choices=Category.choices)
    title = models.CharField("titre", max_length=300)
    url = models.URLField("adresse", max_length=500)
    departments = models.ManyToManyField(
        Department,
        verbose_name="départements",
        blank=True,
        related_name="directories",
        help_text="none: the whole of France",
    )
    note = models.TextField("remarque", blank=True)

    objects = PublishedManager()

    class Meta:
        verbose_name = "annuaire national"
        verbose_name_plural = "annuaires nationaux"
        ordering = ["category", "title", "slug"]

    def __str__(self) -> str:
        return self.title
