"""POST /api/v1/orientations: every field of the contract, every way to ask."""

import json

import pytest

from structures.models import Phone
from tests.api.helpers import post

pytestmark = pytest.mark.django_db

CRETEIL, HUNTINGTON = {"commune": "94028"}, {"orpha": 399}
ANSWER = {
    "status", "place", "places", "disease", "diseases", "age", "ladder", "alternatives", "lateral",
    "notices",
}  # fmt: skip
PLACE = {"commune", "name", "postcodes", "department", "territory", "lon", "lat", "precision"}
STEP = {
    "grade", "rung", "roles", "centre", "site", "instruction", "match", "distance_km", "travel",
    "access", "reasons",
}  # fmt: skip
CENTRE = {
    "slug", "name", "label", "network", "filiere", "phones", "page_url", "official_url",
    "label_note", "audience", "age_min", "age_max", "evidence", "verified_on",
}  # fmt: skip
SITE = {"name", "finess", "commune", "address", "territory", "lon", "lat", "precision"}
RUNGS = {
    "urgence", "coordination_outre_mer", "premier_recours", "proximite", "reference", "recours",
    "national_europe",
}  # fmt: skip


def ask(client, place, disease, age=None, **headers):
    response = post(
        client, "/orientations", {"place": place, "disease": disease, "age": age}, **headers
    )
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def assert_step(step: dict) -> None:
    assert step.keys() >= STEP
    assert step["rung"] in RUNGS
    assert set(step["roles"]) <= RUNGS
    assert step["reasons"]
    assert all(reason["code"] and reason["text"] for reason in step["reasons"])
    assert step["access"] in {"direct", "letter", "professional_only"}
    if step["centre"] is None:
        assert step["site"] is step["match"] is step["distance_km"] is step["travel"] is None
        assert step["instruction"].keys() >= {"title", "text", "links"}
        return
    assert step["instruction"] is None
    assert step["centre"].keys() >= CENTRE
    assert step["centre"]["network"].keys() >= {"slug", "name", "coverage", "known", "announced"}
    assert step["site"].keys() >= SITE
    assert step["match"]["level"] in {"exact", "ancestor", "filiere"}
    for phone in step["centre"]["phones"]:
        assert phone.keys() >= {"number", "kind", "as_of"}
    if step["travel"]:
        assert 0 <= step["travel"]["minutes_low"] <= step["travel"]["minutes_high"]
        assert step["travel"]["method"]


def test_the_question_of_the_contract(client):
    answer = ask(client, CRETEIL, HUNTINGTON, 45)
    assert answer.keys() >= ANSWER
    assert answer["status"] == "answered"
    assert answer["age"] == 45
    assert answer["place"].keys() >= PLACE
    assert answer["place"]["commune"] == "94028"
    assert answer["place"]["postcodes"] == ["94000"]
    assert answer["place"]["lon"] == pytest.approx(2.455, abs=0.02)
    assert answer["place"]["lat"] == pytest.approx(48.777, abs=0.02)
    assert answer["disease"]["orpha"] == 399
    assert answer["disease"]["filiere"] == "BRAIN-TEAM"
    for step in answer["ladder"] + answer["alternatives"]:
        assert_step(step)
    first = next(step for step in answer["ladder"] if step["centre"])
    assert first["centre"]["slug"] == "huntington-henri-mondor-creteil"
    assert first["centre"]["label"] == "CRMR_COORD"
    assert 1 < first["distance_km"] < 4
    assert first["site"]["finess"] == "940100027"
    assert first["match"]["level"] == "exact"


@pytest.mark.parametrize(
    "place",
    [CRETEIL, {"text": "94000 Créteil"}, {"text": "94000"}, {"lon": 2.4551, "lat": 48.7771}],
)
@pytest.mark.parametrize("disease", [HUNTINGTON, {"text": "maladie de huntington"}])
def test_each_way_to_say_the_same_question_leads_to_the_same_centre(client, place, disease):
    answer = ask(client, place, disease, 45)
    assert answer["status"] == "answered"
    first = next(step for step in answer["ladder"] if step["centre"])
    assert first["centre"]["slug"] == "huntington-henri-mondor-creteil"


def test_a_name_of_several_communes_asks_which_one(client):
    answer = ask(client, {"text": "Saint-Denis"}, HUNTINGTON, 45)
    assert answer["status"] == "choose_place"
    assert {"93066", "97411"} <= {place["commune"] for place in answer["places"]}
    assert all(place.keys() >= PLACE for place in answer["places"])
    assert answer["ladder"] == []


def test_a_vague_disease_asks_which_one(client):
    answer = ask(client, CRETEIL, {"text": "syndrome"}, 45)
    assert answer["status"] == "choose_disease"
    assert len(answer["diseases"]) > 1
    assert all(disease.keys() >= {"orpha", "name", "filiere"} for disease in answer["diseases"])


def test_no_diagnosis_gives_a_card_in_order(client):
    answer = ask(client, CRETEIL, None)
    assert answer["status"] == "no_diagnosis"
    assert answer["disease"] is None
    assert answer["ladder"]
    for step in answer["ladder"]:
        assert_step(step)


def test_out_of_scope_says_so(client):
    answer = ask(client, CRETEIL, {"orpha": 635}, 3)
    assert answer["status"] == "out_of_scope"
    assert answer["notices"] or answer["ladder"]


@pytest.mark.parametrize("age", [0, 0.25, 125, None])
def test_every_age_of_a_life(client, age):
    answer = ask(client, CRETEIL, HUNTINGTON, age)
    assert answer["age"] == age
    assert answer["status"] in {"answered", "choose_age"}


def test_the_same_answer_as_geojson(client):
    answer = ask(client, CRETEIL, HUNTINGTON, 45)
    body = {"place": CRETEIL, "disease": HUNTINGTON, "age": 45}
    accept = "application/json;q=0.1, application/geo+json"
    response = post(client, "/orientations", body, Accept=accept)
    assert response["Content-Type"] == "application/geo+json"
    data = json.loads(response.content)
    assert data["type"] == "FeatureCollection"
    steps = answer["ladder"] + answer["alternatives"]
    assert len(data["features"]) == len(steps)
    for feature, step in zip(data["features"], steps, strict=True):
        site = step["site"]
        assert feature["properties"]["reasons"] == step["reasons"]
        if site is None or site["lon"] is None:
            assert feature["geometry"] is None
        else:
            assert feature["geometry"]["coordinates"] == [site["lon"], site["lat"]]


def test_the_candidates_shown_are_in_order_of_the_distance_inside_a_rung(client):
    answer = ask(client, {"commune": "77186"}, {"orpha": 232}, 28)
    assert answer["status"] == "answered"
    others = [step["distance_km"] for step in answer["alternatives"] if step["distance_km"]]
    assert others == sorted(others)


def test_few_queries(client, django_assert_max_num_queries):
    """The first question after an edit reads the directory and the disease; the next do not."""
    ask(client, CRETEIL, HUNTINGTON, 45)
    Phone.objects.first().save()
    with django_assert_max_num_queries(24):
        ask(client, CRETEIL, HUNTINGTON, 45)
    with django_assert_max_num_queries(5):
        ask(client, CRETEIL, HUNTINGTON, 45)
