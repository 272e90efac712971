"""Diseases by what people type, and one disease with who answers for it."""

import pytest

from diseases.models import Disease
from routing.directory import current
from structures.filters import networks_for
from tests.api.helpers import API, assert_problem

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "orpha", "matched"),
    [
        ("drépanocytose", 232, "nom"),
        ("DREPANOCYTOSE", 232, "nom"),
        ("ORPHA:399", 399, "code ORPHA"),
        ("maladie de huntington", 399, "nom"),
    ],
)
def test_the_first_result_is_what_was_meant_and_says_what_matched(client, text, orpha, matched):
    response = client.get(f"{API}/diseases", {"q": text})
    first = response.json()["results"][0]
    assert (first["orpha"], first["matched"]) == (orpha, matched)
    assert first.keys() >= {"orpha", "name", "level", "filiere", "matched", "text"}


def test_what_is_unknown_gives_an_empty_list(client):
    response = client.get(f"{API}/diseases", {"q": "zzzzqqqq"})
    assert response.status_code == 200
    assert response.json() == {"results": []}


def test_the_limit_is_kept(client):
    assert len(client.get(f"{API}/diseases?q=syndrome&limit=3").json()["results"]) == 3


def test_one_disease_names_its_networks_and_how_much_is_known_of_them(client):
    disease = client.get(f"{API}/diseases/399").json()
    assert disease["name"] == "Maladie de Huntington"
    assert disease["filiere"]["code"] == "BRAIN-TEAM"
    assert disease["out_of_scope"] is None
    assert {name["language"] for name in disease["names"]} >= {"fr"}
    assert disease["ancestors"]
    depths = [ancestor["depth"] for ancestor in disease["ancestors"]]
    assert depths == sorted(depths)
    huntington = disease["networks"][0]
    assert huntington["slug"] == "huntington"
    assert huntington["match"] == "exact"
    assert huntington["coverage"] == "partial"
    assert huntington["known"] >= 1
    assert huntington["announced"] == 19
    assert {"orpha": 399, "name": "Maladie de Huntington"} in huntington["claims"]


def test_a_disease_outside_the_field_says_whom_to_ask(client):
    outside = client.get(f"{API}/diseases/635").json()["out_of_scope"]
    assert outside["reason"]
    assert outside["redirect"]


@pytest.mark.parametrize("orpha", ["999999", "99999999999999999999", "abc", "-1", "399.5"])
def test_an_unknown_code_is_not_found(client, orpha):
    assert_problem(client.get(f"{API}/diseases/{orpha}"), 404, "not_found")


def test_few_queries(client, django_assert_max_num_queries):
    client.get(f"{API}/diseases", {"q": "drépanocytose"})  # the names are read once
    with django_assert_max_num_queries(1):
        client.get(f"{API}/diseases", {"q": "mucoviscidose"})
    with django_assert_max_num_queries(7):
        client.get(f"{API}/diseases/399")


def test_the_directory_and_the_ladder_agree_on_who_answers_for_every_disease():
    directory = current()
    for orpha in Disease.objects.filter(searchable=True).values_list("orpha", flat=True):
        listed = set(networks_for(orpha))
        assert listed == set(directory.scope(orpha).answering), orpha
