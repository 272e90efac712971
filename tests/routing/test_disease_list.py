"""The list of diseases: how many, a search that needs no script, and the diseases by filière."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client
from django.utils import translation

from diseases.models import Disease, Filiere
from tests.routing.test_disease_pages import section, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_french() -> Iterator[None]:
    """A page asked for in English leaves its language behind in the test's thread."""
    with translation.override("fr"):
        yield


def results(client: Client, typed: str, path: str = "/maladies/") -> str:
    response = client.get(path, {"q": typed})
    assert response.status_code == 200
    return section(response.content.decode(), "results")


def test_how_many_there_are(client: Client) -> None:
    searchable = Disease.objects.filter(status="active", searchable=True)
    groups = searchable.filter(level=Disease.Level.GROUP).count()
    words = words_of(client.get("/maladies/").content.decode())
    diseases = searchable.count() - groups
    assert f"Vous trouverez ici {diseases} maladies et formes de maladies, et {groups} gr" in words
    assert 'id="results"' not in client.get("/maladies/?q=").content.decode()


@pytest.mark.parametrize(
    ("typed", "orpha"),
    [
        ("neurofibromatose type 1", 636),
        ("NF1", 636),
        ("drepanocitose", 232),  # misspelt
        ("hutington", 399),
        ("ORPHA:232", 232),
        ("gilles de la tourette", 856),
    ],
)
def test_found(client: Client, typed: str, orpha: int) -> None:
    found = results(client, typed)
    assert f'href="/maladies/{orpha}/"' in found
    assert re.match(r"\d+ réponses?", words_of(found))


def test_found_in_english(client: Client) -> None:
    found = results(client, "neurofibromatosis type 1", "/en/maladies/")
    assert '<a href="/en/maladies/636/">Neurofibromatosis type 1</a>' in found
    assert 'class="step__km" lang="fr"' in found  # what matched is said in French only


def test_nothing_found_tells_whom_to_ask(client: Client) -> None:
    found = results(client, "zzzzqqqq")
    words = words_of(found)
    assert words.startswith("0 réponse")
    assert "Aucune maladie connue ici ne s’appelle ainsi." in words
    assert 'href="tel:' in found


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' OR 1=1 --",
        "%_\\",
        "\0\ud7ff\u202e",
        "x" * 300,
        "neurofibromatose " * 20,
        "   ",
    ],
)
def test_whatever_is_typed(client: Client, typed: str) -> None:
    response = client.get("/maladies/", {"q": typed})
    html = response.content.decode()
    assert response.status_code == 200
    assert "<script>alert" not in html
    assert "<img" not in html
    kept = re.search(r'id="id_q"[^>]*value="([^"]*)"', html)
    assert kept
    assert unescape(kept[1]) in typed.replace("\0", "")
    assert len(unescape(kept[1])) <= 300


def test_filieres_say_their_field_and_lead_to_their_diseases(client: Client) -> None:
    html = client.get("/maladies/").content.decode()
    block = section(html, "filieres")
    links = re.findall(r'href="(/maladies/\?filiere=[^"]+)"', block)
    known = Filiere.objects.filter(disease__searchable=True, disease__status="active").distinct()
    assert len(links) == known.count() > 20
    assert "Maladies rares de l’os, du calcium et du cartilage" in words_of(block)
    for link in links:
        assert client.get(unescape(link)).status_code == 200


def test_diseases_of_a_filiere(client: Client) -> None:
    block = section(client.get("/maladies/?filiere=OSCAR").content.decode(), "of-filiere")
    shown = [int(orpha) for orpha in re.findall(r'href="/maladies/(\d+)/"', block)]
    filed = Disease.objects.filter(filiere="OSCAR", searchable=True, status="active")
    assert sorted(shown) == sorted(filed.values_list("pk", flat=True))
    names = re.findall(r'/">([^<]+)</a>', block)
    assert names[0] == "Achondroplasie"


@pytest.mark.parametrize("code", ["rien-de-tel", "oscar'--", "x" * 500, "\0", "OSCAR\0"])
def test_unknown_filiere(client: Client, code: str) -> None:
    assert client.get("/maladies/", {"filiere": code}).status_code == 404


def test_queries_do_not_grow_with_the_list(client: Client, django_assert_max_num_queries) -> None:
    results(client, "maladie")  # the index of names is in memory from now on
    with django_assert_max_num_queries(7):
        client.get("/maladies/?q=maladie&filiere=FILNEMUS")
