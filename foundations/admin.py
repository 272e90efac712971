"""Every correction of the directory in one list."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from foundations.back_office import revert_all
from foundations.corrections_shown import Line, line_of
from foundations.models import Correction


@admin.register(Correction)
class CorrectionAdmin(admin.ModelAdmin):
    """Every correction, to read and to take back; one is made by editing the row itself."""

    list_display = ["table", "row", "field_name", "source", "value", "corrected_on", "corrected_by"]
    list_display_links = None
    list_filter = ["model", "corrected_by"]
    list_select_related = ["corrected_by"]
    search_fields = ["key", "field"]
    date_hierarchy = "corrected_on"
    ordering = ["-corrected_on", "pk"]
    actions = ["revert_to_source"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @staticmethod
    def line(correction: Correction) -> Line:
        """The correction in words, worked out once for all the columns."""
        if "line" not in correction.__dict__:
            correction.__dict__["line"] = line_of(correction)
        return correction.__dict__["line"]

    @admin.display(description="table", ordering="model")
    def table(self, correction: Correction) -> str:
        return self.line(correction).table

    @admin.display(description="ligne", ordering="key")
    def row(self, correction: Correction) -> str:
        return self.line(correction).link

    @admin.display(description="champ", ordering="field")
    def field_name(self, correction: Correction) -> str:
        return self.line(correction).field

    @admin.display(description="la source dit")
    def source(self, correction: Correction) -> str:
        return self.line(correction).source

    @admin.display(description="le répertoire dit")
    def value(self, correction: Correction) -> str:
        return self.line(correction).value

    def has_revert_permission(self, request: HttpRequest) -> bool:
        """Those of one establishment take theirs back in the form of the row."""
        return request.user.has_perm("foundations.change_correction")

    @admin.action(description="Revenir aux valeurs de la source", permissions=["revert"])
    def revert_to_source(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        revert_all(request, list(queryset.order_by("pk")))
