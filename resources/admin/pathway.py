"""The back office of pathway templates: a template, its steps, its diseases."""

from django.contrib import admin

from foundations.back_office import PROVENANCE, CorrectedAdmin, CorrectedInline
from resources.admin.base import DiseaseLinkInline
from resources.models import Pathway, PathwayDisease, PathwayStep


class PathwayDiseaseInline(DiseaseLinkInline):
    model = PathwayDisease


class PathwayStepInline(CorrectedInline, admin.StackedInline):
    model = PathwayStep
    fields = [
        ("part", "position"),
        ("title_fr", "title_en"),
        "text_fr",
        "text_en",
        "url",
        ("evidence", "source"),
        "source_url",
    ]
    help_texts = {"position": "Dans sa partie."}
    ordering = ["part", "position"]


@admin.register(Pathway)
class PathwayAdmin(CorrectedAdmin):
    key_fields = ("slug",)
    inlines = [PathwayDiseaseInline, PathwayStepInline]
    list_display = ["title_fr", "generic", "transition_from", "transition_to", "evidence"]
    list_filter = ["generic", "evidence"]
    search_fields = ["title_fr", "title_en", "slug", "diseases__name", "=diseases__orpha"]
    search_help_text = "Titre, adresse courte, maladie ou code ORPHA"
    prepopulated_fields = {"slug": ["title_fr"]}
    help_texts = {
        "generic": "Le parcours de toutes les maladies qui n’en ont pas. Un seul.",
        "transition_from": "Vide : les âges du parcours générique.",
    }
    fieldsets = [
        (None, {"fields": ["title_fr", "title_en", "slug", "generic"]}),
        ("De l’enfance à l’âge adulte", {"fields": [("transition_from", "transition_to")]}),
        PROVENANCE,
    ]
