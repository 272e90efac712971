from django.contrib import admin

from foundations.back_office import PROVENANCE, CorrectedAdmin
from structures.models import CompleteList, NationalDirectory


@admin.register(CompleteList)
class CompleteListAdmin(CorrectedAdmin):
    key_fields = ("category", "department")
    list_display = ["category", "department", "evidence", "verified_on"]
    list_filter = ["category", "evidence", ("department", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["department"]
    search_fields = ["department__name", "=department__code"]
    search_help_text = "Nom ou code du département"
    autocomplete_fields = ["department"]
    help_texts = {
        "category": "Tous les services de cette catégorie, dans ce département, sont ici."
    }
    fieldsets = [(None, {"fields": ["category", "department"]}), PROVENANCE]


@admin.register(NationalDirectory)
class NationalDirectoryAdmin(CorrectedAdmin):
    key_fields = ("slug",)
    list_display = ["title", "category", "url", "evidence", "verified_on"]
    list_filter = ["category", "evidence"]
    search_fields = ["title", "slug", "url"]
    search_help_text = "Titre ou adresse"
    autocomplete_fields = ["departments"]
    prepopulated_fields = {"slug": ["title"]}
    help_texts = {"departments": "Aucun : la France entière."}
    fieldsets = [
        (None, {"fields": ["title", "slug", "category", "url", "departments", "note"]}),
        PROVENANCE,
    ]
