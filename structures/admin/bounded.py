"""The pages of establishments, centres and services for who edits one establishment only."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import BaseModelFormSet, Field, ModelForm
from django.http import HttpRequest

from foundations.back_office import CorrectedAdmin
from foundations.corrections import label_of
from foundations.models import Correction
from foundations.provenance import Evidence
from structures import scope


class BoundedAdmin(CorrectedAdmin):
    """Rows of the person's own establishments, and in them the fields that are theirs to say.

    What is written here holds for the list, the form, the deletion, the history, the actions, the
    search of another form and the posts made by hand: Django asks it for all of them.
    """

    establishment_path = "establishment"
    """From a row to its establishment, in a query."""
    own_fields: frozenset[str] = frozenset()
    """What an establishment says of itself; the rest (label, network, evidence) is only read."""

    def establishment_of(self, row: Any) -> int | None:
        return row.establishment_id

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return scope.rows_of(request.user, super().get_queryset(request), self.establishment_path)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) and (
            obj is None
            or scope.sees_everything(request.user)
            or scope.may_change(request.user, self.establishment_of(obj))
        )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or self.is_theirs(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or self.is_theirs(request, obj))

    def is_theirs(self, request: HttpRequest, row: Any) -> bool:
        """As the database has it: the form may have put another establishment in the row."""
        if scope.changes_everything(request.user):
            return True
        stored = type(row)._default_manager.get(pk=row.pk)
        return scope.may_change(request.user, self.establishment_of(stored))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fixed = list(super().get_readonly_fields(request, obj))
        if obj is None or scope.changes_everything(request.user):
            return fixed
        fields = [field.name for field in self.opts.get_fields() if hasattr(field, "verbose_name")]
        return [*fixed, *(name for name in fields if name not in {*fixed, *self.own_fields})]

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Field | None:
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "establishment" and not scope.changes_everything(request.user):
            field.queryset = scope.establishments_of(request.user)
            field.required = True
        return field

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        if not scope.changes_everything(request.user):
            if not scope.may_change(request.user, self.establishment_of(obj)):
                raise PermissionDenied("cet établissement n’est pas le vôtre")
            if not change:
                obj.evidence = Evidence.TO_VERIFY
        super().save_model(request, obj, form, change)

    def may_revert(self, request: HttpRequest, row: Any, correction: Correction) -> bool:
        """Only in the fields that the form lets the person change: a label is none of them."""
        if scope.changes_everything(request.user):
            return True
        if correction.model == label_of(self.model):
            return correction.field in self.get_form(request, row, change=True).base_fields
        return any(
            correction.field in inline.get_formset(request, row).form.base_fields
            for inline in self.get_inline_instances(request, row)
            if correction.model == label_of(inline.model)
            and inline.has_change_permission(request, row)
        )

    def save_formset(
        self, request: HttpRequest, form: ModelForm, formset: BaseModelFormSet, change: bool
    ) -> None:
        if not scope.changes_everything(request.user):
            for child in formset.extra_forms:
                if hasattr(child.instance, "evidence"):
                    child.instance.evidence = Evidence.TO_VERIFY
        super().save_formset(request, form, formset, change)
