"""Every structure, whatever its kind: what other tables choose from. Nothing is edited here."""

from django.contrib import admin
from django.http import HttpRequest

from structures.models import Structure


@admin.register(Structure)
class StructureIndex(admin.ModelAdmin):
    """Read by autocompletes; each kind has its own form."""

    fields = ["name", "slug"]
    search_fields = ["name", "slug", "commune__name"]
    ordering = ["name", "slug"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Structure | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Structure | None = None) -> bool:
        return False
