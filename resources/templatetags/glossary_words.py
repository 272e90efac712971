"""Acronyms with their words, from the glossary: one source, corrected in the back office."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from foundations.spoken import said
from foundations.words import Words
from resources.held_guides import ACRONYM, current_guides

register = template.Library()


@register.filter
def here(words: Words) -> str:
    """What is written in both languages, in that of the page."""
    return said(words)


@register.filter
def explained(text: str) -> SafeString:
    """The text with each acronym of the glossary marked by its words, once each.

    One whose words the text itself gives is left as it is.
    """
    known = current_guides().by_acronym
    seen: set[str] = set()

    def marked(found: re.Match[str]) -> str:
        acronym = found[0]
        term = known.get(acronym)
        if term is None or acronym in seen or f"({acronym})" in text:
            return acronym
        seen.add(acronym)
        return format_html('<abbr title="{}">{}</abbr>', said(term.words), acronym)

    return mark_safe(ACRONYM.sub(marked, conditional_escape(text)))  # noqa: S308  escaped above
