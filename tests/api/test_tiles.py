"""Vector tiles read back with another library; addresses outside the world; caches."""

import math

import mapbox_vector_tile
import pytest

from structures.models import Structure
from territories.models import Department
from tests.api.helpers import assert_problem

pytestmark = pytest.mark.django_db

LAYERS = ["communes", "departments", "structures"]
CRETEIL = (2.4551, 48.7771)


def tile_of(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    """Column and row of the tile that holds a position (degrees)."""
    size = 2**zoom
    radians = math.radians(lat)
    row = (1 - math.asinh(math.tan(radians)) / math.pi) / 2 * size
    return int((lon + 180) / 360 * size), int(row)


def features(client, layer: str, zoom: int, place=CRETEIL) -> list[dict]:
    x, y = tile_of(*place, zoom)
    response = client.get(f"/tiles/{layer}/{zoom}/{x}/{y}.mvt")
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/vnd.mapbox-vector-tile"
    return mapbox_vector_tile.decode(response.content)[layer]["features"]


def test_communes_are_there_with_their_codes(client):
    found = {f["properties"]["insee"]: f["properties"] for f in features(client, "communes", 10)}
    assert found["94028"]["name"] == "Créteil"
    assert found["94028"]["department"] == "94"


def test_departments_are_all_in_the_world(client):
    response = client.get("/tiles/departments/0/0/0.mvt")
    drawn = mapbox_vector_tile.decode(response.content)["departments"]["features"]
    codes = {feature["properties"]["code"] for feature in drawn}
    assert {"94", "2A", "972", "974"} <= codes
    with_area = Department.objects.filter(area_overview__isnull=False)
    assert codes <= set(with_area.values_list("code", flat=True))


def test_structures_stand_where_they_stand(client):
    structure = Structure.objects.get(slug="huntington-henri-mondor-creteil")
    zoom = 14
    x, y = tile_of(structure.point.x, structure.point.y, zoom)
    place = (structure.point.x, structure.point.y)
    found = {f["properties"]["slug"]: f for f in features(client, "structures", zoom, place)}
    column, row = found[structure.slug]["geometry"]["coordinates"]
    west, north = x / 2**zoom * 360 - 180, y
    lon = west + column / 4096 * 360 / 2**zoom
    assert lon == pytest.approx(structure.point.x, abs=1e-5)
    assert 0 <= row <= 4096
    assert north == tile_of(*place, zoom)[1]
    assert found[structure.slug]["properties"]["label"] == "CRMR_COORD"


def test_what_rests_on_general_knowledge_is_on_no_tile(client):
    Structure.objects.filter(slug="huntington-henri-mondor-creteil").update(
        evidence="general_knowledge"
    )
    slugs = {f["properties"]["slug"] for f in features(client, "structures", 10)}
    assert "huntington-henri-mondor-creteil" not in slugs
    assert slugs


@pytest.mark.parametrize(
    "path",
    [
        "communes/10/1024/0", "communes/10/0/1024", "communes/3/0/0", "communes/13/0/0",
        "departments/11/0/0", "structures/15/0/0", "nowhere/5/0/0", "structures/0/0/1",
        f"structures/{10**30}/0/0", f"structures/5/{10**30}/0",
    ],
)  # fmt: skip
def test_outside_the_world_there_is_nothing(client, path):
    assert_problem(client.get(f"/tiles/{path}.mvt"), 404, "not_found")


@pytest.mark.parametrize("layer", LAYERS)
def test_the_ocean_is_empty(client, layer):
    response = client.get(f"/tiles/{layer}/8/1/100.mvt")
    assert response.status_code == 204
    assert not response.content
    assert "max-age" in response["Cache-Control"]


@pytest.mark.parametrize("layer", LAYERS)
def test_a_client_that_has_the_tile_is_told_so(client, layer):
    x, y = tile_of(*CRETEIL, 9)
    path = f"/tiles/{layer}/9/{x}/{y}.mvt"
    first = client.get(path, headers={"Accept-Encoding": "gzip", "Origin": "https://a.example"})
    assert first["Content-Encoding"] == "gzip"
    assert first["Access-Control-Allow-Origin"] == "*"
    assert not first.cookies
    headers = {"Accept-Encoding": "gzip", "If-None-Match": first["ETag"]}
    assert client.get(path, headers=headers).status_code == 304


@pytest.mark.parametrize("layer", LAYERS)
def test_its_tilejson_leads_to_it(client, layer):
    description = client.get(f"/tiles/{layer}.json").json()
    assert description["tilejson"] == "3.0.0"
    x, y = tile_of(*CRETEIL, 8)
    address = description["tiles"][0].format(z=8, x=x, y=y)
    assert address.startswith("http://testserver/")
    drawn = mapbox_vector_tile.decode(client.get(address).content)[layer]["features"]
    (said,) = description["vector_layers"]
    assert said["id"] == layer
    assert drawn[0]["properties"].keys() <= said["fields"].keys()


def test_an_unknown_layer_or_parameter_is_a_problem(client):
    assert_problem(client.get("/tiles/nowhere.json"), 404, "not_found")
    assert_problem(client.get("/tiles/communes.json?disease=399"), 400, "unknown_parameter")
    assert_problem(client.get("/tiles/structures/0/0/0.mvt?disease=399"), 400, "unknown_parameter")


def test_a_low_tile_is_kept_until_the_directory_changes(client, django_assert_num_queries):
    x, y = tile_of(*CRETEIL, 6)
    path = f"/tiles/structures/6/{x}/{y}.mvt"
    before = client.get(path)
    with django_assert_num_queries(1):  # the version alone
        assert client.get(path).content == before.content
    Structure.objects.filter(slug="huntington-henri-mondor-creteil").update(name="Autre nom")
    assert b"Autre nom" in client.get(path).content


@pytest.mark.parametrize("layer", LAYERS)
def test_one_query_makes_a_tile(client, django_assert_max_num_queries, layer):
    with django_assert_max_num_queries(1):
        features(client, layer, 9)
