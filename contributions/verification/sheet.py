"""The pre-filled sheet of a structure: to print, as a PDF or a spreadsheet, and a text to send."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.formats import date_format

from contributions.models import VerificationRequest
from contributions.shown import concrete, shown_fields
from contributions.verification.link import whole_link
from foundations.spreadsheets import Sheet
from routing.sheet.pdf import as_pdf
from routing.sheet.qr import qr_code

STYLES = ("css/tokens.css", "css/base.css", "css/verification-sheet.css", "css/sheet-pdf.css")
HEADINGS = ["Rubrique", "Ce que le site dit", "Source", "Date", "Exact (oui ou non)", "À corriger"]


def contents(request: HttpRequest, asked: VerificationRequest) -> dict[str, Any]:
    """What the sheet shows, printed or as a PDF."""
    link = whole_link(request, asked)
    return {
        "asked": asked,
        "structure": asked.structure,
        "lines": shown_fields(concrete(asked.structure)),
        "link": link,
        "qr": qr_code(link),
    }


def pdf_of(request: HttpRequest, asked: VerificationRequest) -> bytes:
    """Tagged (PDF/UA-1). Raises PdfUnavailable."""
    html = render_to_string("contributions/sheet_pdf.html", contents(request, asked), request)
    return as_pdf(html, STYLES)


def spreadsheet_of(asked: VerificationRequest) -> Sheet:
    lines = shown_fields(concrete(asked.structure))
    rows = [[line.label, line.value, line.source, line.as_of, "", ""] for line in lines]
    return Sheet(f"À vérifier {asked.structure.name}", HEADINGS, rows)


def message_of(request: HttpRequest, asked: VerificationRequest) -> str:
    """A text to paste in a letter or an e-mail; it names no person."""
    day = date_format(asked.expires_on, "j F Y")
    return f"""Objet : vérifier votre fiche dans l’annuaire ESMARA des maladies rares

Bonjour,

Notre annuaire présente votre service : {asked.structure.name}.
Pouvez-vous vérifier ce qu’il en dit ? C’est court, sans compte ni mot de passe :

{whole_link(request, asked)}

Ce lien est propre à votre service. Il sert une fois, jusqu’au {day}.
Vous pouvez aussi remplir la feuille jointe et nous la renvoyer.
N’écrivez aucun renseignement sur un malade, ni numéro personnel.

Merci de votre aide."""
