from django.contrib import admin

from foundations.back_office import PROVENANCE
from structures.admin.structure import ACCESS, PLACE, StructureAdmin
from structures.models import Establishment


@admin.register(Establishment)
class EstablishmentAdmin(StructureAdmin):
    list_display = [
        "name",
        "finess",
        "commune",
        "department",
        "platform",
        "point_precision",
        "evidence",
    ]
    list_filter = [
        "platform",
        "evidence",
        "point_precision",
        "territory",
        ("department", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["name", "slug", "finess", "official_name", "commune__name"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "official_url", "note"]}),
        PLACE,
        ACCESS,
        (
            "Identifiants",
            {
                "fields": [
                    ("finess", "finess_legal", "siret"),
                    "official_name",
                    ("category", "group"),
                ]
            },
        ),
        ("Plateforme ESMARA", {"fields": ["platform", "platform_note"]}),
        ("Urgences", {"fields": ["emergency_general", "emergency_paediatric"]}),
        PROVENANCE,
        ("Suivi", {"classes": ["collapse"], "fields": ["territory", "updated_at"]}),
    ]
