"""A sheet as a person gets it: posted, read back as words or as a PDF."""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from pypdf import PdfReader

CRETEIL_HUNTINGTON = {"commune": "94028", "orpha": "399", "age": "45"}
PROVINS_SICKLE_CELL = {"commune": "77379", "orpha": "232", "age": "1"}
MELUN_DRESS = {"commune": "77288", "orpha": "139402", "age": "52"}
LE_LAMENTIN_FSHD = {"commune": "97213", "orpha": "269", "age": "50"}
BREST_NF1 = {"commune": "29019", "orpha": "636", "age": "40"}
NO_AGE = {"commune": "94028", "orpha": "232"}
NO_DIAGNOSIS = {"commune": "77288", "no_diagnosis": "on", "age": "30"}
OUT_OF_SCOPE = {"commune": "77186", "orpha": "635", "age": "4"}

QUESTIONS = {
    "creteil-huntington": CRETEIL_HUNTINGTON,
    "provins-sickle-cell": PROVINS_SICKLE_CELL,
    "melun-dress": MELUN_DRESS,
    "le-lamentin-fshd": LE_LAMENTIN_FSHD,
    "brest-nf1": BREST_NF1,
    "no-age": NO_AGE,
    "no-diagnosis": NO_DIAGNOSIS,
    "out-of-scope": OUT_OF_SCOPE,
}


@pytest.fixture(autouse=True)
def in_french() -> Iterator[None]:
    """A page asked for in English leaves its language behind in the test's thread."""
    with translation.override("fr"):
        yield


def post(client: Client, question: dict[str, str], language: str = "") -> HttpResponse:
    return client.post(f"{language}/orientation/fiche", question)


def post_for_pdf(client: Client, question: dict[str, str], language: str = "") -> HttpResponse:
    return client.post(f"{language}/orientation/fiche?format=pdf", question)


def pdf_of(response: HttpResponse) -> PdfReader:
    assert response.status_code == 200, response.content[:500]
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(response.content))


def words_of(response: HttpResponse) -> str:
    """The words of the sheet, without its tags, one space between them."""
    body = response.content.decode()
    sheet = body[body.index('<article class="sheet') : body.index("</article>")]
    return squeezed(unescape(re.sub(r"<[^>]+>", " ", sheet)))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def letters_of(text: str) -> str:
    """Without the spaces, which a line's end adds or takes away."""
    return "".join(text.split())
