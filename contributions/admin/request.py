"""Requests for verification: asked from a structure, followed until the centre answers."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from contributions.admin.decisions import form_of
from contributions.models import VerificationRequest
from contributions.verification.asking import ask
from contributions.verification.link import whole_link
from contributions.verification.sheet import contents, message_of, pdf_of, spreadsheet_of
from foundations.spreadsheets import download
from routing.sheet.pdf import PdfUnavailable
from structures.models import Structure

CHANGE = "admin:contributions_verificationrequest_change"


class AnswerFilter(admin.SimpleListFilter):
    title = "réponse"
    parameter_name = "reponse"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [
            ("attente", "attendue"),
            ("retard", "attendue depuis plus de 30 jours"),
            ("recue", "reçue"),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> models.QuerySet:
        match self.value():
            case "attente":
                return queryset.waiting()
            case "retard":
                return queryset.late()
            case "recue":
                return queryset.exclude(answered_on=None)
        return queryset


@admin.register(VerificationRequest)
class VerificationRequestAdmin(admin.ModelAdmin):
    list_display = ["structure", "asked_on", "waiting", "expires_on", "answered_on", "asked_by"]
    list_filter = [AnswerFilter, "asked_on"]
    list_select_related = ["structure", "asked_by"]
    search_fields = ["structure__name"]
    search_help_text = "Nom de la structure"
    list_per_page = 50

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {**(extra_context or {}), "title": "Demandes de vérification"}
        return super().changelist_view(request, context)

    @admin.display(description="jours d’attente", ordering="asked_on")
    def waiting(self, row: VerificationRequest) -> str:
        return "" if row.answered_on else str((timezone.localdate() - row.asked_on).days)

    def get_urls(self) -> list[URLPattern]:
        own = [
            ("demander/<int:key>/", self.ask_view, "ask"),
            ("<int:key>/feuille/", self.sheet_view, "sheet"),
            ("<int:key>/feuille.pdf", self.pdf_view, "pdf"),
            ("<int:key>/feuille.xlsx", self.spreadsheet_view, "xlsx"),
        ]
        return [
            *(
                path(
                    route,
                    self.admin_site.admin_view(view),
                    name=f"contributions_verificationrequest_{end}",
                )
                for route, view, end in own
            ),
            *super().get_urls(),
        ]

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """A request is made from a structure: where to find one."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Demander une vérification",
        }
        return TemplateResponse(request, "admin/contributions/ask_whom.html", context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The link, the text to send, the sheets, and what came back."""
        asked = self.get_object(request, unquote(object_id))
        if request.method == "POST" or not self.has_view_permission(request, asked):
            raise PermissionDenied
        if asked is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Vérification de {asked.structure}",
            "asked": asked,
            "answer": getattr(asked, "answer", None),
            "link": whole_link(request, asked),
            "message": message_of(request, asked),
            "form_address": form_of(asked.structure),
            "may_delete": self.has_delete_permission(request, asked),
        }
        return TemplateResponse(request, "admin/contributions/request.html", context)

    def ask_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Ask one structure; a request that is still open is shown first."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        structure = get_object_or_404(Structure, pk=key)
        if request.method == "POST":
            asked = ask(structure, request.user)
            self.log_addition(request, asked, "demande de vérification")
            messages.success(request, "La demande est prête. Envoyez le texte, ou la feuille.")
            return HttpResponseRedirect(reverse(CHANGE, args=[asked.pk]))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Demander une vérification",
            "structure": structure,
            "form_address": form_of(structure),
            "before": VerificationRequest.objects.filter(structure=structure).select_related(
                "asked_by"
            ),
        }
        return TemplateResponse(request, "admin/contributions/ask.html", context)

    def sheet_view(self, request: HttpRequest, key: int) -> HttpResponse:
        asked = self._asked(request, key)
        return render(request, "contributions/sheet_page.html", contents(request, asked))

    def pdf_view(self, request: HttpRequest, key: int) -> HttpResponse:
        asked = self._asked(request, key)
        try:
            pdf = pdf_of(request, asked)
        except PdfUnavailable:
            messages.error(request, "Ce serveur ne peut pas faire de PDF : imprimez la feuille.")
            return HttpResponseRedirect(reverse(CHANGE, args=[key]))
        response = HttpResponse(pdf, content_type="application/pdf")
        name = _file_name(asked)
        response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
        return response

    def spreadsheet_view(self, request: HttpRequest, key: int) -> HttpResponse:
        asked = self._asked(request, key)
        return download(spreadsheet_of(asked), "xlsx", _file_name(asked))

    def _asked(self, request: HttpRequest, key: int) -> VerificationRequest:
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = VerificationRequest.objects.select_related("structure")
        return get_object_or_404(rows, pk=key)


def _file_name(asked: VerificationRequest) -> str:
    return f"verification-{asked.structure.slug}"[:80]
