"""The back office of what one reads, attends or joins."""

from django.contrib import admin

from foundations.back_office import PROVENANCE, CorrectedAdmin, CorrectedInline
from resources.models import (
    Association,
    AssociationDisease,
    EmergencyCard,
    EmergencyCardDisease,
    Protocol,
    ProtocolDisease,
)


class DiseaseLinkInline(CorrectedInline, admin.TabularInline):
    fields = ["disease", "evidence", "source", "source_url"]
    autocomplete_fields = ["disease"]
    verbose_name = "maladie"
    verbose_name_plural = "maladies"


class ProtocolDiseaseInline(DiseaseLinkInline):
    model = ProtocolDisease


class EmergencyCardDiseaseInline(DiseaseLinkInline):
    model = EmergencyCardDisease


class AssociationDiseaseInline(DiseaseLinkInline):
    model = AssociationDisease


class ResourceAdmin(CorrectedAdmin):
    key_fields = ("slug",)
    help_texts = {
        "year": "De la version la plus récente que nomme la source.",
        "url_precision": "Vide quand aucune adresse n’est connue.",
    }
    search_help_text = "Titre, adresse courte, maladie ou code ORPHA"


@admin.register(Protocol)
class ProtocolAdmin(ResourceAdmin):
    inlines = [ProtocolDiseaseInline]
    list_display = ["title", "year", "author", "url_precision", "superseded", "evidence"]
    list_filter = ["superseded", "url_precision", "evidence", "year"]
    search_fields = ["title", "slug", "author", "diseases__name", "=diseases__orpha"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (None, {"fields": ["title", "slug", ("year", "superseded"), "author", "note"]}),
        ("Où le lire", {"fields": [("url", "url_precision")]}),
        PROVENANCE,
    ]


@admin.register(EmergencyCard)
class EmergencyCardAdmin(ResourceAdmin):
    inlines = [EmergencyCardDiseaseInline]
    list_display = ["title", "kind", "year", "url_precision", "evidence"]
    list_filter = ["kind", "url_precision", "evidence"]
    search_fields = ["title", "slug", "authors", "diseases__name", "=diseases__orpha"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (None, {"fields": ["title", "slug", ("kind", "year"), "authors", "note"]}),
        ("Où la lire", {"fields": [("url", "url_precision")]}),
        PROVENANCE,
    ]


@admin.register(Association)
class AssociationAdmin(ResourceAdmin):
    inlines = [AssociationDiseaseInline]
    list_display = ["name", "scope", "department", "filiere", "website", "evidence"]
    list_filter = [
        "scope",
        "evidence",
        "filiere",
        ("department", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["department", "filiere"]
    search_fields = ["name", "slug", "concerns", "diseases__name", "=diseases__orpha"]
    search_help_text = "Nom, adresse courte, maladie ou code ORPHA"
    autocomplete_fields = ["department", "filiere"]
    prepopulated_fields = {"slug": ["name"]}
    help_texts = {
        "department": "Celui où agit une association locale.",
        "phone": "Celui de l’association, jamais celui d’une personne.",
        "contact_year": "L’année du document qui donne le téléphone et l’adresse.",
        "filiere": "Celle des maladies qu’elle défend.",
        "rna": "W et neuf chiffres.",
    }
    fieldsets = [
        (None, {"fields": ["name", "slug", ("scope", "department"), "founded", "note"]}),
        ("Pour qui", {"fields": ["concerns", "filiere"]}),
        (
            "La joindre",
            {
                "fields": [
                    "website",
                    ("phone", "contact_year"),
                    "address",
                    ("postcode", "seat_city"),
                ]
            },
        ),
        ("Identifiants", {"fields": [("siren", "rna")]}),
        PROVENANCE,
    ]
