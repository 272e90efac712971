"""Words in the language of the page that is being written."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import get_language

from foundations.words import Words


def said(words: Words) -> str:
    return words.in_language(_language.get() or _asked())


@contextmanager
def in_one_language() -> Iterator[None]:
    """Inside, the language is asked of Django once: an answer says some hundred sentences."""
    before = _language.set(_asked())
    try:
        yield
    finally:
        _language.reset(before)


def _asked() -> str:
    return get_language() or "fr"


_language: ContextVar[str] = ContextVar("language", default="")
