"""The short forms of the moderation page."""

import re
from typing import Any

from django import forms

from contributions.models import Suggestion
from structures.models import Phone, Structure

NUMBER = re.compile(r"(?:(?:\+|00)33[\s.-]?[1-9]|0[1-9])(?:[\s.-]?\d{2}){4}")


class DecisionForm(forms.Form):
    """Several stand on one page: each names its inputs apart."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{type(self).__name__.lower()}_%s", **kwargs)


class RefusalForm(DecisionForm):
    note = forms.CharField(
        label="Motif du refus",
        max_length=1000,
        error_messages={"required": "Dites pourquoi : une ligne suffit."},
    )


class AcceptForm(DecisionForm):
    note = forms.CharField(label="Remarque (facultatif)", max_length=1000, required=False)


class DuplicateForm(DecisionForm):
    """Which other message says the same."""

    duplicate_of = forms.ModelChoiceField(
        Suggestion.objects.none(),
        label="Dit la même chose que",
        error_messages={"required": "Choisissez l’autre signalement."},
    )

    def __init__(self, *args: Any, suggestion: Suggestion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Suggestion.objects.of_the_same(suggestion).exclude(duplicate_of=suggestion)
        field: Any = self.fields["duplicate_of"]
        field.queryset = others
        field.label_from_instance = lambda other: (
            f"n° {other.pk}, {other.received_on:%d/%m/%Y} : {other.proposal[:80]}"
        )


class PhoneForm(DecisionForm):
    """The verified number of one line of a structure."""

    phone = forms.ModelChoiceField(
        Phone.objects.none(),
        label="Ligne à corriger",
        required=False,
        empty_label="une nouvelle ligne",
    )
    kind = forms.ChoiceField(label="Nature", choices=Phone.Kind.choices)
    number = forms.CharField(
        label="Numéro vérifié",
        max_length=30,
        error_messages={"required": "Écrivez le numéro que vous avez vérifié."},
    )
    hours = forms.CharField(label="Horaires (facultatif)", max_length=300, required=False)

    def __init__(self, *args: Any, structure: Structure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.structure = structure
        field: Any = self.fields["phone"]
        field.queryset = structure.phones.all()

    def clean_number(self) -> str:
        number = self.cleaned_data["number"].strip()
        if not re.fullmatch(r"[\d\s.+()-]{2,30}", number):
            raise forms.ValidationError("Un numéro n’a que des chiffres, des espaces et un « + ».")
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"kind", "number"} <= cleaned.keys():
            same = self.structure.phones.filter(kind=cleaned["kind"], number=cleaned["number"])
            known = cleaned.get("phone")
            if same.exclude(pk=known.pk if known else None).exists():
                self.add_error("number", "Ce numéro est déjà dans la fiche, avec cette nature.")
        return cleaned


class PageForm(DecisionForm):
    """The verified address of the official page."""

    url = forms.URLField(
        label="Page officielle vérifiée",
        max_length=500,
        assume_scheme="https",
        error_messages={"required": "Écrivez l’adresse que vous avez ouverte."},
    )


def first_number(text: str) -> str:
    """The first French number in a text, empty when there is none."""
    found = NUMBER.search(text)
    return found[0] if found else ""
