"""Diseases in words: their name in the reader's language, levels, frequencies, ages of onset."""

import re

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from diseases.models import Disease, DiseaseCode, Prevalence

register = template.Library()

ORPHANET = "https://www.orpha.net/{language}/disease/detail/{orpha}"

ONSETS: dict[str, Promise] = {
    "Antenatal": _("avant la naissance"),
    "Neonatal": _("à la naissance ou dans le premier mois"),
    "Infancy": _("dans les deux premières années"),
    "Childhood": _("dans l’enfance"),
    "Adolescent": _("à l’adolescence"),
    "Adult": _("à l’âge adulte"),
    "Elderly": _("chez la personne âgée"),
    "All ages": _("à tout âge"),
}
INHERITANCES: dict[str, Promise] = {
    "Autosomal dominant": _("autosomique dominante"),
    "Autosomal recessive": _("autosomique récessive"),
    "X-linked dominant": _("dominante liée à l’X"),
    "X-linked recessive": _("récessive liée à l’X"),
    "Semi-dominant": _("semi-dominante"),
    "Mitochondrial inheritance": _("mitochondriale"),
    "Multigenic/multifactorial": _("multifactorielle"),
    "Oligogenic": _("par plusieurs gènes"),
    "Y-linked": _("liée à l’Y"),
    "Not applicable": _("sans objet"),
    "Unknown": _("inconnue"),
    "No data available": _("non renseignée"),
}
GEOGRAPHIES: dict[str, Promise] = {
    "France": _("en France"),
    "Europe": _("en Europe"),
    "Worldwide": _("dans le monde"),
}
FREQUENCIES: dict[str, Promise] = {
    "point": _("personnes"),
    "birth": _("naissances"),
    "incidence": _("personnes, nouveaux cas en un an"),
    "lifetime": _("personnes, au cours de la vie"),
}
SYSTEMS: dict[str, Promise] = {"icd10": _("CIM-10"), "icd11": _("CIM-11")}
"""Nomenclatures whose name is not the same in every language."""
RELATIONS: dict[str, Promise] = {
    "NTBT": _("code plus large que la maladie"),
    "BTNT": _("code plus étroit que la maladie"),
    "NTBT/E": _("code plus large, attribué à la maladie"),
    "ND": _("correspondance non établie"),
}
CLASS = re.compile(r"^([<>])?\s*(\d+)(?:\s*-\s*(\d+))?\s*/\s*([\d ]+)$")


@register.filter
def name_here(disease: Disease) -> SafeString:
    """The name in the language of the page; in another one, marked so, when it has none."""
    here = get_language() or "fr"
    if here == "en" and disease.name_en:
        return format_html("{}", disease.name_en)
    if disease.name_language == here:
        return format_html("{}", disease.name)
    return format_html('<span lang="{}">{}</span>', disease.name_language, disease.name)


@register.filter
def plain_name_here(disease: Disease) -> str:
    """The same without markup: titles, attributes, data."""
    return disease.name_en if get_language() == "en" and disease.name_en else disease.name


@register.filter
def level_words(disease: Disease) -> str:
    return {
        Disease.Level.GROUP: gettext("Groupe de maladies"),
        Disease.Level.DISORDER: gettext("Maladie"),
        Disease.Level.SUBTYPE: gettext("Forme d’une maladie"),
    }[Disease.Level(disease.level)]


@register.filter
def frequency_words(prevalence: Prevalence) -> str:
    """ "1 à 9 personnes sur 100 000 en Europe"; the class as it stands when it is no fraction."""
    found = CLASS.match(prevalence.prevalence_class)
    where = GEOGRAPHIES.get(prevalence.geography, f"({prevalence.geography})")
    whom = FREQUENCIES.get(prevalence.kind, "")
    if found is None:
        return f"{prevalence.prevalence_class} {whom} {where}"
    sign, low, high, total = found.groups()
    total = total.strip().replace(" ", "\u202f")
    if total == "1000":
        total = "1\u202f000"
    words = {"first": low, "last": high, "total": total, "whom": whom, "where": where}
    if sign == "<":
        said = gettext("moins de %(first)s sur %(total)s %(whom)s %(where)s")
    elif sign == ">":
        said = gettext("plus de %(first)s sur %(total)s %(whom)s %(where)s")
    elif high is None:
        said = gettext("%(first)s sur %(total)s %(whom)s %(where)s")
    else:
        said = gettext("%(first)s à %(last)s sur %(total)s %(whom)s %(where)s")
    return said % words


@register.filter
def onset_words(onset: str) -> Promise | str:
    return ONSETS.get(onset, onset)


@register.filter
def inheritance_words(mode: str) -> Promise | str:
    return INHERITANCES.get(mode, mode)


@register.filter
def code_words(code: DiseaseCode) -> str:
    """ "CIM-10 G10", and how exactly it corresponds when it does not wholly."""
    said = f"{SYSTEMS.get(code.system, code.get_system_display())} {code.code}"
    relation = RELATIONS.get(code.relation)
    return f"{said} ({relation})" if relation else said


@register.filter
def orphanet_address(disease: Disease) -> str:
    """The page of Orphanet in the reader's language."""
    language = "en" if get_language() == "en" else "fr"
    return ORPHANET.format(language=language, orpha=disease.orpha)


@register.filter
def thousands(number: int) -> str:
    """ "7 325": thousands apart by a narrow no-break space."""
    return f"{number:,}".replace(",", "\u202f")
