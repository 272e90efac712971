"""An orientation in words: kilometres, minutes, ages, labels and phones as people say them."""

import re
from typing import NamedTuple

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from routing.answer import CentreCard, SiteCard, Step, Travel
from territories.place import Place

register = template.Library()

RUNGS: dict[str, Promise] = {
    "urgence": _("En cas d’urgence"),
    "coordination_outre_mer": _("La plateforme de votre territoire"),
    "premier_recours": _("D’abord, votre médecin"),
    "proximite": _("Suivi près de chez vous"),
    "reference": _("Diagnostic et choix du traitement"),
    "recours": _("Deuxième avis et formes rares"),
    "national_europe": _("Avis national ou européen"),
}

ACCESS: dict[str, Promise] = {
    "direct": _("Vous pouvez appeler ou venir sans lettre."),
    "letter": _("Sur lettre d’un médecin, le plus souvent : demandez-la au vôtre."),
    "professional_only": _("Demandé par vos médecins : vous n’avez pas à appeler vous-même."),
}
ACCESS_ICONS = {"direct": "door", "letter": "letter", "professional_only": "team"}


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
    "switchboard": _("standard de l’hôpital"),
    "expert_line": _("avis urgent, pour les médecins"),
}

KINDS: dict[str, Promise] = {
    "mdph": _("Maison départementale des personnes handicapées (MDPH)"),
    "emergency": _("Urgences"),
    "association": _("Association"),
    "laboratory": _("Laboratoire"),
    "platform": _("Plateforme d’expertise maladies rares"),
    "filiere": _("Filière de santé maladies rares"),
}

ENOUGH_DIGITS = re.compile(r"\d{4,}")
DAYS_PER_MONTH = 30.44


@register.filter
def rung_name(rung: str) -> str:
    return str(RUNGS[rung])


@register.filter
def step_title(step: Step) -> str:
    """The roles of a step in plain words, the first one leading."""
    return " · ".join(str(RUNGS[rung]) for rung in (step.roles or (step.rung,)))


@register.filter
def access_words(access: str) -> str:
    return str(ACCESS[access])


@register.filter
def access_icon(access: str) -> str:
    return ACCESS_ICONS[access]


@register.filter
def label_words(label: str) -> LabelWords:
    return LABELS[label]


@register.filter
def kind_words(kind: str) -> str:
    return str(KINDS.get(kind, kind))


@register.filter
def phone_kind(kind: str) -> str:
    return str(PHONES[kind])


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
def km_words(km: float | None, site: SiteCard | None = None) -> str:
    """ "12 km", "moins de 1 km"; a probable position says "environ"."""
    if km is None:
        return ""
    if km < 1:
        return gettext("moins de 1 km")
    words = gettext("%(km)s km") % {"km": round(km)}
    if site is not None and site.precision != "exact":
        return gettext("environ %(distance)s") % {"distance": words}
    return words


@register.filter
def km_spoken(km: float | None) -> str:
    if km is None:
        return ""
    if km < 1:
        return gettext("moins d’un kilomètre")
    count = round(km)
    return ngettext("%(count)s kilomètre", "%(count)s kilomètres", count) % {"count": count}


@register.filter
def minutes_words(travel: Travel) -> str:
    """ "25 à 35 min", "3 h 45 à 4 h 40"."""
    low, high = travel.minutes_low, travel.minutes_high
    if high < 60:
        return gettext("%(low)s à %(high)s min") % {"low": low, "high": high}
    return gettext("%(low)s à %(high)s") % {"low": _duration(low), "high": _duration(high)}


@register.filter
def minutes_spoken(travel: Travel) -> str:
    return gettext("de %(low)s à %(high)s") % {
        "low": _spoken(travel.minutes_low),
        "high": _spoken(travel.minutes_high),
    }


def _duration(minutes: int) -> str:
    minutes = _rounded(minutes)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return gettext("%(minutes)s min") % {"minutes": rest}
    return gettext("%(hours)s h %(minutes)s") % {"hours": hours, "minutes": f"{rest:02}"}


def _spoken(minutes: int) -> str:
    hours, rest = divmod(_rounded(minutes), 60)
    parts = []
    if hours:
        parts.append(ngettext("%(n)s heure", "%(n)s heures", hours) % {"n": hours})
    if rest or not hours:
        parts.append(ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest})
    return " ".join(parts)


def _rounded(minutes: int) -> int:
    """From one hour on, an estimate to the minute would promise too much."""
    return minutes if minutes < 60 else 5 * round(minutes / 5)


@register.filter
def age_words(years: float) -> str:
    """ "28 ans", "3 mois", "moins d'un mois"; years with fractions in."""
    if years < 2 and years != int(years):
        months = round(years * 12)
        if months == 0:
            return gettext("moins d’un mois")
        return gettext("%(months)s mois") % {"months": months}
    if years == 0:
        return gettext("nouveau-né")
    return ngettext("%(years)s an", "%(years)s ans", int(years)) % {"years": f"{years:g}"}


@register.filter
def audience_words(centre: CentreCard) -> str:
    """Who is received: the bounds when a source gives them, else the audience."""
    low, high = centre.age_min, centre.age_max
    if low is not None and high is not None:
        return gettext("De %(low)s à %(high)s") % {"low": age_words(low), "high": age_words(high)}
    if low is not None and low > 0:
        return gettext("À partir de %(low)s") % {"low": age_words(low)}
    if high is not None:
        return gettext("Jusqu’à %(high)s") % {"high": age_words(high)}
    return str(AUDIENCES[centre.audience])


@register.filter
def site_commune(site: SiteCard) -> str:
    """ "94010 Créteil cedex": the postal line, else the commune with its department."""
    if site.postal_line:
        return site.postal_line
    if site.commune_name and site.department:
        return f"{site.commune_name} ({site.department})"
    return site.commune_name or site.department


@register.filter
def place_words(place: Place) -> str:
    """ "Fontainebleau (77300)"; the department where several postcodes would be a guess."""
    if place.postcode:
        return f"{place.name} ({place.postcode})"
    if len(place.postcodes) == 1:
        return f"{place.name} ({place.postcodes[0]})"
    return f"{place.name} ({place.department_name})" if place.department_name else place.name


@register.filter
def population_words(population: int) -> str:
    """ "15 921 habitants", thousands apart by a narrow no-break space."""
    grouped = f"{population:,}".replace(",", "\u202f")
    return ngettext("%(n)s habitant", "%(n)s habitants", population) % {"n": grouped}
