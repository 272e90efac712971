"""The professional's face: one screen, and no empty block."""

import re
from html import unescape

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

DRESS = {"place": "77000 Melun", "commune": "77288", "commune_text": "77000 Melun"}
DRESS |= {"disease": "DRESS", "age": "52", "view": "pro"}


def page(client: Client, question: dict[str, str], language: str = "") -> str:
    return client.post(f"{language}/orientation", question).content.decode()


def text_of(body: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def headings(body: str) -> list[str]:
    return [text_of(found) for found in re.findall(r'<h2 id="pro-[^>]*>(.*?)</h2>', body, re.S)]


def test_every_block_of_an_acute_disease(client):
    body = page(client, DRESS)
    assert headings(body) == [
        "Agir maintenant",
        "Qui appeler",
        "Ce que le patient prépare et apporte",
        "Présenter le dossier en RCP",
        "Texte à copier dans le courrier",
    ]
    words = text_of(body)
    assert "numéro sur la page officielle" in words
    assert "RCP nationale TOXIBUL" in words


def test_an_empty_block_is_not_shown(client):
    body = page(client, {**DRESS, "disease": "maladie de Huntington"})
    assert "Agir maintenant" not in headings(body)
    assert "Protocole national (PNDS)" in headings(body)


def test_the_letter_is_ready_to_copy(client):
    letter = re.search(r"<textarea[^>]*>(.*?)</textarea>", page(client, DRESS), re.S)
    assert "une personne de 52 ans, qui habite Melun (77)" in unescape(letter[1])
    assert "(ORPHA:139402)" in letter[1]


def test_the_tabs_keep_the_question_and_nothing_stands_in_an_address(client):
    body = page(client, DRESS)
    assert body.count('name="view" value="pro"') >= 1
    tabs = re.search(r'<nav class="faces".*?</nav>', body, re.S)[0]
    assert tabs.count('name="commune" value="77288"') == 2
    assert "?" not in "".join(re.findall(r'action="([^"]*)"', tabs))
    assert 'aria-current="true">Pour un professionnel' in tabs


def test_the_link_to_copy_keeps_the_view(client):
    assert 'data-copy="v=1&amp;c=77288&amp;d=139402&amp;a=52&amp;view=pro"' in page(client, DRESS)
    patients = page(client, {**DRESS, "view": ""})
    assert 'data-copy="v=1&amp;c=77288&amp;d=139402&amp;a=52"' in patients


def test_an_unknown_view_is_that_of_patients(client):
    body = page(client, {**DRESS, "view": "<script>"})
    assert headings(body) == []
    assert "<script>" not in re.sub(r"<script [^>]*>", "", body)


def test_in_english_the_words_are_english_and_the_letter_french(client):
    body = page(client, DRESS, "/en")
    assert headings(body)[:2] == ["Act now", "Whom to call"]
    assert 'lang="fr" rows="14"' in body
