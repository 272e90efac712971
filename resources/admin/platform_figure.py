"""The back office of the figures that the platform announces."""

from django.contrib import admin

from foundations.back_office import PROVENANCE, CorrectedAdmin
from resources.models import PlatformFigure


@admin.register(PlatformFigure)
class PlatformFigureAdmin(CorrectedAdmin):
    key_fields = ("slug",)
    list_display = ["slug", "what", "value", "source", "evidence"]
    list_filter = ["what", "evidence"]
    search_fields = ["slug", "source", "note"]
    search_help_text = "Adresse courte ou source"
    help_texts = {
        "value": "Deux pages se contredisent ? Une ligne pour chaque nombre.",
        "slug": "Par exemple centres-32.",
    }
    fieldsets = [
        (None, {"fields": ["slug", ("what", "value"), "note"]}),
        PROVENANCE,
    ]
