"""Words in the language of the page that is being written."""

from django.utils.translation import get_language

from foundations.words import Words


def said(words: Words) -> str:
    return words.in_language(get_language() or "fr")
