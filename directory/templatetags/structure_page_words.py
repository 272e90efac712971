"""What the page of a structure says of hours, places and sources, in the language of the page."""

from datetime import datetime

from django import template
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from directory.structure_page.cooperation import Cooperation
from directory.structure_page.reading import has_page
from directory.structure_page.sources import Of, Reservation
from foundations.spoken import said
from routing.around.shelves import KINDS, SHELVES
from routing.around.wording import CALL_FIRST, NOT_PAEDIATRIC, PAEDIATRIC, PAEDIATRIC_UNKNOWN
from routing.ladder.labels import LABELS
from routing.ladder.r8_dates import OLD_VINTAGES
from routing.templatetags.orientation_words import RUNGS
from structures.models import (
    Audience,
    Category,
    Centre,
    Establishment,
    Service,
    ServiceArea,
    Structure,
)
from structures.opening import Opening, Span
from structures.templatetags.structure_words import unbroken
from territories.territory import Territory

register = template.Library()

DAY = "l j F"
SHOWN_COMMUNES = 6

WHEELCHAIR: dict[str, Promise] = {
    Structure.Wheelchair.YES: _("Accessible en fauteuil roulant"),
    Structure.Wheelchair.LIMITED: _("Accessible en partie en fauteuil roulant"),
    Structure.Wheelchair.NO: _("Non accessible en fauteuil roulant"),
}
PLATFORM: dict[str, Promise] = {
    Establishment.Platform.LEADER: _("Porteur de la plateforme ESMARA"),
    Establishment.Platform.MEMBER: _("Membre de la plateforme ESMARA"),
    Establishment.Platform.MEMBER_SITE: _("Site d’un membre de la plateforme ESMARA"),
    Establishment.Platform.AFFILIATE: _("Affilié à la plateforme ESMARA"),
    Establishment.Platform.AFFILIATE_SITE: _("Site d’un affilié à la plateforme ESMARA"),
}
CATEGORIES: dict[str, Promise] = {Category.SAMU: _("Samu (siège du centre 15)")}
"""Those of which no answer speaks."""

PAEDIATRIC_WORDS = {True: PAEDIATRIC, False: NOT_PAEDIATRIC, None: PAEDIATRIC_UNKNOWN}

SPOKEN_OF: dict[Of, Promise] = {
    "itself": _("Sur cette structure :"),
    "host": _("Sur l’hôpital :"),
    "network": _("Sur le réseau :"),
    "phones": _("Sur les téléphones :"),
}


@register.filter
def rung_words(rung: str) -> str:
    return str(RUNGS[rung])


@register.filter
def wheelchair_words(structure: Structure) -> str:
    """Empty when nobody has told it."""
    return str(WHEELCHAIR.get(structure.wheelchair, ""))


@register.filter
def platform_words(establishment: Establishment) -> str:
    return str(PLATFORM.get(establishment.platform, ""))


@register.filter
def authorised(known: bool | None) -> str:
    if known is None:
        return gettext("pas connu")
    return gettext("autorisées") if known else gettext("non autorisées")


@register.filter
def says_whom(service: Service | None) -> bool:
    """Whether a source says whom a service receives: an office or a laboratory often does not."""
    if not service:
        return False
    bounds = service.age_min is not None or service.age_max is not None
    return bounds or service.audience != Audience.UNKNOWN


@register.filter
def category_words(category: str) -> str:
    """As an answer calls it, when an answer speaks of it."""
    return said(KINDS[category]) if category in KINDS else str(CATEGORIES[category])


@register.filter
def purpose_words(category: str) -> str:
    """What such a service is for, in a sentence; empty when its name says it."""
    why = next((shelf.why for shelf in SHELVES if shelf.category == category), None)
    return said(why) if why else ""


@register.filter
def paediatric_words(emergency: Service) -> str:
    """Whether an emergency department is authorised for children: an answer says the same."""
    return said(PAEDIATRIC_WORDS[emergency.paediatric_emergency])


@register.simple_tag
def call_first() -> str:
    return said(CALL_FIRST)


@register.filter
def has_a_page(structure: Structure) -> bool:
    return has_page(structure)


@register.filter
def short_label(centre: Centre) -> str:
    """The label without its acronym: "centre de compétence"."""
    return said(LABELS[centre.label])


@register.filter
def vintage_words(centre: Centre | None) -> str:
    vintage = OLD_VINTAGES.get(centre.label_vintage) if centre else None
    return said(vintage) if vintage else ""


@register.filter
def has_unconfirmed(cooperation: list[Cooperation]) -> bool:
    return not all(one.is_confirmed for one in cooperation)


@register.filter
def spoken_of(of: Of) -> str:
    return str(SPOKEN_OF[of])


@register.filter
def hour_words(moment: datetime) -> str:
    """ "9 h", "12 h 30", "minuit"."""
    if (moment.hour, moment.minute) == (0, 0):
        return gettext("minuit")
    values = {"hour": moment.hour, "minutes": f"{moment.minute:02}"}
    words = gettext("%(hour)s h %(minutes)s") if moment.minute else gettext("%(hour)s h")
    return unbroken(words % values)


@register.filter
def span_words(span: Span) -> str:
    """ "9 h à 12 h 30", with what the text adds to it, and a doubt when it has one."""
    words = gettext("%(start)s à %(end)s") % {
        "start": hour_words(span.start),
        "end": hour_words(span.end),
    }
    notes = [span.comment] if span.comment else []
    if span.state == "unknown":
        notes.append(gettext("à confirmer"))
    return f"{words} ({', '.join(notes)})" if notes else words


@register.filter
def opening_words(opening: Opening) -> str:
    """Open, closed or not known at this moment, and until when: one or two sentences."""
    if opening.state == "open":
        if opening.closes is None:
            return gettext("Ouvert maintenant.")
        return gettext("Ouvert maintenant, jusqu’à %(hour)s.") % {
            "hour": _when(opening.closes, opening)
        }
    if opening.state == "closed":
        if opening.opens is None:
            return gettext("Fermé maintenant.")
        return gettext("Fermé maintenant. Ouvre %(when)s.") % {"when": _at(opening.opens, opening)}
    if opening.is_holiday:
        return gettext("Jour férié : nous ne savons pas si c’est ouvert. Appelez avant de venir.")
    return gettext("Nous ne savons pas si c’est ouvert maintenant. Appelez avant de venir.")


def _when(moment: datetime, opening: Opening) -> str:
    """The hour alone when it is within a day."""
    if (moment - opening.moment).total_seconds() < 24 * 3600:
        return hour_words(moment)
    return _on_a_day(moment)


def _at(moment: datetime, opening: Opening) -> str:
    if moment.date() == opening.moment.date():
        return gettext("à %(hour)s") % {"hour": hour_words(moment)}
    return _on_a_day(moment)


def _on_a_day(moment: datetime) -> str:
    return gettext("%(day)s à %(hour)s") % {
        "day": date_format(moment, DAY),
        "hour": hour_words(moment),
    }


@register.filter
def keeps_another_time(territory: str) -> bool:
    """Whether the clock there is not that of Paris."""
    return territory not in {"", Territory.METROPOLE, Territory.CORSE}


@register.filter
def area_words(area: ServiceArea) -> str:
    """Where it takes people from: "Val-de-Marne (94), Seine-et-Marne (77)"."""
    if area.kind == ServiceArea.Kind.NATIONAL:
        return gettext("toute la France")
    if area.kind == ServiceArea.Kind.TERRITORY:
        return str(area.get_territory_display())
    if area.kind == ServiceArea.Kind.DEPARTMENTS:
        return ", ".join(f"{one.name} ({one.code})" for one in area.departments.all())
    names = [one.full_name for one in area.communes.all()]
    shown = ", ".join(names[:SHOWN_COMMUNES])
    more = len(names) - SHOWN_COMMUNES
    if more <= 0:
        return shown
    rest = ngettext("et %(n)s autre commune", "et %(n)s autres communes", more) % {"n": more}
    return f"{shown} {rest}"


@register.filter
def reservation_words(reservation: Reservation) -> str:
    """The one sober line of a page that asks to be checked."""
    if reservation.code == "to_verify":
        return gettext("À vérifier : la source est ancienne ou partielle.")
    if reservation.code == "old_label":
        vintage = said(OLD_VINTAGES[reservation.vintage])
        return gettext("La source de ce label est %(vintage)s : à vérifier auprès du centre.") % {
            "vintage": vintage
        }
    assert reservation.on is not None
    return gettext("Informations du %(day)s : à vérifier avant de venir.") % {
        "day": date_format(reservation.on, "j F Y")
    }
