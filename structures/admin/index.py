"""Every structure, whatever its kind: what other tables choose from. Nothing is edited here."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

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
        """Of the part that a row of a kind has in this table: who deletes the row decided it."""
        return obj is not None

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise PermissionDenied

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {**(extra_context or {}), "show_delete": False}
        return super().changeform_view(request, object_id, form_url, context)
