"""structures.geojson against RFC 7946, and against the database it is made of."""

import json

import pytest

from structures.api import kept_collection
from structures.models import Structure
from tests.api.helpers import API, post

pytestmark = pytest.mark.django_db


def collection(client, query: str = "") -> dict:
    response = client.get(f"{API}/structures.geojson?{query}")
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/geo+json"
    return json.loads(response.content)


def test_it_is_a_collection_of_rfc_7946(client):
    data = collection(client)
    assert data["type"] == "FeatureCollection"
    assert "crs" not in data
    assert len(data["features"]) == Structure.objects.published().count()
    ids = [feature["id"] for feature in data["features"]]
    assert len(set(ids)) == len(ids)
    for feature in data["features"]:
        assert feature.keys() == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        assert feature["properties"]["slug"] == feature["id"]


def test_positions_are_those_of_the_database_longitude_first_with_six_decimals(client):
    points = dict(Structure.objects.published().values_list("slug", "point"))
    for feature in collection(client)["features"]:
        point, geometry = points[feature["id"]], feature["geometry"]
        if point is None:
            assert geometry is None
            continue
        assert geometry == {"type": "Point", "coordinates": [round(point.x, 6), round(point.y, 6)]}


def test_the_box_holds_every_position_and_nothing_more(client):
    data = collection(client, "department=94")
    positions = [f["geometry"]["coordinates"] for f in data["features"] if f["geometry"]]
    lons, lats = zip(*positions, strict=True)
    assert data["bbox"] == [min(lons), min(lats), max(lons), max(lats)]


def test_the_same_structures_as_the_list(client):
    for query in ("filiere=BRAIN-TEAM", "disease=399", "department=77&kind=centre"):
        listed = client.get(f"{API}/structures?limit=500&{query}").json()["results"]
        mapped = collection(client, query)["features"]
        assert [card["slug"] for card in listed] == [feature["id"] for feature in mapped]
        assert [card["label"] for card in listed] == [
            feature["properties"]["label"] for feature in mapped
        ]


def test_texts_that_json_must_escape_come_through(client):
    name = 'Centre "des" \\ maladies\n<b>rares</b> \u2028 & œ 👩‍⚕️'
    Structure.objects.create(slug="awkward", kind="establishment", name=name)
    found = {f["id"]: f["properties"] for f in collection(client)["features"]}
    assert found["awkward"]["name"] == name


def test_nothing_found_is_an_empty_collection(client):
    data = collection(client, "department=48&label=CRMR_COORD&audience=unknown")
    assert data == {"type": "FeatureCollection", "features": []}


def test_around_a_private_place_for_a_disease_by_post(client):
    asked = {"disease": 399, "near": "2.4551,48.7771", "radius_km": 10}
    response = post(client, "/structures.geojson", asked)
    assert response["Cache-Control"] == "no-store"
    assert "huntington-henri-mondor-creteil" in {
        feature["id"] for feature in json.loads(response.content)["features"]
    }


def test_one_query_makes_it_and_it_is_kept_while_the_directory_stands(
    client, django_assert_num_queries
):
    kept_collection.cache_clear()
    with django_assert_num_queries(2):  # the version, and the collection
        first = collection(client, "audience=adult")
    with django_assert_num_queries(1):
        assert collection(client, "audience=adult") == first
    Structure.objects.filter(slug="huntington-henri-mondor-creteil").update(name="Autre nom")
    names = {
        f["id"]: f["properties"]["name"] for f in collection(client, "audience=adult")["features"]
    }
    assert names["huntington-henri-mondor-creteil"] == "Autre nom"


def test_what_was_asked_around_a_private_place_is_not_kept(client):
    kept_collection.cache_clear()
    collection(client, "near=2.4551,48.7771&radius_km=20")
    collection(client, "commune=94028")
    assert kept_collection.cache_info().currsize == 0
