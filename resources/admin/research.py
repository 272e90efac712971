"""The back office of research: trials and studies, themes and works of the units."""

from django.contrib import admin

from foundations.back_office import PROVENANCE, CorrectedAdmin, CorrectedInline
from resources.admin.base import DiseaseLinkInline, ResourceAdmin
from resources.models import (
    Publication,
    PublicationDisease,
    PublicationUnit,
    ResearchTheme,
    Trial,
    TrialDisease,
)


class TrialDiseaseInline(DiseaseLinkInline):
    model = TrialDisease


@admin.register(Trial)
class TrialAdmin(ResourceAdmin):
    inlines = [TrialDiseaseInline]
    list_display = ["title", "acronym", "nct", "status", "status_as_of", "site_confirmed"]
    list_filter = ["status", "design", "phase", "site_confirmed", "evidence"]
    search_fields = [*ResourceAdmin.search_fields, "acronym", "nct", "eu_ct", "eudract"]
    search_help_text = "Titre, sigle, numéro, maladie ou code ORPHA"
    help_texts = {
        "nct": "NCT et huit chiffres.",
        "eu_ct": "Par exemple 2024-516102-36-00.",
        "eudract": "Par exemple 2020-000308-12.",
        "concerns": "Avec les mots de la source.",
        "status_words": "Avec les mots de la source.",
        "status_as_of": "Année, année-mois ou année-mois-jour.",
        "enrolment": "Prévus tant que l’étude n’est pas finie.",
        "site": "Un hôpital de la plateforme. Le public ne le voit que confirmé.",
        "site_confirmed": "Seulement si une source nomme cet hôpital parmi les sites.",
    }
    fieldsets = [
        (None, {"fields": ["title", "slug", "acronym", "concerns", "note"]}),
        ("Identifiants", {"fields": [("nct", "eu_ct", "eudract")]}),
        (
            "L’étude",
            {"fields": [("design", "phase"), "sponsor", ("age_min", "age_max"), "enrolment"]},
        ),
        ("Où elle en est", {"fields": ["status", ("status_words", "status_as_of")]}),
        ("Sur la plateforme", {"fields": [("site", "site_confirmed")]}),
        ("Où se renseigner", {"fields": [("url", "url_precision")]}),
        PROVENANCE,
    ]


class PublicationDiseaseInline(DiseaseLinkInline):
    model = PublicationDisease


class PublicationUnitInline(CorrectedInline, admin.TabularInline):
    model = PublicationUnit
    fields = ["unit", "evidence", "source", "source_url"]
    autocomplete_fields = ["unit"]
    verbose_name = "unité de recherche"
    verbose_name_plural = "unités de recherche qui l’ont signée"


@admin.register(Publication)
class PublicationAdmin(ResourceAdmin):
    inlines = [PublicationUnitInline, PublicationDiseaseInline]
    list_display = ["title", "journal", "year", "doi", "evidence"]
    list_filter = ["year", "url_precision", "evidence"]
    search_fields = [*ResourceAdmin.search_fields, "doi", "journal", "units__name"]
    search_help_text = "Titre, revue, DOI, unité, maladie ou code ORPHA"
    help_texts = {
        "doi": "Par exemple 10.1186/1750-1172-7-62.",
        "url_precision": ResourceAdmin.help_texts["url_precision"],
    }
    fieldsets = [
        (None, {"fields": ["title", "slug", ("journal", "year"), "doi", "note"]}),
        ("Où la lire", {"fields": [("url", "url_precision")]}),
        PROVENANCE,
    ]


@admin.register(ResearchTheme)
class ResearchThemeAdmin(CorrectedAdmin):
    key_fields = ("unit", "position")
    list_display = ["title", "unit", "position", "evidence"]
    list_filter = ["evidence"]
    list_select_related = ["unit"]
    search_fields = ["title", "unit__name"]
    search_help_text = "Thème ou unité"
    autocomplete_fields = ["unit"]
    fieldsets = [
        (None, {"fields": [("unit", "position"), "title"]}),
        PROVENANCE,
    ]
