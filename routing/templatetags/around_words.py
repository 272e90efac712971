"""What stands around a person, in words: groups, kinds, distances, whom a service receives."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext

from foundations.spoken import said
from routing.answer import Lateral
from routing.around.reading import Around, as_read
from routing.around.shelves import KINDS
from routing.templatetags.orientation_words import km_words
from structures.models import Structure
from structures.templatetags.structure_words import audience_words

register = template.Library()


@dataclass(slots=True)
class Receiving:
    audience: str
    age_min: float | Decimal | None
    age_max: float | Decimal | None


@register.filter
def by_group(lateral: tuple[Lateral, ...]) -> Around:
    return as_read(lateral)


@register.filter
def kind_name(kind: str) -> str:
    return said(KINDS[kind])


@register.filter
def away(line: Lateral) -> str:
    """ "12 km", "environ 12 km" from a probable position; empty when it is not measured."""
    words = km_words(line.distance_km)
    if words and line.structure.get("precision") == "probable":
        return gettext("environ %(distance)s") % {"distance": words}
    return words


@register.filter
def page_address(structure: dict[str, Any]) -> str:
    """Our own page of a structure; empty for what is none: an association, a trial, a meeting."""
    if structure["kind"] not in Structure.Kind.values:
        return ""
    return reverse("structure", kwargs={"slug": structure["slug"]})


@register.filter
def received(structure: dict[str, Any]) -> str:
    """Whom it receives, when a source says so; empty otherwise."""
    who = Receiving(
        audience=structure.get("audience", "unknown"),
        age_min=structure.get("age_min"),
        age_max=structure.get("age_max"),
    )
    return "" if who == Receiving("unknown", None, None) else audience_words(who)
