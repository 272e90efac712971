"""What every table of the directory shares in the back office: points, sources, corrections."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.gis.db.models import PointField
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Coalesce
from django.forms import BaseInlineFormSet, BaseModelFormSet, Field, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import capfirst

from foundations import corrections
from foundations.corrections_shown import is_edited_by_people, line_of, shown_value
from foundations.exporting import Exporting
from foundations.folded_search import in_folded_text
from foundations.history_pages import DeletedRows, HistoryPages
from foundations.lines_field import LinesFormField
from foundations.models import Correction
from foundations.outlines import outlines_along
from foundations.point_field import PointFormField

PROVENANCE = (
    "D’où vient cette ligne",
    {
        "classes": ["collapse"],
        "fields": [
            ("evidence", "verified_on"),
            "source",
            "source_url",
            ("licence", "retrieved_on"),
        ],
    },
)


class Corrected(admin.SimpleListFilter):
    title = "corrigé à la main"
    parameter_name = "corrige"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("oui", "oui"), ("non", "non")]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        match self.value():
            case "oui":
                return queryset.filter(corrections__gt=0)
            case "non":
                return queryset.filter(corrections=0)
        return queryset


class FieldsForEditors:
    """Fields as editors need them.

    Help texts in French (those of the models are notes for who reads the code), https when an
    address is typed without its scheme, no way to delete a row from the form of another.
    """

    help_texts: dict[str, str] = {}

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Field | None:
        kwargs["help_text"] = self.help_texts.get(db_field.name, "")
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field


class KeptRows(BaseInlineFormSet):
    """Only rows that a person added can be deleted: an import would bring the others back."""

    def add_fields(self, form: ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "Supprimer cette ligne"
        if form.instance.pk and "DELETE" in form.fields:
            form.fields["DELETE"].disabled = not (
                corrections.is_added_by_hand(form.instance)
                or corrections.is_added_by_hand(self.instance)
            )


class CorrectedInline(FieldsForEditors):
    formset = KeptRows
    extra = 0

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Field | None:
        """Each input says what it is: in a table, only the head of its column would."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            inner = getattr(field.widget, "widget", field.widget)
            inner.attrs["aria-label"] = str(field.label)
        return field


def opened_for(wrong: set[str], name: str | None, options: Any) -> Any:
    """The options of a fieldset, not folded when one of these fields is in it."""
    if wrong.isdisjoint(flatten_fieldsets([(name, options)])):
        return options
    classes = [one for one in options.get("classes", ()) if one != "collapse"]
    return {**options, "classes": classes}


class CorrectedAdmin(Exporting, HistoryPages, DeletedRows, FieldsForEditors, admin.ModelAdmin):
    """A table filled by imports: what a person changes here is kept by the next import.

    `key_fields` say which row of the source this is and cannot change once the row exists. A row
    from a source is never deleted, in an inline neither: the next import would bring it back.
    """

    key_fields: tuple[str, ...] = ()
    change_form_template = "admin/change_form_corrected.html"
    change_list_template = "admin/change_list_exported.html"
    formfield_overrides = {
        PointField: {"form_class": PointFormField},
        ArrayField: {"form_class": LinesFormField},
    }
    actions = [*Exporting.actions, "revert_to_source"]
    list_per_page = 50
    save_on_top = False

    # What is shown

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        kept = Correction.objects.filter(
            model=corrections.label_of(self.model), key=models.OuterRef("correction_key")
        )
        count = kept.order_by().values("key").annotate(count=models.Count("pk")).values("count")
        rows = super().get_queryset(request).defer(*self._outlines())
        return rows.annotate(correction_key=corrections.key_expression()).annotate(
            corrections=Coalesce(models.Subquery(count), 0)
        )

    def _outlines(self) -> list[str]:
        """The polygons of the rows that a list joins: heavy, and shown nowhere."""
        joined = self.list_select_related
        return [] if isinstance(joined, bool) else outlines_along(self.model, *joined)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """A fold that holds an error is open: Django overlooks the fields that share a line."""
        wrong = set(context["adminform"].form.errors)
        context["adminform"].fieldsets = [
            (name, opened_for(wrong, name, options))
            for name, options in context["adminform"].fieldsets
        ]
        return super().render_change_form(request, context, *args, **kwargs)

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return [in_folded_text(field) for field in super().get_search_fields(request)]

    def get_list_display(self, request: HttpRequest) -> list[str]:
        return [*super().get_list_display(request), "corrected"]

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return [*super().get_list_filter(request), Corrected]

    @admin.display(description="corrections", ordering="corrections")
    def corrected(self, row: Any) -> str:
        return str(row.corrections) if row.corrections else ""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fixed = self.key_fields if obj is not None else ()
        return [*super().get_readonly_fields(request, obj), *fixed]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj is not None else super().get_prepopulated_fields(request, obj)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        form = super().get_form(request, obj, change, **kwargs)
        if obj is None:
            return form
        for correction in corrections.corrections_of(obj):
            field = form.base_fields.get(correction.field)
            if field is not None:
                said = shown_value(correction, correction.source_value)
                field.help_text = f"{field.help_text} Corrigé ; la source dit : {said}.".strip()
        return form

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.get_object(request, object_id) if object_id else None
        if row is not None and request.method == "POST" and "_revert" in request.POST:
            return self._revert_one(request, row)
        name = str(self.opts.verbose_name)
        title = capfirst(name) if object_id else f"Ajouter : {name}"
        context = {"title": title, **(extra_context or {})}
        if row is not None:
            rows = [row, *self.children_of(request, row)]
            context = {
                **context,
                "corrections": [
                    line_of(kept)
                    for kept in corrections.corrections_of(*rows)
                    if is_edited_by_people(kept)
                ],
                "may_revert": self.has_change_permission(request, row),
                "added_by_hand": corrections.is_added_by_hand(row),
            }
        return super().changeform_view(request, object_id, form_url, context)

    # What a person does

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        if not change:
            super().save_model(request, obj, form, change)
            corrections.record_addition(obj, request.user)
            return
        before = corrections.snapshot(obj, corrections.columns_of(self.model))
        super().save_model(request, obj, form, change)
        corrections.record_changes(obj, before, request.user)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        several = {field.name for field in form.instance._meta.many_to_many}
        before = corrections.snapshot(form.instance, several & set(form.changed_data))
        super().save_related(request, form, formsets, change)
        corrections.record_changes(form.instance, before, request.user)

    def save_formset(
        self, request: HttpRequest, form: ModelForm, formset: BaseModelFormSet, change: bool
    ) -> None:
        model = formset.get_queryset().model
        names = corrections.columns_of(model)
        several = {field.name for field in model._meta.many_to_many}
        before = {
            child.instance.pk: corrections.snapshot(
                child.instance, [*names, *(several & set(child.changed_data))]
            )
            for child in formset.initial_forms
            if child.has_changed() and child.instance.pk is not None
        }
        for child in formset.deleted_forms:
            if child.instance.pk:
                corrections.forget(child.instance)
        super().save_formset(request, form, formset, change)
        for row, _ in formset.changed_objects:
            corrections.record_changes(row, before[row.pk], request.user)
        if change:
            for row in formset.new_objects:
                corrections.record_addition(row, request.user)

    def children_of(self, request: HttpRequest, row: Any) -> list[models.Model]:
        """The rows that are edited with this one."""
        inlines = self.get_formsets_with_inlines(request, row)
        return [child for formset, _ in inlines for child in formset(instance=row).get_queryset()]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or corrections.is_added_by_hand(obj))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        for row in [obj, *self.children_of(request, obj)]:
            corrections.forget(row)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        for row in queryset:
            self.delete_model(request, row)

    @admin.action(description="Revenir aux valeurs de la source", permissions=["change"])
    def revert_to_source(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        theirs = [row for row in queryset if self.has_change_permission(request, row)]
        kept = [
            line
            for row in theirs
            for line in corrections.corrections_of(row)
            if self.may_revert(request, row, line)
        ]
        revert_all(request, kept)

    def may_revert(self, request: HttpRequest, row: Any, correction: Correction) -> bool:
        """Whether this person may take the correction back; who changes the row may, unless a
        subclass bounds them to some of its fields."""
        return True

    def _revert_one(self, request: HttpRequest, row: Any) -> HttpResponse:
        if self.has_change_permission(request, row) and request.POST["_revert"].isdecimal():
            rows = [row, *self.children_of(request, row)]
            chosen = corrections.corrections_of(*rows).filter(pk=int(request.POST["_revert"]))
            revert_all(request, [kept for kept in chosen if self.may_revert(request, row, kept)])
        return HttpResponseRedirect(request.path)


def revert_all(request: HttpRequest, chosen: list[Correction]) -> None:
    """Take corrections back and say what happened; those on tables not allowed are left."""
    allowed = [kept for kept in chosen if may_change(request, kept)]
    if len(allowed) < len(chosen):
        messages.error(request, "Vous n’avez pas le droit de modifier toutes ces lignes.")
    reverted = [kept for kept in allowed if corrections.revert(kept)]
    if reverted:
        messages.success(request, f"{len(reverted)} valeur(s) de la source rétablie(s).")
    elif allowed:
        messages.warning(request, "Cette ligne a été ajoutée à la main : aucune source à rétablir.")
    elif not chosen:
        messages.warning(request, "Rien n’a été corrigé ici : il n’y a rien à rétablir.")


def may_change(request: HttpRequest, correction: Correction) -> bool:
    app, model = correction.model.split(".")
    return request.user.has_perm(f"{app}.change_{model}")
