"""What the two queues share: rows that are read and decided, never edited."""

from abc import abstractmethod
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format

from contributions.models import AlreadyDecided, Decided
from contributions.shown import concrete
from structures.models import Structure


class StateFilter(admin.SimpleListFilter):
    """What waits is shown first, without asking."""

    title = "état"
    parameter_name = "etat"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        decided = [(value, label) for value, label in Decided.State.choices if value != "new"]
        return [*decided, ("tous", "tous")]

    def choices(self, changelist: Any) -> Any:
        lines = list(super().choices(changelist))
        return [{**lines[0], "display": "à traiter"}, *lines[1:]]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        if self.value() == "tous":
            return queryset
        return queryset.filter(state=self.value() or Decided.State.NEW)


class DecidedAdmin(admin.ModelAdmin):
    """A queue, oldest first. A row can be deleted, by whom has that right: it may hold what nobody
    should keep."""

    ordering = ["received_on", "pk"]
    list_per_page = 50
    decision_template = ""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        if row is None:
            raise Http404
        if request.method != "POST":
            return self.page(request, row)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        try:
            return self.decide(request, row)
        except AlreadyDecided as already:
            messages.warning(request, already_words(already.row))
            return HttpResponseRedirect(request.path)

    def page(self, request: HttpRequest, row: Any, **context: Any) -> HttpResponse:
        shown = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(row),
            "row": row,
            "may_decide": row.is_waiting and self.has_change_permission(request, row),
            "may_delete": self.has_delete_permission(request, row),
            **self.context_of(request, row),
            **context,
        }
        return TemplateResponse(request, self.decision_template, shown)

    @abstractmethod
    def context_of(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What the page of a row shows beside it."""

    @abstractmethod
    def decide(self, request: HttpRequest, row: Any) -> HttpResponse:
        """The answer to a decision. Raises AlreadyDecided."""

    def done(self, request: HttpRequest, row: Any, words: str) -> HttpResponse:
        """Say what was done, and open the next row that waits."""
        self.log_change(request, row, words)
        messages.success(request, words)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        waiting = self.get_queryset(request).filter(state=Decided.State.NEW)
        following = waiting.order_by(*self.ordering).first()
        if following is None:
            return HttpResponseRedirect(reverse(f"{name}_changelist"))
        return HttpResponseRedirect(reverse(f"{name}_change", args=[following.pk]))


def already_words(row: Decided) -> str:
    day = date_format(row.moderated_on, "j F Y") if row.moderated_on else ""
    return (
        f"Déjà traité par {row.moderated_by or 'un compte supprimé'} le {day} : "
        f"{row.get_state_display()}. Rien n’a changé."
    )


def form_of(structure: Structure) -> str:
    """The address of the form of a structure in the back office."""
    row = concrete(structure)
    return reverse(f"admin:structures_{row._meta.model_name}_change", args=[row.pk])


def kept_row(structure: Structure) -> Structure:
    """The row into which a person merged this one as a duplicate; itself when nobody did."""
    while structure.merged_into is not None:
        structure = structure.merged_into
    return structure


def may_change(request: HttpRequest, structure: Structure) -> bool:
    """Whether this person may correct this structure: what its own form says."""
    row = concrete(structure)
    own = admin.site._registry.get(type(row))
    return own is not None and own.has_change_permission(request, row)
