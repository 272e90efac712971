"""Words and addresses that the pages of shelves share."""

from django import template

from structures.models import nature

register = template.Library()


@register.filter
def list_of(category: str) -> str:
    """The list of the directory in which the services of a category stand."""
    return str(nature(category).value)
