"""The PDF: tagged, readable in order by a machine, made without a network."""

import socket
import sys
from collections.abc import Iterator
from itertools import pairwise

import cffi
import pypdfium2
import pytest
import zxingcpp
from django.test import Client
from pypdf import PdfReader

from routing.orientation import orient
from routing.question import Question
from routing.sheet import pdf
from routing.templatetags.orientation_words import step_title
from tests.routing.sheet.conftest import (
    CRETEIL_HUNTINGTON,
    LE_LAMENTIN_FSHD,
    NO_AGE,
    NO_DIAGNOSIS,
    QUESTIONS,
    letters_of,
    pdf_of,
    post_for_pdf,
    squeezed,
)

pytestmark = pytest.mark.django_db
TITLES = {"fr": "Fiche d’orientation – ESMARA", "en": "Orientation sheet – ESMARA"}


def elements_of(reader: PdfReader) -> Iterator[dict]:
    """The elements of the structure tree, in the order of reading."""

    def below(node) -> Iterator[dict]:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                yield from below(child)
        elif isinstance(node, dict):
            if "/S" in node and "/K" in node:
                yield node
            if "/K" in node:
                yield from below(node["/K"])

    yield from below(reader.trailer["/Root"]["/StructTreeRoot"])


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
@pytest.mark.parametrize(("prefix", "language"), [("", "fr"), ("/en", "en")])
def test_it_is_tagged_as_pdf_ua_asks(client: Client, question, prefix: str, language: str) -> None:
    response = post_for_pdf(client, question, prefix)
    reader = pdf_of(response)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == TITLES[language]
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()
    elements = list(elements_of(reader))
    headings = [int(e["/S"][2:]) for e in elements if e["/S"] in {"/H1", "/H2", "/H3", "/H4"}]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))
    figures = [element for element in elements if element["/S"] == "/Figure"]
    assert figures
    assert all(figure["/Alt"].strip() for figure in figures)
    assert {"/L", "/LI", "/Table", "/TH", "/TD"} <= {element["/S"] for element in elements}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_it_has_two_pages_of_a4_at_most(client: Client, question) -> None:
    pages = pdf_of(post_for_pdf(client, question)).pages
    columns_or_overseas = question in (NO_AGE, LE_LAMENTIN_FSHD)
    assert len(pages) <= (3 if columns_or_overseas else 2)
    for page in pages:
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]


def test_its_text_has_the_steps_in_order(client: Client) -> None:
    reader = pdf_of(post_for_pdf(client, LE_LAMENTIN_FSHD))
    text = letters_of("".join(page.extract_text() for page in reader.pages))
    answer = orient(Question(commune="97213", orpha=269, age=50))
    position = 0
    for number, step in enumerate(answer.ladder, start=1):
        position = text.index(f"{number}{letters_of(step_title(step))}", position)
        name = step.centre.name if step.centre else step.instruction.title.fr
        position = text.index(letters_of(name), position)
    assert position < text.index(letters_of("Ma feuille d’appel"))


def test_the_map_has_its_words(client: Client) -> None:
    figures = [
        squeezed(element["/Alt"])
        for element in elements_of(pdf_of(post_for_pdf(client, LE_LAMENTIN_FSHD)))
        if element["/S"] == "/Figure"
    ]
    qr, drawing = figures
    assert qr == "QR code : il ouvre cette réponse sur le site"
    assert drawing.startswith("Carte des étapes autour de Le Lamentin (97232). Étape 4 : ")
    assert "Hors du cadre, étape 6 : Hôpital Raymond-Poincaré (AP-HP), Garches." in drawing


@pytest.mark.parametrize(
    ("prefix", "question", "link"),
    [
        ("", CRETEIL_HUNTINGTON, "/orientation#v=1&c=94028&d=399&a=45"),
        ("/en", CRETEIL_HUNTINGTON, "/en/orientation#v=1&c=94028&d=399&a=45"),
        ("", NO_DIAGNOSIS, "/orientation#v=1&c=77288&a=30"),
    ],
)
def test_the_code_is_read_as_the_link_to_the_answer(
    client: Client, prefix: str, question, link: str
) -> None:
    """From a picture of the page, as a telephone reads it from paper."""
    response = post_for_pdf(client, question, prefix)
    page = pypdfium2.PdfDocument(response.content)[0]
    (read,) = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    assert read.text == f"http://testserver{link}"


def test_its_file_is_named_after_nobody(client: Client) -> None:
    response = post_for_pdf(client, CRETEIL_HUNTINGTON)
    assert response["Content-Disposition"] == 'attachment; filename="orientation.pdf"'
    reader = pdf_of(response)
    told = f"{reader.metadata} {reader.trailer['/Root']['/Metadata'].get_data()}"
    assert "Huntington" not in told
    assert "Créteil" not in told


def test_making_it_asks_nothing_of_the_network_nor_of_the_disk(tmp_path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("p { font-size: 99px }")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        made = pdf.as_pdf(
            f'<html lang="fr"><title>t</title><link rel="stylesheet" href="file://{secret}">'
            f'<link rel="stylesheet" href="http://127.0.0.1:{port}/a.css"><p>Bonjour</p>'
            f'<img alt="x" src="http://127.0.0.1:{port}/b.png">'
        )
        listener.setblocking(False)
        with pytest.raises(BlockingIOError):
            listener.accept()
    plain = pdf.as_pdf('<html lang="fr"><title>t</title><p>Bonjour</p>')
    height = [pypdfium2.PdfDocument(m)[0].get_textpage().get_charbox(0) for m in (made, plain)]
    assert height[0][3] - height[0][1] == pytest.approx(height[1][3] - height[1][1])


def test_a_machine_without_its_libraries_says_so(client: Client, monkeypatch) -> None:
    """Fresh modules, and a linker that does not find Pango: the page, 503, and the way out."""

    def not_found(*_arguments):
        raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(cffi.FFI, "dlopen", not_found)
    pdf._press.cache_clear()
    response = post_for_pdf(client, CRETEIL_HUNTINGTON)
    pdf._press.cache_clear()
    assert response.status_code == 503
    body = response.content.decode()
    assert "Ce site ne peut pas faire de PDF pour le moment" in body
    assert '<form action="/orientation/fiche" method="post">' in body
    assert 'name="commune" value="94028"' in body
    assert "no-store" in response["Cache-Control"]
