"""« Exporter » in a list of the back office: what the list shows, filters kept, as a file."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils import timezone

from foundations.exports import Column, sheet_of
from foundations.spreadsheets import CONTENT_TYPES, download


class Exporting:
    """Of an admin: a button for everything that the list finds, two actions for chosen rows.

    What goes out is what this person may see: the queryset of the list itself.
    """

    change_list_template = "admin/change_list_exported.html"
    actions: list[str] = ["export_as_xlsx", "export_as_csv"]
    export_related: tuple[str, ...] = ()

    def export_columns(self) -> list[Column]:
        """Columns after those of the model's own fields."""
        return []

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"  # type: ignore[attr-defined]
        view = self.admin_site.admin_view(self.export_view)  # type: ignore[attr-defined]
        mine = path("exporter.<str:extension>", view, name=name)
        return [mine, *super().get_urls()]  # type: ignore[misc]

    def export_view(self, request: HttpRequest, extension: str) -> HttpResponse:
        if not self.has_view_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        try:
            found = self.get_changelist_instance(request)  # type: ignore[attr-defined]
            return self._exported(found.get_queryset(request), extension)
        except IncorrectLookupParameters:
            return HttpResponseRedirect("./?e=1")  # as Django's own list does

    @admin.action(description="Exporter les lignes choisies (Excel)", permissions=["view"])
    def export_as_xlsx(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        return self._exported(queryset, "xlsx")

    @admin.action(description="Exporter les lignes choisies (CSV)", permissions=["view"])
    def export_as_csv(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        return self._exported(queryset, "csv")

    def _exported(self, queryset: QuerySet, extension: str) -> HttpResponse:
        if extension not in CONTENT_TYPES:
            raise Http404
        opts: Any = self.opts  # type: ignore[attr-defined]
        title = str(opts.verbose_name_plural)
        sheet = sheet_of(queryset, title, self.export_columns(), self.export_related)
        return download(sheet, extension, f"{opts.model_name}-{timezone.localdate():%Y-%m-%d}")
