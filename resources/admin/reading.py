"""The back office of what one reads or watches: protocols, emergency cards, videos."""

from django.contrib import admin

from foundations.back_office import PROVENANCE
from resources.admin.base import DiseaseLinkInline, ResourceAdmin
from resources.models import (
    EmergencyCard,
    EmergencyCardDisease,
    Protocol,
    ProtocolDisease,
    Video,
    VideoDisease,
)

VIDEO_HELP_TEXTS = {
    "captions": "Écrits ou relus par des personnes : les sous-titres automatiques ne comptent pas.",
    "transcript_text": "Le texte dit dans la vidéo, pour qui ne l’entend ou ne la regarde pas.",
    "transcript_url": "Si la transcription se lit ailleurs.",
    "structure": "Demande des sous-titres et une transcription écrite.",
}


class ProtocolDiseaseInline(DiseaseLinkInline):
    model = ProtocolDisease


class EmergencyCardDiseaseInline(DiseaseLinkInline):
    model = EmergencyCardDisease


class VideoDiseaseInline(DiseaseLinkInline):
    model = VideoDisease


@admin.register(Protocol)
class ProtocolAdmin(ResourceAdmin):
    inlines = [ProtocolDiseaseInline]
    list_display = ["title", "year", "author", "url_precision", "superseded", "evidence"]
    list_filter = ["superseded", "url_precision", "evidence", "year"]
    search_fields = ["title", "slug", "author", "diseases__name", "=diseases__orpha"]
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
    fieldsets = [
        (None, {"fields": ["title", "slug", ("kind", "year"), "authors", "note"]}),
        ("Où la lire", {"fields": [("url", "url_precision")]}),
        PROVENANCE,
    ]


@admin.register(Video)
class VideoAdmin(ResourceAdmin):
    inlines = [VideoDiseaseInline]
    list_display = ["title", "year", "captions", "transcript", "structure", "evidence"]
    list_filter = ["captions", "transcript", "url_precision", "evidence"]
    list_select_related = ["structure"]
    autocomplete_fields = ["structure"]
    help_texts = {"url_precision": ResourceAdmin.help_texts["url_precision"], **VIDEO_HELP_TEXTS}
    fieldsets = [
        (None, {"fields": ["title", "slug", "presents", ("publisher", "year"), "note"]}),
        ("Où la regarder", {"fields": [("url", "url_precision")]}),
        (
            "Pour que chacun puisse la suivre",
            {"fields": [("captions", "transcript"), "transcript_text", "transcript_url"]},
        ),
        ("La structure qu’elle présente", {"fields": ["structure"]}),
        PROVENANCE,
    ]
