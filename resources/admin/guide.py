"""The back office of what is written here for patients: guides, their steps, the glossary."""

from django.contrib import admin

from foundations.back_office import PROVENANCE, CorrectedAdmin, CorrectedInline
from resources.models import Guide, GuideStep, Term


class GuideStepInline(CorrectedInline, admin.StackedInline):
    model = GuideStep
    fields = [
        "position",
        ("title_fr", "title_en"),
        "text_fr",
        "text_en",
        ("category", "url"),
        ("evidence", "source"),
        "source_url",
    ]
    help_texts = {
        "text_fr": "Des phrases de moins de 20 mots, au « vous ».",
        "category": "Les services qui aident : la page y mène, dans l’annuaire.",
        "url": "Une page officielle, quand il y en a une.",
    }
    ordering = ["position"]


@admin.register(Guide)
class GuideAdmin(CorrectedAdmin):
    key_fields = ("slug",)
    inlines = [GuideStepInline]
    list_display = ["title_fr", "kind", "position", "evidence"]
    list_filter = ["kind", "evidence"]
    search_fields = ["title_fr", "title_en", "slug", "steps__title_fr", "steps__text_fr"]
    search_help_text = "Titre, adresse courte, texte d’une étape"
    prepopulated_fields = {"slug": ["title_fr"]}
    help_texts = {"position": "Sur la page des ressources."}
    fieldsets = [
        (None, {"fields": [("title_fr", "title_en"), "slug", ("kind", "position")]}),
        ("En une phrase", {"fields": ["summary_fr", "summary_en"]}),
        PROVENANCE,
    ]


@admin.register(Term)
class TermAdmin(CorrectedAdmin):
    key_fields = ("slug",)
    list_display = ["slug", "acronym", "words_fr", "words_en", "evidence"]
    list_display_links = ["slug", "acronym"]
    list_filter = ["evidence"]
    search_fields = ["acronym", "words_fr", "words_en", "meaning_fr", "slug"]
    search_help_text = "Sigle, mots, sens"
    prepopulated_fields = {"slug": ["acronym"]}
    help_texts = {"acronym": "Comme il est écrit sur le site ; vide pour un mot."}
    fieldsets = [
        (None, {"fields": [("acronym", "slug"), ("words_fr", "words_en")]}),
        ("Ce que c’est", {"fields": ["meaning_fr", "meaning_en", "url"]}),
        PROVENANCE,
    ]
