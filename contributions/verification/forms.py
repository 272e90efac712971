"""What a centre answers: all is exact, or what to write instead, line by line."""

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contributions.forms import CHOOSE, PublicForm, text_field
from contributions.models import Suggestion, VerificationAnswer, VerificationRequest
from contributions.shown import Shown

LONGEST_LINE = 300


class AnswerForm(PublicForm):
    """One text a line, empty when the line is exact.

    The token is signed for the very lines that were shown: when the page has changed since, the
    form comes back with what it says now.
    """

    verdict = forms.ChoiceField(
        label=_("Votre réponse"),
        choices=[
            ("exact", _("Tout est exact")),
            ("corrections", _("J’ai écrit des corrections")),
        ],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    role = forms.ChoiceField(
        label=_("Vous êtes"),
        choices=VerificationAnswer.Role.choices,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    other = text_field(_("Autre chose à corriger"), longest=1000, widget=forms.Textarea)

    def __init__(
        self, *args: Any, asked: VerificationRequest, lines: list[Shown], **kwargs: Any
    ) -> None:
        super().__init__(*args, about=_about(asked, lines), **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[_name(line)] = text_field(
                _("À corriger : %(what)s") % {"what": line.label}, longest=LONGEST_LINE
            )
        self.free_texts = ("other", *(_name(line) for line in lines))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        has_corrections = any(cleaned.get(name) for name in self.free_texts)
        if cleaned.get("verdict") == "exact" and has_corrections:
            self.add_error(
                "verdict",
                _("Vous avez écrit des corrections. Choisissez l’autre réponse, ou effacez-les."),
            )
        if cleaned.get("verdict") == "corrections" and not has_corrections and not self.errors:
            self.add_error("verdict", _("Écrivez au moins une correction, ou dites tout exact."))
        return cleaned

    def shown_lines(self) -> Iterator[tuple[Shown, forms.BoundField]]:
        for line in self.lines:
            yield line, self[_name(line)]

    def suggestions(self, asked: VerificationRequest) -> Iterator[Suggestion]:
        """A message for each line to correct."""
        common = {
            "structure": asked.structure,
            "target_name": asked.structure.name,
            "knowledge": Suggestion.Knowledge.WORKS_THERE,
        }
        for line in self.lines:
            if said := self.cleaned_data[_name(line)]:
                yield Suggestion(
                    **common,
                    subject=line.subject,
                    field=line.code,
                    shown_value=line.value,
                    proposal=said,
                )
        if said := self.cleaned_data["other"]:
            yield Suggestion(**common, subject=Suggestion.Subject.OTHER, proposal=said)


def _name(line: Shown) -> str:
    return "line_" + line.code.replace(":", "_")


def _about(asked: VerificationRequest, lines: list[Shown]) -> str:
    said = "\n".join(f"{line.code}={line.value}" for line in lines)
    return f"verification/{asked.pk}/{blake2b(said.encode(), digest_size=8).hexdigest()}"
