"""Words of the lists: territories, distances, counts."""

from django import template
from django.utils.translation import gettext

from directory.lists.entries import Entry
from diseases.templatetags.disease_words import thousands
from routing.templatetags.orientation_words import km_spoken, km_words, place_words
from structures.models import Structure
from territories.place import Place
from territories.territory import Territory

register = template.Library()

register.filter("thousands", thousands)
register.filter("place_words", place_words)


@register.filter
def territory_words(place: Place) -> str:
    return str(Territory(place.territory).label)


@register.filter
def away(entry: Entry) -> str:
    """ "12 km", "environ 12 km" from a probable position; empty when it is not measured."""
    return _about(entry, km_words(entry.distance_km))


@register.filter
def away_spoken(entry: Entry) -> str:
    return _about(entry, km_spoken(entry.distance_km))


def _about(entry: Entry, words: str) -> str:
    if words and entry.precision == Structure.Precision.PROBABLE:
        return gettext("environ %(distance)s") % {"distance": words}
    return words
