"""The moderation of suggestions: what the site says beside what is proposed, and a decision."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import Truncator

from contributions.admin.decisions import (
    DecidedAdmin,
    StateFilter,
    form_of,
    kept_row,
    may_change,
)
from contributions.admin.forms import (
    AcceptForm,
    DuplicateForm,
    PageForm,
    PhoneForm,
    RefusalForm,
    first_number,
)
from contributions.applying import apply_page, apply_phone
from contributions.models import Suggestion
from contributions.shown import about, concrete
from contributions.statistics import statistics
from contributions.targets import resource_of
from structures.models import Phone

State, Subject = Suggestion.State, Suggestion.Subject


class FromCentre(admin.SimpleListFilter):
    title = "qui le dit"
    parameter_name = "qui"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("centre", "un centre, à notre demande"), ("public", "le public")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        match self.value():
            case "centre":
                return queryset.filter(answer__isnull=False)
            case "public":
                return queryset.filter(answer__isnull=True)
        return queryset


@admin.register(Suggestion)
class SuggestionAdmin(DecidedAdmin):
    list_display = ["target_name", "subject", "beginning", "received_on", "age"]
    list_filter = [StateFilter, "subject", "knowledge", FromCentre]
    search_fields = ["target_name", "proposal", "place"]
    search_help_text = "Nom de la fiche, mots du message"
    decision_template = "admin/contributions/suggestion.html"

    @admin.display(description="proposition")
    def beginning(self, row: Suggestion) -> str:
        return Truncator(row.proposal).chars(80)

    @admin.display(description="jours", ordering="received_on")
    def age(self, row: Suggestion) -> int:
        return row.days_waiting

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {
            **(extra_context or {}),
            "title": "Signalements",
            "statistics": statistics(),
        }
        return super().changelist_view(request, context)

    def context_of(self, request: HttpRequest, row: Suggestion) -> dict[str, Any]:
        structure = row.structure
        resource = resource_of(row.resource) if row.resource else None
        others = Suggestion.objects.of_the_same(row).order_by("received_on", "pk")
        context: dict[str, Any] = {
            "others": others,
            "accept_form": AcceptForm(),
            "refusal_form": RefusalForm(),
            "duplicate_form": DuplicateForm(suggestion=row) if others else None,
            "shows_reply_address": self.has_change_permission(request, row),
        }
        if structure is not None:
            context |= {
                "lines": about(concrete(structure), row.subject),
                "page_address": structure.get_absolute_url(),
                "form_address": form_of(structure) if may_change(request, structure) else "",
            }
            if may_change(request, structure):
                context["apply_form"] = _apply_form(row)
        if resource is not None:
            context["form_address"] = reverse(
                f"admin:{resource._meta.app_label}_{resource._meta.model_name}_change",
                args=[resource.pk],
            )
        return context

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Suggestion | None:
        """What is said of a duplicate is said of the row that it was merged into."""
        row: Suggestion | None = super().get_object(request, object_id, from_field)
        if row is not None and row.structure is not None:
            row.structure = kept_row(row.structure)
        return row

    def decide(self, request: HttpRequest, row: Suggestion) -> HttpResponse:
        Suggestion.objects.filter(pk=row.pk).update(structure=row.structure)
        match request.POST.get("decision"):
            case "accept":
                return self._accept(request, row)
            case "apply":
                return self._apply(request, row)
            case "refuse":
                return self._refuse(request, row)
            case "duplicate":
                return self._mark_duplicate(request, row)
        raise BadRequest("décision inconnue")

    def _accept(self, request: HttpRequest, row: Suggestion) -> HttpResponse:
        """Accepted: the moderator makes the correction in the form of the row, which opens."""
        form = AcceptForm(request.POST)
        if not form.is_valid():
            return self.page(request, row, accept_form=form)
        row.decide(State.ACCEPTED, request.user, form.cleaned_data["note"])
        done = self.done(request, row, f"Accepté : {row}.")
        address = self.context_of(request, row).get("form_address")
        return HttpResponseRedirect(address) if address else done

    def _apply(self, request: HttpRequest, row: Suggestion) -> HttpResponse:
        """Accepted and written into the directory at once."""
        if row.structure is None or not may_change(request, row.structure):
            raise PermissionDenied
        form = _apply_form(row, request.POST)
        if form is None:
            raise BadRequest("rien à reprendre")
        if not form.is_valid():
            return self.page(request, row, apply_form=form)
        with transaction.atomic():
            row.lock()
            said = form.cleaned_data
            if isinstance(form, PhoneForm):
                apply_phone(row.structure, by=request.user, **said)
            else:
                apply_page(row.structure, said["url"], request.user)
            row.decide(State.ACCEPTED, request.user, "repris dans la fiche")
        return self.done(request, row, f"Accepté et repris dans la fiche : {row}.")

    def _refuse(self, request: HttpRequest, row: Suggestion) -> HttpResponse:
        form = RefusalForm(request.POST)
        if not form.is_valid():
            return self.page(request, row, refusal_form=form)
        row.decide(State.REFUSED, request.user, form.cleaned_data["note"])
        return self.done(request, row, f"Refusé : {row}.")

    def _mark_duplicate(self, request: HttpRequest, row: Suggestion) -> HttpResponse:
        form = DuplicateForm(request.POST, suggestion=row)
        if not form.is_valid():
            return self.page(request, row, duplicate_form=form)
        other = form.cleaned_data["duplicate_of"]
        with transaction.atomic():
            row.decide(State.DUPLICATE, request.user, f"doublon du n° {other.pk}")
            Suggestion.objects.filter(pk=row.pk).update(duplicate_of=other)
        return self.done(request, row, f"Doublon du n° {other.pk} : {row}.")


def _apply_form(row: Suggestion, data: Any = None) -> PhoneForm | PageForm | None:
    """The form that writes a simple fact, filled with what the message holds."""
    if row.structure is None:
        return None
    if row.subject in {Subject.PHONE, Subject.HOURS}:
        return PhoneForm(data, structure=row.structure, initial=_phone_said(row))
    if row.subject == Subject.PAGE:
        address = row.link or row.proposal
        return PageForm(data, initial={"url": address if " " not in address else ""})
    return None


def _phone_said(row: Suggestion) -> dict[str, Any]:
    """The line that the message speaks of, else the only one of the structure."""
    phones = list(row.structure.phones.all()) if row.structure else []
    named = [phone for phone in phones if row.field == f"phone:{phone.pk}"]
    phone = (named or (phones if len(phones) == 1 else [None]))[0]
    said = {"number": first_number(row.proposal), "kind": Phone.Kind.CENTRE}
    if phone is None:
        return said
    number = said["number"] if row.subject == Subject.PHONE else phone.number
    return {"phone": phone.pk, "kind": phone.kind, "number": number, "hours": phone.hours}
