from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from foundations.back_office import PROVENANCE, CorrectedInline
from structures import scope
from structures.admin.structure import ACCESS, PLACE, StructureAdmin
from structures.models import Centre, Establishment, Service


class HousedInline(CorrectedInline, admin.TabularInline):
    """What the establishment houses, one line each, with the way to its own form."""

    fk_name = "establishment"
    show_change_link = True
    can_delete = False
    classes = ["collapse"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A label is the matter of an order, not of the hospital that bears it."""
        allowed = super().has_change_permission(request, obj)
        return allowed and scope.changes_everything(request.user)


class CentreInline(HousedInline):
    model = Centre
    fields = ["label", "label_until", "audience"]
    verbose_name_plural = "centres labellisés qu’il abrite"


class ServiceInline(HousedInline):
    model = Service
    fields = readonly_fields = ["category", "audience", "evidence"]
    verbose_name_plural = "services qu’il abrite"


@admin.register(Establishment)
class EstablishmentAdmin(StructureAdmin):
    establishment_path = "pk"
    inlines = [*StructureAdmin.inlines, CentreInline, ServiceInline]
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
    search_fields = [
        "name",
        "slug",
        "finess",
        "official_name",
        "commune__name",
        "department__name",
        "=department__code",
    ]
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

    def establishment_of(self, row: Establishment) -> int | None:
        return row.pk
