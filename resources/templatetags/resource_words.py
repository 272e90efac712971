"""Words for what one reads, attends or joins."""

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from resources.models import Shelved, Trial
from structures.templatetags.structure_words import bounds_words

register = template.Library()

PRECISIONS: dict[str, Promise] = {
    Shelved.Precision.EXACT: _("Lien : le document ou sa page."),
    Shelved.Precision.LIST: _("Lien : une liste où le trouver."),
    Shelved.Precision.SITE: _("Lien : le site de l’éditeur seulement."),
    Shelved.Precision.NONE: _("Aucune adresse connue."),
}


@register.filter
def precision_words(row: Shelved) -> Promise:
    """Where the address of a row leads."""
    return PRECISIONS[row.url_precision]


@register.filter
def ages_words(trial: Trial) -> str:
    """Who can take part, in years; empty where no source gives it."""
    return bounds_words(trial.age_min, trial.age_max)


@register.filter
def partial_date(iso: str) -> str:
    """A date as precise as it is known: "2024-02-27", "2023-08", "2014", or empty."""
    match [int(part) for part in iso.split("-") if part]:
        case [year, month, day]:
            return date_format(date(year, month, day), "j F Y")
        case [year, month]:
            return date_format(date(year, month, 1), "F Y")
    return iso
