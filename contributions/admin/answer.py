"""The answers of centres: accepted when all was exact, or when each correction was handled."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from contributions.admin.decisions import (
    DecidedAdmin,
    StateFilter,
    form_of,
    kept_row,
    may_change,
)
from contributions.admin.forms import RefusalForm
from contributions.applying import apply_all_exact
from contributions.models import VerificationAnswer

State = VerificationAnswer.State


@admin.register(VerificationAnswer)
class VerificationAnswerAdmin(DecidedAdmin):
    list_display = ["__str__", "role", "received_on", "age", "corrections"]
    list_filter = [StateFilter, "all_exact", "role"]
    list_select_related = ["request__structure"]
    search_fields = ["request__structure__name"]
    search_help_text = "Nom de la structure"
    decision_template = "admin/contributions/answer.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).annotate(lines=models.Count("suggestions"))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {**(extra_context or {}), "title": "Réponses des centres"}
        return super().changelist_view(request, context)

    @admin.display(description="jours", ordering="received_on")
    def age(self, row: VerificationAnswer) -> int:
        return row.days_waiting

    @admin.display(description="corrections")
    def corrections(self, row: Any) -> str:
        return str(row.lines) if row.lines else ""

    def context_of(self, request: HttpRequest, row: VerificationAnswer) -> dict[str, Any]:
        structure = row.request.structure
        allowed = may_change(request, structure)
        return {
            "structure": structure,
            "suggestions": row.suggestions.order_by("pk"),
            "waiting_lines": row.suggestions.waiting().count(),
            "may_change_structure": allowed,
            "page_address": structure.get_absolute_url(),
            "form_address": form_of(structure) if allowed else "",
            "refusal_form": RefusalForm(),
        }

    def decide(self, request: HttpRequest, row: VerificationAnswer) -> HttpResponse:
        match request.POST.get("decision"):
            case "accept":
                return self._accept(request, row)
            case "refuse":
                return self._refuse(request, row)
        raise BadRequest("décision inconnue")

    def _accept(self, request: HttpRequest, row: VerificationAnswer) -> HttpResponse:
        """The structure is said verified on the day of the answer."""
        structure = kept_row(row.request.structure)
        if not may_change(request, structure):
            raise PermissionDenied
        with transaction.atomic():
            row.lock()
            if row.suggestions.waiting().exists():
                messages.warning(request, "Traitez d’abord chaque correction de cette réponse.")
                return HttpResponseRedirect(request.path)
            apply_all_exact(structure, row.received_on, request.user)
            row.decide(State.ACCEPTED, request.user)
        return self.done(request, row, f"Vérifiée le {row.received_on:%d/%m/%Y} : {structure}.")

    def _refuse(self, request: HttpRequest, row: VerificationAnswer) -> HttpResponse:
        """Refused with what still waits of it."""
        form = RefusalForm(request.POST)
        if not form.is_valid():
            return self.page(request, row, refusal_form=form)
        note = form.cleaned_data["note"]
        with transaction.atomic():
            row.decide(State.REFUSED, request.user, note)
            for line in row.suggestions.waiting():
                line.decide(State.REFUSED, request.user, note)
        return self.done(request, row, f"Refusée : {row}.")
