"""The back office of diseases: names and filières can be corrected, the hierarchy only read."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from diseases.models import (
    Disease,
    DiseaseCode,
    DiseaseName,
    Filiere,
    OutOfScope,
    Prevalence,
    Release,
)
from diseases.search import search
from foundations.back_office import PROVENANCE, CorrectedAdmin, CorrectedInline

SUGGESTED = 20


@admin.register(Filiere)
class FiliereAdmin(CorrectedAdmin):
    key_fields = ("code",)
    help_texts = {"short_name": "Comme elle s’écrit elle-même : FAI²R, MHémo."}
    list_display = ["code", "name", "coordination", "website", "evidence"]
    list_filter = ["evidence"]
    search_fields = ["code", "short_name", "name", "domain", "coordination"]
    fieldsets = [
        (None, {"fields": ["code", "short_name", "name", "domain", "coordination", "website"]}),
        PROVENANCE,
    ]


class DiseaseNameInline(CorrectedInline, admin.TabularInline):
    model = DiseaseName
    fields = ["text", "kind", "language", "shared", "evidence"]


class DiseaseCodeInline(CorrectedInline, admin.TabularInline):
    model = DiseaseCode
    fields = ["system", "code", "relation", "evidence"]


class PrevalenceInline(CorrectedInline, admin.TabularInline):
    model = Prevalence
    fields = ["kind", "geography", "prevalence_class", "value", "validated", "evidence"]


@admin.register(Disease)
class DiseaseAdmin(CorrectedAdmin):
    key_fields = ("orpha",)
    help_texts = {
        "searchable": "Décoché : connue seulement pour relier les autres dans la hiérarchie."
    }
    inlines = [DiseaseNameInline, DiseaseCodeInline, PrevalenceInline]
    list_display = ["orpha", "name", "level", "type", "status", "filiere", "searchable", "evidence"]
    list_display_links = ["orpha", "name"]
    list_filter = ["level", "status", "searchable", "evidence", "filiere", "type"]
    list_select_related = ["filiere"]
    search_fields = ["=orpha", "name", "name_en", "names__text"]
    search_help_text = "Code ORPHA, nom, autre nom ou sigle"
    autocomplete_fields = ["filiere"]
    readonly_fields = ["preferential_parent", "parents", "children"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "orpha",
                    ("name", "name_language"),
                    "name_en",
                    ("level", "type"),
                    "status",
                    "searchable",
                ]
            },
        ),
        ("Filière", {"fields": ["filiere", "filiere_evidence", "other_filieres"]}),
        (
            "Place dans les classifications d’Orphanet (lecture seule)",
            {"fields": ["preferential_parent", "parents", "children"]},
        ),
        (
            "Histoire naturelle",
            {"classes": ["collapse"], "fields": ["onsets", "inheritances"]},
        ),
        PROVENANCE,
    ]

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        """In the suggestions of another form, as the public finder finds them: NF1 comes first."""
        if not request.path.endswith("/autocomplete/"):
            return super().get_search_results(request, queryset, search_term)
        found = [hit.orpha for hit in search(search_term, SUGGESTED)]
        if not found:
            return super().get_search_results(request, queryset, search_term)
        rank = models.Case(*(models.When(orpha=code, then=i) for i, code in enumerate(found)))
        return queryset.filter(orpha__in=found).order_by(rank), False

    @admin.display(description="parents")
    def parents(self, disease: Disease) -> SafeString | str:
        edges = disease.parent_edges.select_related("parent").order_by("parent_id")
        return _links(edge.parent for edge in edges)

    @admin.display(description="enfants")
    def children(self, disease: Disease) -> SafeString | str:
        edges = disease.child_edges.select_related("child").order_by("child_id")
        return _links(edge.child for edge in edges)


@admin.register(OutOfScope)
class OutOfScopeAdmin(CorrectedAdmin):
    key_fields = ("disease",)
    list_display = ["disease", "reason", "redirect", "evidence"]
    list_filter = ["evidence"]
    list_select_related = ["disease"]
    search_fields = ["=disease__orpha", "disease__name", "reason"]
    autocomplete_fields = ["disease"]
    ordering = ["disease__name", "disease_id"]
    fieldsets = [(None, {"fields": ["disease", "reason", "redirect"]}), PROVENANCE]


@admin.register(Release)
class ReleaseAdmin(admin.ModelAdmin):
    """Which of Orphanet's files were loaded: a fact of the importers, to be read."""

    list_display = ["name", "kind", "language", "released_on", "facts", "loaded_at"]

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False


def _links(diseases: Iterable[Disease]) -> SafeString | str:
    links = format_html_join(
        "",
        '<li><a href="{}">{}</a></li>',
        ((reverse("admin:diseases_disease_change", args=[d.pk]), d) for d in diseases),
    )
    return format_html_join("", "<ul>{}</ul>", [(links,)]) if links else "–"
