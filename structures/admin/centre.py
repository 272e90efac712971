from typing import Any

from django.contrib import admin
from django.urls import reverse

from foundations.back_office import PROVENANCE, CorrectedAdmin
from structures.admin.structure import PLACE, StructureAdmin, StructureForm
from structures.models import Affiliation, Centre


class CentreForm(StructureForm):
    """Says why a place is refused instead of dropping it: a centre stands where its hospital is."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("establishment") and not cleaned.get("stands_apart"):
            for name in self.changed_data:
                if name in Centre.INHERITED:
                    self.add_error(
                        name,
                        "Ce centre prend la place de son établissement. Cochez « adresse propre » "
                        "pour lui en donner une, ou corrigez l’établissement.",
                    )
        youngest, oldest = cleaned.get("age_min"), cleaned.get("age_max")
        if youngest is not None and oldest is not None and youngest > oldest:
            self.add_error("age_max", "L’âge maximal est plus petit que l’âge minimal.")
        return cleaned


@admin.register(Centre)
class CentreAdmin(StructureAdmin):
    form = CentreForm
    list_display = [
        "name",
        "label",
        "network",
        "establishment",
        "audience",
        "department",
        "evidence",
        "verified_on",
    ]
    list_filter = [
        "label",
        "audience",
        "evidence",
        "stands_apart",
        "point_precision",
        "territory",
        "network__filiere",
        ("department", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["network", "establishment", "department"]
    search_fields = [
        "name",
        "slug",
        "site_name",
        "establishment__name",
        "establishment__finess",
        "network__name",
        "network__acronym",
        "commune__name",
    ]
    autocomplete_fields = [*StructureAdmin.autocomplete_fields, "establishment", "network"]
    help_texts = {
        **StructureAdmin.help_texts,
        "label_vintage": "Année de la source : 2023+, avant 2017…",
        "age_min": "En années, décimales permises.",
        "age_max": "En années, décimales permises.",
        "site_name": "Sert quand l’établissement n’est pas connu.",
        "site_confirmed": (
            "Décoché : la source ne nomme que la ville ou le groupe, le site principal a été "
            "supposé, et la position est dite probable."
        ),
        "stands_apart": "Coché : le lieu ci-dessous est le sien, pas celui de son établissement.",
    }
    fieldsets = [
        (None, {"fields": ["name", "slug", "network", "official_url", "note"]}),
        (
            "Label",
            {
                "fields": [
                    "label",
                    ("label_from", "label_until"),
                    ("label_order", "label_vintage"),
                    "label_note",
                ]
            },
        ),
        ("Pour qui", {"fields": ["audience", ("age_min", "age_max"), "age_note"]}),
        (
            "Établissement",
            {"fields": ["establishment", "site_name", "site_confirmed", "stands_apart"]},
        ),
        PLACE,
        (PROVENANCE[0], {**PROVENANCE[1], "fields": [*PROVENANCE[1]["fields"], "sources"]}),
        ("Suivi", {"classes": ["collapse"], "fields": ["territory", "updated_at"]}),
    ]

    def view_on_site(self, centre: Centre) -> str:
        return reverse("centre", kwargs={"slug": centre.slug})


@admin.register(Affiliation)
class AffiliationAdmin(CorrectedAdmin):
    key_fields = ("host", "parent")
    list_display = ["host", "parent", "disease_group", "pairing"]
    list_filter = ["pairing"]
    list_select_related = ["host", "parent"]
    search_fields = ["host__name", "parent__name", "disease_group"]
    autocomplete_fields = ["host", "parent", "networks"]
    ordering = ["host__name", "parent__name", "pk"]
    fields = ["host", "parent", "disease_group", "pairing", "networks", "source"]
