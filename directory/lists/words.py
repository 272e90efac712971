"""What the lists say of facets and of their values, in the language of the page."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.lists.kinds import KINDS_BY_CODE
from foundations.spoken import said
from routing.around.shelves import KINDS as SHELVES
from structures.models import Category
from structures.templatetags.structure_words import AUDIENCES

FACETS: dict[str, Promise] = {
    "kind": _("Nature"),
    "category": _("Service"),
    "label": _("Label"),
    "department": _("Département"),
    "audience": _("Public reçu"),
    "filiere": _("Filière maladies rares"),
    "platform": _("Plateforme ESMARA"),
}

PLATFORM: dict[str, Promise] = {
    "member": _("Hôpitaux membres"),
    "affiliate": _("Hôpitaux affiliés"),
}

LABELS: dict[str, Promise] = {
    "CRMR_COORD": _("Centre de référence, coordonnateur"),
    "CRMR_CONST": _("Centre de référence, constitutif"),
    "CRMR": _("Centre de référence, rôle à préciser"),
    "CRC": _("Centre de ressources et de compétences"),
    "CCMR": _("Centre de compétence"),
    "LABEL_UNKNOWN": _("Centre labellisé, niveau à préciser"),
    "AFFILIATION": _("Consultation affiliée"),
}

SINGLE: dict[str, Promise] = {
    "centre": _("Centre maladies rares"),
    "establishment": _("Hôpital ou établissement"),
    "emergency": _("Service d’urgence"),
    "authority": _("Administration"),
    "medico_social": _("Structure sociale, médico-sociale ou de soins"),
    "paramedical": _("Soutien paramédical ou psychologique"),
    "laboratory": _("Laboratoire ou plateforme"),
    "research_unit": _("Unité de recherche"),
    "association": _("Association"),
}

OTHER_CATEGORIES: dict[str, Promise] = {
    Category.SAMU: _("Samu (siège du centre 15)"),
}


def kind_name(code: str) -> str:
    return str(SINGLE[code])


def category_name(code: str) -> str:
    if code in SHELVES:
        return said(SHELVES[code])
    return str(OTHER_CATEGORIES.get(code) or Category(code).label)


NAMES: dict[str, Callable[[str], str]] = {
    "kind": lambda code: str(KINDS_BY_CODE[code].title),
    "category": category_name,
    "audience": lambda code: str(AUDIENCES[code]),
    "label": lambda code: str(LABELS[code]),
    "platform": lambda code: str(PLATFORM[code]),
}
"""Of the values whose words are ours; departments and filières have their names in the tables."""
