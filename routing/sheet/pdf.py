"""The sheet as a tagged PDF (PDF/UA-1), made by WeasyPrint without asking the network anything."""

from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.contrib.staticfiles import finders

STYLES = ("css/tokens.css", "css/base.css", "css/sheet.css", "css/sheet-pdf.css")
VARIANT = "pdf/ua-1"
_one_at_a_time = Lock()  # Pango's fonts are not for two threads


class PdfUnavailable(Exception):
    """The system libraries that set text (Pango) are missing on this machine."""


def as_pdf(html: str, style_names: tuple[str, ...] = STYLES) -> bytes:
    """A whole page, whose images are in it, as a PDF. Raises PdfUnavailable."""
    weasyprint, only_what_is_inside, fonts, styles = _press(style_names)
    with _one_at_a_time:
        page = weasyprint.HTML(string=html, url_fetcher=only_what_is_inside)
        return page.write_pdf(pdf_variant=VARIANT, font_config=fonts, stylesheets=styles)


@cache
def _press(style_names: tuple[str, ...]) -> tuple[Any, ...]:
    """WeasyPrint, its fetcher, fonts and these style sheets, read once in a process.

    Imported here: a machine without its libraries serves every other page.
    """
    try:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher
    except OSError as error:
        raise PdfUnavailable from error
    fonts = FontConfiguration()
    fetcher = URLFetcher(allowed_protocols=["data"])
    styles = [
        weasyprint.CSS(string=_style(name), font_config=fonts, url_fetcher=fetcher)
        for name in style_names
    ]
    return weasyprint, fetcher, fonts, styles


def _style(name: str) -> str:
    found = finders.find(name)
    assert found, f"{name} is part of the project"
    return Path(found).read_text()
