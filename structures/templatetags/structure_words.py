"""A centre in words: its label, whom it receives, its phones, as people say them."""

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

from django import template
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

register = template.Library()


SHORT_WORDS = {
    "AV": "avenue", "BD": "boulevard", "BLD": "boulevard", "R": "rue", "PL": "place",
    "CHE": "chemin", "RTE": "route", "ALL": "allée", "CRS": "cours", "IMP": "impasse",
    "QU": "quai", "SQ": "square", "MAL": "Maréchal", "GAL": "Général", "DR": "Docteur",
    "PR": "Professeur", "PDT": "Président", "ST": "Saint", "STE": "Sainte",
}  # fmt: skip
"""What the national file of establishments (FINESS) shortens in its addresses."""
SMALL_WORDS = {"DE", "DU", "DES", "LA", "LE", "LES", "ET", "EN", "AUX", "AU", "A", "SUR", "D", "L"}
KEPT_WORDS = {"BP", "CS", "TSA", "CHU", "CH"}
WORD = re.compile(r"[^\W\d_]+")


def unbroken(words: str) -> str:
    """A number and its unit stay on one line."""
    return words.replace(" ", "\u00a0")


class Labelled(Protocol):
    label_until: date | None


class Received(Protocol):
    """Whatever says whom it receives: a Centre, the card of one. Ages are years."""

    audience: str
    age_min: float | Decimal | None
    age_max: float | Decimal | None


class LabelWords(NamedTuple):
    name: Promise
    meaning: Promise


LABELS: dict[str, LabelWords] = {
    "CRMR_COORD": LabelWords(
        _("Centre de référence maladies rares (CRMR), coordonnateur"),
        _("Il soigne, fait avancer la recherche et anime le réseau national pour ces maladies."),
    ),
    "CRMR_CONST": LabelWords(
        _("Centre de référence maladies rares (CRMR)"),
        _("Site constitutif : mêmes soins que le coordonnateur, qui anime en plus le réseau."),
    ),
    "CRMR": LabelWords(
        _("Centre de référence maladies rares (CRMR)"),
        _("La source ne dit pas s’il coordonne le réseau : son rôle est à préciser."),
    ),
    "CRC": LabelWords(
        _("Centre de ressources et de compétences (CRC)"),
        _("Il assure le suivi et les soins de ces maladies, en lien avec un centre de référence."),
    ),
    "CCMR": LabelWords(
        _("Centre de compétence maladies rares (CCMR)"),
        _("Il assure le suivi près de chez vous, en lien avec un centre de référence."),
    ),
    "LABEL_UNKNOWN": LabelWords(
        _("Centre labellisé maladies rares"),
        _("La source ne dit pas le niveau du label : il est à préciser."),
    ),
    "AFFILIATION": LabelWords(
        _("Consultation affiliée"),
        _("Une consultation tenue en lien avec un centre labellisé, sans label propre."),
    ),
}

AUDIENCES: dict[str, Promise] = {
    "adult": _("Adultes"),
    "child": _("Enfants"),
    "both": _("Enfants et adultes"),
    "unknown": _("Âges reçus à confirmer"),
}

PHONES: dict[str, Promise] = {
    "centre": _("numéro du centre"),
    "service": _("numéro du service"),
    "switchboard": _("standard de l’hôpital"),
    "expert_line": _("avis urgent, pour les médecins"),
}


@register.filter
def label_words(label: str) -> LabelWords:
    return LABELS[label]


@register.filter
def label_is_over(centre: Labelled) -> bool:
    """Whether a sourced end of the label is past (rule R8)."""
    return centre.label_until is not None and centre.label_until < timezone.localdate()


@register.filter
def phone_kind(kind: str) -> str:
    return str(PHONES[kind])


@register.filter
def is_charged(number: str) -> bool:
    """Whether a call may cost more than an ordinary one (numbers in 081, 082 and 089)."""
    return phone_display(number).startswith(("08 1", "08 2", "08 9"))


@register.filter
def phone_display(number: str) -> str:
    """A French number in pairs: "0145175000" or "+33145175000" -> "01 45 17 50 00"."""
    digits = re.sub(r"[^\d+]", "", number)
    national = re.sub(r"^(?:\+|00)33", "0", digits)
    if re.fullmatch(r"0\d{9}", national):
        return " ".join(national[i : i + 2] for i in range(0, 10, 2))
    return number


@register.filter
def phone_href(number: str) -> str:
    return "tel:" + re.sub(r"[^\d+]", "", number)


@register.filter
def web_site(address: str) -> str:
    """ "https://www.filnemus.fr/page" -> "filnemus.fr": what one can type from paper."""
    return urlsplit(address).netloc.removeprefix("www.")


@register.filter
def age_words(years: float) -> str:
    """ "28 ans", "3 mois", "moins d'un mois"; years with fractions in."""
    if years < 2 and years != int(years):
        months = round(years * 12)
        if months == 0:
            return gettext("moins d’un mois")
        return unbroken(gettext("%(months)s mois") % {"months": months})
    if years == 0:
        return gettext("nouveau-né")
    written = number_format(f"{years:g}")
    return unbroken(ngettext("%(years)s an", "%(years)s ans", int(years)) % {"years": written})


@register.filter
def audience_words(centre: Received) -> str:
    """Who is received: the bounds when a source gives them, else the audience."""
    bounds = bounds_words(number(centre.age_min), number(centre.age_max))
    return bounds or str(AUDIENCES[centre.audience])


def bounds_words(low: float | None, high: float | None) -> str:
    """Ages in years, both included; empty when no bound is known."""
    if low is not None and high is not None:
        return gettext("De %(low)s à %(high)s") % {"low": age_words(low), "high": age_words(high)}
    if low is not None and low > 0:
        return gettext("À partir de %(low)s") % {"low": age_words(low)}
    if high is not None:
        return gettext("Jusqu’à %(high)s") % {"high": age_words(high)}
    return ""


def number(years: float | Decimal | None) -> float | None:
    return None if years is None else float(years)


@register.filter
def address_words(address: str) -> str:
    """ "51 AV MAL DE LATTRE" -> "51 avenue Maréchal de Lattre"; what is not in capitals stays."""
    if not address.isupper():
        return address
    words = WORD.sub(lambda found: _address_word(found[0]), address)
    return words[:1].upper() + words[1:]


def _address_word(word: str) -> str:
    if word in KEPT_WORDS:
        return word
    if word in SHORT_WORDS:
        return SHORT_WORDS[word]
    return word.lower() if word in SMALL_WORDS else word.capitalize()
