"""What the back office shows of every kind of structure: its place, its phones, its area."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse

from foundations.back_office import CorrectedInline
from foundations.exports import BETWEEN, Column
from foundations.provenance import Evidence
from structures import scope
from structures.admin.bounded import BoundedAdmin
from structures.admin.meant import structures_meant
from structures.hours_in_french import into_syntax
from structures.models import Phone, ServiceArea, Structure
from structures.templatetags.structure_words import phone_display

PLACE = (
    "Où",
    {
        "fields": [
            "address",
            "postal_line",
            "commune",
            "department",
            "point",
            "point_precision",
        ],
        "description": "Le département et le territoire suivent la commune quand elle est connue.",
    },
)

ACCESS = (
    "Venir et prendre rendez-vous",
    {
        "classes": ["collapse"],
        "fields": [
            "appointment",
            "to_bring",
            ("opening_hours", "opening_hours_as_of"),
            "transport",
            "wheelchair",
            "accessibility_note",
        ],
        "description": "Vide : la page dit que ce n’est pas connu, et invite à compléter.",
    },
)


class StructureForm(forms.ModelForm):
    """Refuses a position whose precision nobody states."""

    def clean_opening_hours(self) -> str:
        """In the syntax, or in French words that say one thing only."""
        typed = self.cleaned_data["opening_hours"]
        return into_syntax(typed) or typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        precision = cleaned.get("point_precision")
        if cleaned.get("point") is not None and precision == Structure.Precision.NONE:
            self.add_error(
                "point_precision", "Dites si la position est exacte, probable, ou du département."
            )
        return cleaned


class PhoneForm(forms.ModelForm):
    """Keeps a number as people read it, however it was typed: 0149812112 -> 01 49 81 21 12."""

    def clean_number(self) -> str:
        return phone_display(self.cleaned_data["number"].strip())


class PhoneInline(CorrectedInline, admin.TabularInline):
    model = Phone
    form = PhoneForm
    fields = ["kind", "number", "hours", "as_of", "url", "source"]
    help_texts = {
        "number": "Un service, jamais une personne. Vide : le numéro est sur la page officielle."
    }


class ServiceAreaInline(CorrectedInline, admin.StackedInline):
    model = ServiceArea
    fields = [
        "kind",
        "departments",
        "communes",
        "territory",
        ("evidence", "verified_on"),
        "source",
        "source_url",
    ]
    autocomplete_fields = ["departments", "communes"]
    classes = ["collapse"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fixed = list(super().get_readonly_fields(request, obj))
        return fixed if scope.changes_everything(request.user) else [*fixed, "evidence"]


OWN_FIELDS = frozenset(
    {
        "name",
        "official_url",
        "note",
        "address",
        "postal_line",
        "commune",
        "department",
        "point",
        "point_precision",
        "verified_on",
        "appointment",
        "to_bring",
        "opening_hours",
        "opening_hours_as_of",
        "transport",
        "wheelchair",
        "accessibility_note",
    }
)
"""What an establishment says of itself and of what it houses; see `BoundedAdmin.own_fields`."""


class Tool(NamedTuple):
    """A link above the form of a structure."""

    label: str
    address: str


class StructureAdmin(BoundedAdmin):
    """A row of the directory: found by its name, its address in the site and its commune.

    The apps of the floors above add to `actions`, `more_filters` and `tools`, which every kind of
    structure shares: they know the structures, which do not know them.
    """

    actions = [*BoundedAdmin.actions]
    more_filters: list[Any] = []
    tools: list[Callable[[HttpRequest, Structure], list[Tool]]] = []

    form = StructureForm
    own_fields = OWN_FIELDS
    key_fields = ("slug",)
    inlines = [PhoneInline, ServiceAreaInline]
    inlines_from_above: list[type[admin.options.InlineModelAdmin]] = []
    """Tables of upper floors that speak of a structure (see resources.admin.of_structures)."""
    autocomplete_fields = ["commune", "department"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["territory", "updated_at"]
    list_select_related = ["commune", "department"]
    help_texts = {
        "slug": "Fait l’adresse de la page ; définitif.",
        "postal_line": "Telle qu’on l’écrit sur une enveloppe : 94010 CRETEIL CEDEX.",
        "appointment": "À qui s’adresser, avec quelle lettre, sous quel délai. Jamais le nom "
        "ni le numéro d’une personne.",
        "to_bring": "Une chose par ligne : carte Vitale, comptes rendus, images, ordonnances…",
        "opening_hours": "Exemple : du lundi au vendredi 9h-12h30 et 14h-17h, sauf jours fériés. "
        "C’est gardé ainsi : Mo-Fr 09:00-12:30,14:00-17:00; PH off. Une autorisation d’urgences "
        "n’est pas un horaire.",
        "opening_hours_as_of": "Le jour où la source a donné ces heures.",
        "transport": "Bus, train, parking, entrée, étage.",
        "wheelchair": "Seulement si une source le dit.",
        "accessibility_note": "Ascenseur, boucle magnétique, place réservée, porte étroite…",
    }
    search_help_text = "Nom, commune, code postal, département, FINESS, téléphone ou adresse courte"
    export_related = ("phones",)

    def export_columns(self) -> list[Column]:
        return [Column("Téléphones", numbers_of)]

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        """By its words, or by what people say instead (see `meant`)."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        also = self.also_meant(search_term.strip())
        if also is None:
            return found, may_repeat
        return queryset.filter(models.Q(pk__in=found.order_by().values("pk")) | also), False

    def also_meant(self, typed: str) -> models.Q | None:
        return structures_meant(typed)

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return [*super().get_list_filter(request), *self.more_filters]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.get_object(request, object_id) if object_id else None
        tools = [tool for more in self.tools for tool in more(request, row)] if row else []
        context = {**(extra_context or {}), "tools": tools}
        return super().changeform_view(request, object_id, form_url, context)

    def get_inlines(
        self, request: HttpRequest, obj: Any
    ) -> list[type[admin.options.InlineModelAdmin]]:
        return [*super().get_inlines(request, obj), *self.inlines_from_above]

    def view_on_site(self, structure: Structure) -> str | None:
        """No page shows what rests on general knowledge."""
        hidden = structure.evidence == Evidence.GENERAL_KNOWLEDGE
        return None if hidden else structure.get_absolute_url()


def numbers_of(row: Structure) -> str:
    """Its numbers in one cell, each once."""
    numbers = [phone.number for phone in row.phones.all() if phone.number]
    return BETWEEN.join(dict.fromkeys(numbers))
