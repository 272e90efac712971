"""The public forms: short, without a script, without a cookie; an error loses nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contributions import form_token, personal
from contributions.models import Suggestion
from contributions.models.suggestion import LONGEST_PROPOSAL

TOO_LONG = _("Ce texte est trop long (%(show_value)d signes, %(limit_value)d au plus).")


class PlainField(forms.CharField):
    """A text without control signs; a line break counts as one sign."""

    def to_python(self, value: Any) -> str:
        return personal.plain(super().to_python(value) or "").strip()


def text_field(label: Any, missing: Any = None, longest: int = 300, **kwargs: Any) -> forms.Field:
    """A text of any length reaches the page again; required when `missing` says so in words."""
    return PlainField(
        label=label,
        required=missing is not None,
        max_length=longest,
        error_messages={
            "required": missing or "",
            "max_length": TOO_LONG,
        },
        **kwargs,
    )


class PublicForm(forms.Form):
    """What every public form checks: shown by us, read by a person, about a service only."""

    free_texts: tuple[str, ...] = ()

    form_token = PlainField(required=False, widget=forms.HiddenInput)
    website = PlainField(required=False)  # a trap: people do not see it, robots fill it
    only_the_service = forms.BooleanField(
        required=False, label=_("Mon texte ne parle que du service, d’aucune personne.")
    )

    def __init__(self, *args: Any, about: str, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        self.about = about
        self.asks_confirmation = False
        self.fields["form_token"].initial = form_token.issue(about)

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.cleaned_data.get("website"):
            self.add_error(
                None, _("Un champ caché a été rempli. Relisez, puis envoyez de nouveau.")
            )
            self._change(website="")
        for name in self.free_texts:
            if self.cleaned_data.get(name):
                self._clean_free_text(name)
        self._clean_token()
        return self.cleaned_data

    def _clean_token(self) -> None:
        self.form_number = ""
        try:
            self.form_number = form_token.number_of(
                self.cleaned_data.get("form_token", ""), self.about
            )
        except form_token.Refused as refused:
            if not refused.is_fresh:
                self._change(form_token=form_token.issue(self.about))
            if not self.errors:
                self.add_error(None, _("Relisez votre message, puis envoyez-le de nouveau."))

    def _clean_free_text(self, name: str) -> None:
        text = self.cleaned_data[name]
        if personal.holds_social_security_number(text):
            self.add_error(
                name,
                _(
                    "Ce texte contient un numéro de sécurité sociale. Retirez-le : nous ne gardons "
                    "aucun renseignement sur une personne."
                ),
            )
            return
        found = ", ".join(str(doubt) for doubt in personal.doubts(text))
        if found and not self.cleaned_data.get("only_the_service"):
            self.asks_confirmation = True
            self.add_error(
                name,
                gettext(
                    "Ce texte semble contenir ceci : %(found)s. Retirez-le, ou cochez la case si "
                    "tout concerne le service."
                )
                % {"found": found},
            )
        elif found:
            self.asks_confirmation = True

    def _change(self, **values: str) -> None:
        """What the form shows when it is given back."""
        self.data = {**{name: self.data.get(name, "") for name in self.data}, **values}


SUBJECTS_OF_A_ROW = [
    Suggestion.Subject.PHONE,
    Suggestion.Subject.ADDRESS,
    Suggestion.Subject.HOURS,
    Suggestion.Subject.ACCESS,
    Suggestion.Subject.AUDIENCE,
    Suggestion.Subject.GONE,
    Suggestion.Subject.OTHER,
]
CHOOSE = {"required": _("Choisissez une réponse."), "invalid_choice": _("Ce choix n’existe pas.")}
BAD_LINK = _("Cette adresse de page n’est pas complète. Exemple : https://www.exemple.fr/page")
BAD_ADDRESS = _("Cette adresse électronique n’est pas complète. Exemple : nom@exemple.fr")


class SuggestionForm(PublicForm):
    """How one knows, where it can be read, where to reply."""

    free_texts: tuple[str, ...] = ("proposal",)

    knowledge = forms.ChoiceField(
        label=_("Comment le savez-vous ?"),
        choices=Suggestion.Knowledge.choices,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    link = forms.URLField(
        label=_("Une page qui le montre"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": BAD_LINK, "max_length": TOO_LONG},
    )
    reply_address = forms.EmailField(
        label=_("Votre adresse électronique"),
        required=False,
        error_messages={"invalid": BAD_ADDRESS, "max_length": TOO_LONG},
    )

    def columns(self) -> dict[str, Any]:
        """What the message says, as columns of a Suggestion."""
        said = self.cleaned_data
        names = ("subject", "proposal", "knowledge", "link", "reply_address")
        return {name: said[name] for name in names if name in said} | {
            "form_number": self.form_number
        }


class CorrectionForm(SuggestionForm):
    """Something is wrong in what we show."""

    subject = forms.ChoiceField(
        label=_("Qu’est-ce qui est faux ?"),
        choices=[(subject.value, subject.label) for subject in SUBJECTS_OF_A_ROW],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    proposal = text_field(
        _("Que faudrait-il écrire ?"),
        _("Écrivez ce qu’il faudrait lire."),
        LONGEST_PROPOSAL,
        widget=forms.Textarea,
    )
    field_order = ["subject", "proposal", "knowledge", "link", "reply_address"]


class MissingCentreForm(SuggestionForm):
    """A centre or a service that we do not list."""

    free_texts = ("name", "place", "proposal")

    name = text_field(_("Nom du centre ou du service"), _("Écrivez son nom."))
    place = text_field(
        _("Sa ville, et son hôpital s’il en a un"), _("Écrivez la ville du centre."), 120
    )
    proposal = text_field(
        _("Ce qu’il fait, pour qui"), longest=LONGEST_PROPOSAL, widget=forms.Textarea
    )
    field_order = ["name", "place", "proposal", "knowledge", "link", "reply_address"]

    def columns(self) -> dict[str, Any]:
        return super().columns() | {
            "subject": Suggestion.Subject.MISSING,
            "target_name": self.cleaned_data["name"],
            "place": self.cleaned_data["place"],
        }
