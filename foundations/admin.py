"""What every table of the directory shares in the back office: points, sources, corrections."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.gis.db.models import PointField
from django.db import models
from django.db.models.functions import Coalesce
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from foundations import corrections
from foundations.corrections_shown import field_label, shown_value, source_and_value
from foundations.models import Correction
from foundations.point_field import PointFormField

PROVENANCE = (
    "D'où vient cette ligne",
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


class CorrectedAdmin(admin.ModelAdmin):
    """A table filled by imports: what a person changes here is kept by the next import.

    `key_fields` make the natural key and cannot change once the row exists. `corrected_sets` are
    the sets saved with the row (inlines by their accessor, many-to-many fields), each corrected
    as a whole. A row from a source is never deleted: the next import would bring it back.
    """

    key_fields: tuple[str, ...] = ()
    corrected_sets: tuple[str, ...] = ()
    change_form_template = "admin/change_form_corrected.html"
    formfield_overrides = {PointField: {"form_class": PointFormField}}
    actions = ["revert_to_source"]
    list_per_page = 50
    save_on_top = False

    # What is shown

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        kept = Correction.objects.filter(
            model=corrections.label_of(self.model), key=models.OuterRef("correction_key")
        )
        count = kept.order_by().values("key").annotate(count=models.Count("pk")).values("count")
        rows = super().get_queryset(request)
        return rows.annotate(correction_key=corrections.key_expression(self.model)).annotate(
            corrections=Coalesce(models.Subquery(count), 0)
        )

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
        context = extra_context or {}
        if row is not None:
            lines = [source_and_value(kept) for kept in corrections.corrections_of(row)]
            context = {
                **context,
                "corrections": lines,
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
        before = corrections.snapshot(obj, self.recorded_fields(obj, form))
        super().save_model(request, obj, form, change)
        corrections.record_changes(obj, before, request.user)

    def recorded_fields(self, obj: Any, form: ModelForm) -> list[str]:
        """The columns that a change of this form may touch."""
        columns = {field.name for field in obj._meta.concrete_fields}
        return [name for name in form.changed_data if name in columns]

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        before = corrections.snapshot(form.instance, self.corrected_sets) if change else {}
        super().save_related(request, form, formsets, change)
        corrections.record_changes(form.instance, before, request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or corrections.is_added_by_hand(obj))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        corrections.forget(obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        for row in queryset:
            self.delete_model(request, row)

    @admin.action(description="Revenir aux valeurs de la source", permissions=["change"])
    def revert_to_source(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        kept = [line for row in queryset for line in corrections.corrections_of(row)]
        revert_all(request, kept)

    def _revert_one(self, request: HttpRequest, row: Any) -> HttpResponse:
        if self.has_change_permission(request, row) and request.POST["_revert"].isdecimal():
            chosen = corrections.corrections_of(row).filter(pk=int(request.POST["_revert"]))
            revert_all(request, list(chosen))
        return HttpResponseRedirect(request.path)


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

    @admin.display(description="table", ordering="model")
    def table(self, correction: Correction) -> str:
        return str(source_and_value(correction).table)

    @admin.display(description="ligne", ordering="key")
    def row(self, correction: Correction) -> str:
        return source_and_value(correction).link

    @admin.display(description="champ", ordering="field")
    def field_name(self, correction: Correction) -> str:
        return field_label(correction)

    @admin.display(description="la source dit")
    def source(self, correction: Correction) -> str:
        return source_and_value(correction).source

    @admin.display(description="le répertoire dit")
    def value(self, correction: Correction) -> str:
        return source_and_value(correction).value

    @admin.action(description="Revenir aux valeurs de la source")
    def revert_to_source(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        revert_all(request, list(queryset.order_by("pk")))


def revert_all(request: HttpRequest, chosen: list[Correction]) -> None:
    """Take corrections back and say what happened; those on tables not allowed are left."""
    allowed = [kept for kept in chosen if may_change(request, kept)]
    if len(allowed) < len(chosen):
        messages.error(request, "Vous n'avez pas le droit de modifier toutes ces lignes.")
    reverted = [kept for kept in allowed if corrections.revert(kept)]
    if reverted:
        messages.success(request, f"{len(reverted)} valeur(s) de la source rétablie(s).")
    elif allowed:
        messages.warning(request, "Cette ligne a été ajoutée à la main : aucune source à rétablir.")
    elif not chosen:
        messages.warning(request, "Rien n'a été corrigé ici : il n'y a rien à rétablir.")


def may_change(request: HttpRequest, correction: Correction) -> bool:
    app, model = correction.model.split(".")
    return request.user.has_perm(f"{app}.change_{model}")
