"""An orientation in words: kilometres, minutes, ages, labels and phones as people say them."""

import re
from dataclasses import dataclass

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from foundations.spoken import said
from foundations.words import Words
from resources.models import EmergencyCard, Meeting
from routing.answer import CardLink, Orientation, PhoneLine, SiteCard, Step, Travel
from routing.emergency import emergency_of
from routing.ladder.r4_rungs import said_roles
from routing.ladder.r7_honesty import FAR_MINUTES
from structures.templatetags.structure_words import unbroken
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

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý«“])")

FAR_KM = 100
"""From here on, where minutes are not known, a centre is not said to be near."""


CARD_KINDS: dict[str, Promise] = {
    EmergencyCard.Kind.PROFESSIONAL: _("écrite pour les soignants"),
    EmergencyCard.Kind.DISPATCH: _("écrite pour le Samu"),
    EmergencyCard.Kind.PATIENT: _("à garder sur vous"),
}


register.filter("said", said)
register.filter("emergency_of", emergency_of)


@dataclass(frozen=True, slots=True)
class Sentences:
    """A text for whoever has one line: its first sentence, then the others."""

    first: str
    rest: str


@register.filter
def sentences(words: Words) -> Sentences:
    first, *rest = SENTENCE_END.split(said(words), maxsplit=1)
    return Sentences(first, "".join(rest))


@register.filter
def step_title(step: Step) -> str:
    """The first role of a step in plain words; "near" is not said of what is far."""
    rung = step.roles[0] if step.roles else step.rung
    if rung == "proximite" and not _is_near(step):
        return gettext("Suivi par un centre expert")
    return str(RUNGS[rung])


def _is_near(step: Step) -> bool:
    if step.travel is not None:
        return step.travel.minutes_low < FAR_MINUTES
    return step.distance_km is not None and step.distance_km < FAR_KM


@register.filter
def other_roles(step: Step) -> str:
    """The roles that the same site also fills: "diagnostic et choix du traitement, …"."""
    names = [str(RUNGS[rung]) for rung in said_roles(step.roles)[1:]]
    return ", ".join(name[:1].lower() + name[1:] for name in names)


@register.filter
def access_words(access: str) -> str:
    return str(ACCESS[access])


@register.filter
def level_words(level: str) -> str:
    """Of a meeting of experts: "nationale"."""
    return str(Meeting.Level(level).label)


@register.filter
def card_kind(card: CardLink) -> str:
    return str(CARD_KINDS[card.kind])


@register.filter
def lines_in_hours(phones: tuple[PhoneLine, ...]) -> list[PhoneLine]:
    """The lines of a centre without those for urgent opinions, which the emergency step gives."""
    return [phone for phone in phones if phone.kind != "expert_line"]


@register.filter
def roles_words(step: Step) -> str:
    """Every role of a step, short: "suivi, diagnostic et traitement, deuxième avis"."""
    return ", ".join(str(SHORT_ROLES[role]) for role in said_roles(step.roles))


SHORT_ROLES: dict[str, Promise] = {
    "proximite": _("suivi de proximité"),
    "reference": _("diagnostic et traitement"),
    "recours": _("deuxième avis"),
}


@register.filter
def access_icon(access: str) -> str:
    return ACCESS_ICONS[access]


@register.filter
def km_words(km: float | None, site: SiteCard | None = None) -> str:
    """ "12 km", "moins de 1 km"; a probable position says "environ"."""
    if km is None:
        return ""
    if km < 1:
        return unbroken(gettext("moins de 1 km"))
    words = unbroken(gettext("%(km)s km") % {"km": round(km)})
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
        return unbroken(gettext("%(low)s à %(high)s min") % {"low": low, "high": high})
    return unbroken(
        gettext("%(low)s à %(high)s") % {"low": _duration(low), "high": _duration(high)}
    )


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
def places_words(answer: Orientation) -> str:
    """The place of an answer; of several communes, their postcode and how many they are."""
    if answer.place is None:
        return ""
    if not answer.places:
        return place_words(answer.place)
    return gettext("le code postal %(postcode)s (%(n)s communes)") % {
        "postcode": answer.place.postcode,
        "n": len(answer.places),
    }


@register.filter
def population_words(population: int) -> str:
    """ "15 921 habitants", thousands apart by a narrow no-break space."""
    grouped = f"{population:,}".replace(",", "\u202f")
    return ngettext("%(n)s habitant", "%(n)s habitants", population) % {"n": grouped}
