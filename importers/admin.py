"""« Envoyer un tableau » in the back office, what was sent, what is remembered of the senders."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path

from importers.models import SenderMapping, Upload
from importers.spreadsheets import views
from importers.spreadsheets.keeping import purge
from importers.spreadsheets.plan import DONE
from importers.spreadsheets.targets import TARGETS


@admin.register(Upload)
class UploadAdmin(admin.ModelAdmin):
    """Adding one is the first of four pages; opening one leads to the page where it stands."""

    list_display = ["file_name", "sender", "what", "state", "report", "uploaded_by", "uploaded_at"]
    list_filter = ["state", "target", "uploaded_at"]
    list_select_related = ["uploaded_by"]
    search_fields = ["file_name", "sender"]
    search_help_text = "Nom du fichier, expéditeur"
    change_list_template = "admin/spreadsheets/change_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Upload]:
        return super().get_queryset(request).defer("content", "rows", "headings", "mapping")

    def get_urls(self) -> list[URLPattern]:
        def adding(view: Callable[..., HttpResponse]) -> Any:
            return self._guarded(view, self.has_add_permission)

        def reading(view: Callable[..., HttpResponse]) -> Any:
            return self._guarded(view, self.has_view_permission)

        name = "importers_upload_{}".format
        mine = [
            path("modele-<slug:key>.xlsx", adding(views.template_file), name=name("template")),
            path("<int:pk>/colonnes/", adding(views.name_columns), name=name("columns")),
            path("<int:pk>/apercu/", adding(views.look), name=name("preview")),
            path("<int:pk>/resultat/", reading(views.result), name=name("result")),
            path(
                "<int:pk>/lignes-refusees.<str:extension>",
                reading(views.refused_rows),
                name=name("refused"),
            ),
        ]
        return [*mine, *super().get_urls()]

    def _guarded(
        self, view: Callable[..., HttpResponse], is_allowed: Callable[[HttpRequest], bool]
    ) -> Any:
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if not is_allowed(request):
                raise PermissionDenied
            return view(request, **kwargs)

        return self.admin_site.admin_view(guarded)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        purge()
        return super().changelist_view(
            request, {"title": "Tableaux envoyés"} | (extra_context or {})
        )

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return views.send_file(request)

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if request.method != "GET" or not self.has_view_permission(request):
            raise PermissionDenied
        if not object_id.isdecimal():
            raise Http404
        return HttpResponseRedirect(views.address("result", int(object_id)))

    @admin.display(description="contenu", ordering="target")
    def what(self, upload: Upload) -> str:
        return TARGETS[upload.target].title if upload.target in TARGETS else upload.target

    @admin.display(description="bilan")
    def report(self, upload: Upload) -> str:
        said = [
            f"{label.lower()} : {upload.counts[state]}"
            for state, label in DONE.items()
            if upload.counts.get(state)
        ]
        return ", ".join(said)


@admin.register(SenderMapping)
class SenderMappingAdmin(admin.ModelAdmin):
    """What is remembered; it is learnt from imports, and only forgotten here."""

    list_display = ["sender", "what", "used_at"]
    list_filter = ["target"]
    search_fields = ["sender"]
    fields = ["sender", "what", "used_at"]
    readonly_fields = ["sender", "what", "used_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="contenu", ordering="target")
    def what(self, kept: SenderMapping) -> str:
        return TARGETS[kept.target].title if kept.target in TARGETS else kept.target
