"""The history of a row in the back office: who changed what, when, and back to a former state.

What is restored goes the way of any change: only fields that the person could change in the form,
checked as a form checks them, kept as corrections that the next import leaves alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.forms.models import _get_foreign_key
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import capfirst

from foundations import corrections
from foundations.corrections_shown import in_words
from foundations.history import BEFORE, attributes, is_tracked

STATES_SHOWN = 200


@dataclass(frozen=True)
class Change:
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class State:
    """One former state of a row, as people read it."""

    pk: int
    table: str
    row: str
    what: str
    changes: list[Change]
    at: datetime
    by: str
    value: str
    """What the button that restores it sends."""
    restorable: bool


class HistoryPages(admin.ModelAdmin):
    """For a ModelAdmin of a tracked table: its history, and that of the rows edited with it."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        if row is None or not is_tracked(self.model):
            return super().history_view(request, object_id, extra_context)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        if request.method == "POST":
            self._restore(request, row)
            return HttpResponseRedirect(request.path)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Historique : {row}",
            "opts": self.opts,
            "object": row,
            "module_name": capfirst(str(self.opts.verbose_name_plural)),
            "states": self._states(request, row),
            "preserved_filters": self.get_preserved_filters(request),
        }
        return TemplateResponse(request, "admin/history.html", context)

    def _histories(self, request: HttpRequest, row: Any) -> Iterator[tuple[models.QuerySet, Any]]:
        """The states of the row, then those of each table edited in its form and nowhere else;
        with who says which fields may be changed (this page, or the inline)."""
        yield self.model.history.filter(**{self.opts.pk.attname: row.pk}), self
        for inline in self.get_inline_instances(request, row):
            if is_tracked(inline.model) and inline.model not in self.admin_site._registry:
                link = _get_foreign_key(self.model, inline.model, fk_name=inline.fk_name)
                yield inline.model.history.filter(**{link.attname: row.pk}), inline

    def _states(self, request: HttpRequest, row: Any) -> list[State]:
        shown: list[State] = []
        for history, owner in self._histories(request, row):
            states = list(history.select_related("history_user").order_by("-pk")[:STATES_SHOWN])
            may = self._may_restore(request, row, owner)
            living = {str(key) for key in _living(owner.model, states)}
            for one in _by_row(states):
                shown += _in_words(owner.model, one, may, living)
        return sorted(shown, key=lambda state: (state.at, state.value), reverse=True)[:STATES_SHOWN]

    def _may_restore(self, request: HttpRequest, row: Any, owner: Any) -> bool:
        if not self.has_change_permission(request, row):
            return False
        return owner is self or owner.has_change_permission(request, row)

    def _restore(self, request: HttpRequest, row: Any) -> None:
        """Put back the state that the button named, among those that this page shows."""
        table, _, key = request.POST.get("_restore", "").partition(":")
        for history, owner in self._histories(request, row):
            if owner.model._meta.label_lower != table or not key.isdecimal():
                continue
            state = history.filter(pk=int(key)).first()
            if state is None:
                continue
            if not self._may_restore(request, row, owner):
                raise PermissionDenied
            restored = self._put_back(request, row, owner, state)
            if restored is not None:
                self.log_change(request, row, f"Version du {state.history_date:%d/%m/%Y} rétablie.")
                messages.success(request, restored)
            return
        messages.error(request, "Cette version n’est plus là.")

    @transaction.atomic
    def _put_back(self, request: HttpRequest, row: Any, owner: Any, state: Any) -> str | None:
        """What was done, in French; None when it could not be, and the person was told why."""
        living = owner.model._default_manager.filter(pk=_key(state)).first()
        if living is None:
            return bring_back(request, state)
        if owner is not self and _link(self, owner, living) != row.pk:
            messages.error(request, "Cette ligne est passée dans une autre fiche.")
            return None
        if owner is self:
            form = self.get_form(request, row, change=True)
        else:
            form = owner.get_formset(request, row).form
        names = [
            field.name
            for field in owner.model._meta.concrete_fields
            if field.name in form.base_fields and field.attname in attributes(owner.model)
        ]
        before = corrections.snapshot(living, corrections.columns_of(owner.model))
        for name in names:
            attname = owner.model._meta.get_field(name).attname
            setattr(living, attname, getattr(state, attname))
        if not checked(request, living, names):
            return None
        living._change_reason = f"version du {state.history_date:%d/%m/%Y %H:%M} rétablie"
        living.save()
        if not corrections.record_changes(living, before, request.user):
            return "Rien n’a changé : ces valeurs sont déjà celles de la ligne."
        return "La version est rétablie. L’historique garde celle que vous quittez."


def bring_back(request: HttpRequest, state: Any) -> str | None:
    """Make a deleted row again as it was last; it is then one that a person added."""
    row = as_it_was(state)
    if not checked(request, row, [field.name for field in row._meta.concrete_fields]):
        return None
    row._change_reason = "ligne supprimée, rétablie"
    row.save()
    corrections.record_addition(row, request.user)
    return f"« {row} » est rétabli."


def checked(request: HttpRequest, row: models.Model, names: list[str]) -> bool:
    """Whether these fields are as a form would accept them; the person is told what is not."""
    others = [f.name for f in row._meta.concrete_fields if f.name not in names or f.primary_key]
    try:
        row.full_clean(exclude=others)
    except ValidationError as error:
        messages.error(request, "Impossible de rétablir : " + " ".join(error.messages))
        return False
    return True


def _link(page: Any, inline: Any, child: Any) -> Any:
    """The key of the row that a child of an inline stands in."""
    return getattr(child, _get_foreign_key(page.model, inline.model, inline.fk_name).attname)


def as_it_was(state: Any) -> Any:
    """The row of a state, unsaved; fields that have no history are as those of a new row."""
    told = {field.attname: getattr(state, field.attname) for field in state.tracked_fields}
    return state.instance_type(**told)


def _key(state: Any) -> Any:
    return getattr(state, state.instance_type._meta.pk.attname)


def _living(model: type[models.Model], states: list[Any]) -> models.QuerySet:
    keys = {_key(state) for state in states}
    return model._default_manager.filter(pk__in=keys).values_list("pk", flat=True)


def _by_row(states: list[Any]) -> list[list[Any]]:
    """The states of each row, the newest first."""
    rows: dict[Any, list[Any]] = {}
    for state in states:
        rows.setdefault(_key(state), []).append(state)
    return list(rows.values())


def _in_words(
    model: type[models.Model], states: list[Any], may_restore: bool, living: set[str]
) -> Iterator[State]:
    current = states[0]
    for state, previous in pairwise([*states, None]):
        is_now = state is current and str(_key(state)) in living
        yield State(
            pk=state.pk,
            table=capfirst(str(model._meta.verbose_name)),
            row=str(as_it_was(state)),
            what=_what(state),
            changes=[] if state.history_type == "-" else list(_changes(model, previous, state)),
            at=state.history_date,
            by=str(state.history_user or ""),
            value=f"{model._meta.label_lower}:{state.pk}",
            restorable=may_restore and not is_now,
        )


def _what(state: Any) -> str:
    if state.history_change_reason == BEFORE:
        return "État avant la première modification"
    if state.history_change_reason:
        return capfirst(state.history_change_reason)
    return {"+": "Ajout", "~": "Modification", "-": "Suppression"}[state.history_type]


def _changes(model: type[models.Model], before: Any, after: Any) -> Iterator[Change]:
    if before is None:
        return
    for name in attributes(model):
        old, new = getattr(before, name), getattr(after, name)
        field = next(f for f in model._meta.concrete_fields if f.attname == name)
        if old != new and field.editable:
            yield Change(str(field.verbose_name), in_words(field, old), in_words(field, new))


class DeletedRows(admin.ModelAdmin):
    """For administrators: the rows of this table that were deleted, and how to have them back."""

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_deleted"
        view = self.admin_site.admin_view(self.deleted_view)
        return [path("supprimees/", view, name=name), *super().get_urls()]

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_superuser or not is_tracked(self.model):
            raise PermissionDenied
        states = {str(state.pk): state for state in self._deleted()}
        if request.method == "POST":
            state = states.get(request.POST.get("_restore", ""))
            done = None if state is None else self._make_again(request, state)
            if done:
                messages.success(request, done)
            return HttpResponseRedirect(request.path)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Lignes supprimées : {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "states": list(states.values()),
        }
        return TemplateResponse(request, "admin/deleted_rows.html", context)

    def _deleted(self) -> list[Any]:
        """The last state of each row that is no more, the latest deletion first."""
        gone = self.model.history.filter(history_type="-").select_related("history_user")
        states = list(gone.order_by("-pk")[:STATES_SHOWN])
        living = {str(key) for key in _living(self.model, states)}
        return [rows[0] for rows in _by_row(states) if str(_key(rows[0])) not in living]

    @transaction.atomic
    def _make_again(self, request: HttpRequest, state: Any) -> str | None:
        done = bring_back(request, state)
        if done is not None:
            row = self.model._default_manager.get(pk=_key(state))
            self.log_addition(request, row, "Ligne supprimée, rétablie.")
        return done
