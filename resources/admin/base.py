"""What the tables of resources share in the back office: their diseases, their address."""

from django.contrib import admin

from foundations.back_office import CorrectedAdmin, CorrectedInline


class DiseaseLinkInline(CorrectedInline, admin.TabularInline):
    fields = ["disease", "evidence", "source", "source_url"]
    autocomplete_fields = ["disease"]
    verbose_name = "maladie"
    verbose_name_plural = "maladies"


class ResourceAdmin(CorrectedAdmin):
    key_fields = ("slug",)
    help_texts = {
        "year": "De la version la plus récente que nomme la source.",
        "url_precision": "Vide quand aucune adresse n’est connue.",
    }
    search_fields = ["title", "slug", "diseases__name", "=diseases__orpha"]
    search_help_text = "Titre, adresse courte, maladie ou code ORPHA"
    prepopulated_fields = {"slug": ["title"]}
