"""The question as people type it, in a form that works without a script.

What was chosen in a list (`commune`, `orpha`) is kept beside the text it was chosen for: when the
text has changed since, the choice no longer holds. So a page without scripts never answers for the
place that was there before.
"""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundations.text import LONGEST_USEFUL_TEXT, fold
from routing.question import OLDEST, Question

SITUATIONS = [
    ("confirmed", _("Confirmé")),
    ("suspected", _("Évoqué")),
    ("relative", _("Je suis de la famille d’un malade")),
]

YEARS = re.compile(r"^(\d{1,9}(?:[.,]\d{1,3})?)\s*(?:ans?|years?(?: old)?)?$")
MONTHS = re.compile(r"^(\d{1,4}(?:[.,]5)?)\s*(?:mois|months?)$")
WEEKS = re.compile(r"^(\d{1,4})\s*(?:semaines?|weeks?)$")
BELOW_ZERO = re.compile(r"^[-−]\s*\d")
DAYS = re.compile(r"^(\d{1,5})\s*(?:jours?|days?)$")
YEARS_AND_A_HALF = re.compile(r"^(\d{1,3})\s*ans? et demi$")
UNDER_ONE_YEAR = {
    "moins d un an", "moins de 1 an", "moins d 1 an", "nouveau ne", "naissance", "bebe",
    "less than one year", "less than a year", "under 1", "newborn", "baby",
}  # fmt: skip


class NotAnAge(ValueError):
    """The text is not an age that a person can have; the message says what is expected."""


def parse_age(text: str) -> float | None:
    """Years from "45", "3 mois", "moins d'un an", "0" or "1,5"; None when the text is empty.

    Under one year without more precision is 0.5: on the child's side of every age bound.
    """
    words = " ".join(text.replace("\u00a0", " ").lower().split())
    if not words:
        return None
    if fold(words) in UNDER_ONE_YEAR:
        return 0.5
    if BELOW_ZERO.match(words):
        raise _out_of_range()
    for pattern, per_year, added in (
        (YEARS_AND_A_HALF, 1, 0.5),
        (YEARS, 1, 0.0),
        (MONTHS, 12, 0.0),
        (WEEKS, 52.18, 0.0),
        (DAYS, 365.25, 0.0),
    ):
        if found := pattern.match(words):
            return _possible(float(found[1].replace(",", ".")) / per_year + added)
    raise NotAnAge(
        gettext("Cet âge n’est pas compris. Écrivez par exemple 45, 3 mois ou moins d’un an.")
    )


def _possible(years: float) -> float:
    if years > OLDEST:
        raise _out_of_range()
    return round(years, 3)


def _out_of_range() -> NotAnAge:
    return NotAnAge(gettext("Indiquez un âge entre 0 et %(oldest)s ans.") % {"oldest": OLDEST})


def _short(what: Any) -> forms.CharField:
    """A text of any length reaches the page again; only its use is bounded."""
    return forms.CharField(
        label=what,
        required=False,
        max_length=LONGEST_USEFUL_TEXT,
        error_messages={
            "max_length": _(
                "Ce texte est trop long (%(show_value)d signes, %(limit_value)d au plus)."
            ),
            "null_characters_not_allowed": _("Ce texte contient un signe qui ne peut être lu."),
        },
    )


class QuestionForm(forms.Form):
    """A place, a disease, an age. `to_question` gives what the engine reads."""

    place = _short(_("Où habitez-vous ?"))
    commune = forms.RegexField(r"^\d[\dAB]\d{3}$", required=False)
    commune_text = forms.CharField(required=False, strip=True)
    disease = _short(_("Quelle maladie ?"))
    orpha = forms.IntegerField(required=False, min_value=1, max_value=9_999_999)
    orpha_text = forms.CharField(required=False, strip=True)
    no_diagnosis = forms.BooleanField(required=False)
    age = forms.CharField(label=_("Âge de la personne concernée"), required=False)
    situation = forms.ChoiceField(choices=SITUATIONS, required=False)
    view = forms.CharField(required=False)

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        for name in ("commune", "orpha"):
            self.fields[name].error_messages["invalid"] = _("Ce choix n’existe pas.")

    def clean_age(self) -> float | None:
        try:
            return parse_age(self.cleaned_data["age"])
        except NotAnAge as error:
            raise forms.ValidationError(str(error), code="age") from error

    def clean_situation(self) -> str:
        return self.cleaned_data["situation"] or "confirmed"

    def clean_view(self) -> str:
        """For whom the answer is written: "pro", or "" for patients, whatever else is asked."""
        return "pro" if self.cleaned_data["view"] == "pro" else ""

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if data.get("place") and data["place"] != data.get("commune_text"):
            data["commune"] = ""
        if data.get("disease") and data["disease"] != data.get("orpha_text"):
            data["orpha"] = None
        if not self._has("place", "commune"):
            self.add_error("place", _("Indiquez un code postal ou une commune."))
        if not self._has("disease", "orpha", "no_diagnosis"):
            self.add_error(
                "disease",
                _("Indiquez une maladie, ou cochez « Je n’ai pas de diagnostic »."),
            )
        return data

    def _has(self, *names: str) -> bool:
        """Whether one of the fields was answered; a wrong answer is already said to be wrong."""
        return any(name in self.errors or self.cleaned_data.get(name) for name in names)

    def to_question(self) -> Question:
        """The question of a form that is valid but for its age, which is then left out.

        Without a diagnosis, a typed disease does not count.
        """
        data = self.cleaned_data
        no_diagnosis = data["no_diagnosis"]
        return Question(
            commune=data["commune"],
            place_text=data["place"],
            orpha=None if no_diagnosis else data["orpha"],
            disease_text="" if no_diagnosis else data["disease"],
            no_diagnosis=no_diagnosis,
            age=data.get("age"),
            situation=data["situation"],
        )
