"""The back office of what one joins or attends: associations, meetings, trainings."""

from django.contrib import admin

from foundations.back_office import PROVENANCE
from resources.admin.base import DiseaseLinkInline, ResourceAdmin
from resources.models import (
    Association,
    AssociationDisease,
    Meeting,
    MeetingDisease,
    Training,
    TrainingDisease,
)


class AssociationDiseaseInline(DiseaseLinkInline):
    model = AssociationDisease


class MeetingDiseaseInline(DiseaseLinkInline):
    model = MeetingDisease


class TrainingDiseaseInline(DiseaseLinkInline):
    model = TrainingDisease


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
        (
            "Répertoire national (RNA)",
            {
                "fields": [
                    ("siren", "rna"),
                    ("registered_title", "registered_seat"),
                    ("registry_as_of", "dissolved_on"),
                ],
                "description": "Une association dissoute n’est plus montrée au public.",
            },
        ),
        PROVENANCE,
    ]


@admin.register(Meeting)
class MeetingAdmin(ResourceAdmin):
    inlines = [MeetingDiseaseInline]
    list_display = ["title", "kind", "level", "filiere", "cadence", "evidence"]
    list_filter = ["kind", "level", "evidence", "filiere"]
    list_select_related = ["filiere"]
    autocomplete_fields = ["filiere"]
    help_texts = {
        "cadence": "Avec les mots de la source.",
        "filiere": "Sans maladie ci-dessous, la RCP vaut pour toute la filière.",
        "how": "Comment présenter un dossier. Aucune adresse électronique d’une personne.",
    }
    fieldsets = [
        (None, {"fields": ["title", "slug", ("kind", "level"), "filiere", "note"]}),
        ("Présenter un dossier", {"fields": ["cadence", "who_may_submit", "how"]}),
        ("Où se renseigner", {"fields": [("url", "url_precision")]}),
        PROVENANCE,
    ]


@admin.register(Training)
class TrainingAdmin(ResourceAdmin):
    inlines = [TrainingDiseaseInline]
    list_display = ["title", "kind", "organiser", "city", "evidence"]
    list_filter = ["kind", "evidence", "filiere"]
    autocomplete_fields = ["filiere"]
    help_texts = {
        "filiere": "Sans maladie ci-dessous, la formation vaut pour toute la filière.",
        "price": "Avec les mots de la source.",
    }
    fieldsets = [
        (None, {"fields": ["title", "slug", "kind", "organiser", "filiere", "note"]}),
        ("Y participer", {"fields": ["audience", "city", ("hours", "price")]}),
        ("Où se renseigner", {"fields": [("url", "url_precision")]}),
        PROVENANCE,
    ]
