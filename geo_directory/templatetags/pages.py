"""What every page needs: icons, the address of the same page in the other language."""

from django import template
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

ICONS = {
    "copy": "M9 9h11v11H9zM5 15V5h10",
    "phone": "M5 4h4l1.5 5-2.2 1.6a12 12 0 0 0 5.1 5.1L15 13.5l5 1.5v4a1.6 1.6 0 0 1-1.7 1.6"
    "A15.5 15.5 0 0 1 3.4 5.7 1.6 1.6 0 0 1 5 4Z",
    "external": "M14 4h6v6M20 4l-9 9M18 14v4.5A1.5 1.5 0 0 1 16.5 20h-11A1.5 1.5 0 0 1 4 18.5v-11"
    "A1.5 1.5 0 0 1 5.5 6H10",
    "letter": "M4 6h16v12H4zM4 7l8 6 8-6",
    "door": "M6 20V5l8-1.5V20M14 6h4v14M3.5 20h17M11 12v1.5",
    "team": "M8.5 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM3 19c0-3 2.5-5 5.5-5s5.5 2 5.5 5M16 11"
    "a2.6 2.6 0 1 0-.7-5.1M16.5 14c2.6.2 4.5 2 4.5 5",
    "warning": "M12 3.5 2.5 20h19L12 3.5ZM12 10v4.5M12 17.3v.2",
    "info": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5.5M12 7.5v.2",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "pencil": "M4 20l1-4.5L16.5 4 20 7.5 8.5 19 4 20ZM14 6.5 17.5 10",
    "link": "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3"
    "A4 4 0 0 0 11 18.7l1-1",
    "print": "M7 9V4h10v5M7 17H4v-8h16v8h-3M7 14h10v6H7z",
    "download": "M12 4v11M7 10.5l5 5 5-5M5 20h14",
    "card": "M3 6h18v12H3zM3 10h18M7 14.5h4",
    "plus": "M12 5v14M5 12h14",
    "check": "M5 12.5l4.5 4.5L19 7.5",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon drawn in the page; decoration only, words always stand beside it."""
    drawing = mark_safe(ICONS[name])  # noqa: S308  a constant of this file
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        drawing,
    )


@register.simple_tag
def answer_in_other_language() -> str:
    """Where the same question is asked in the other language."""
    return translate_url(reverse("orientation"), "en" if get_language() == "fr" else "fr")


@register.simple_tag(takes_context=True)
def address_in_other_language(context: template.Context) -> str:
    """This page in the other language, filters kept; the front page when there is no request."""
    request: HttpRequest | None = context.get("request")
    path = request.get_full_path() if request else "/"
    return translate_url(path, "en" if get_language() == "fr" else "fr")


@register.simple_tag(takes_context=True)
def absolute_address(context: template.Context, language: str = "") -> str:
    """The whole address of this page without its query, in its own language or in another."""
    request: HttpRequest = context["request"]
    path = translate_url(request.path, language) if language else request.path
    return request.build_absolute_uri(path)
