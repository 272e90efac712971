"""A centre edited in the back office changes page, JSON, GeoJSON, answer and terminal alike."""

import io
import re
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client

from tests.admin.test_corrections import MOVED, again, change

NAME = "Consultation des neurofibromatoses du Val-de-Marne"
HOSPITAL = "Hôpital Mondor de Créteil"
QUESTION = {"place": {"commune": "94028"}, "disease": {"orpha": 636}, "age": 30}
SLUG = "cerenef-henri-mondor-creteil"


def page(client: Client) -> str:
    return client.get(f"/centres/{SLUG}/").content.decode()


def structure(client: Client) -> str:
    return client.get(f"/api/v1/structures/{SLUG}").content.decode()


def hospital(client: Client) -> str:
    return client.get("/api/v1/structures/hopital-henri-mondor-creteil").content.decode()


def listed(client: Client) -> str:
    return client.get("/api/v1/structures", {"department": "94"}).content.decode()


def geojson(client: Client) -> str:
    return client.get("/api/v1/structures.geojson", {"department": "94"}).content.decode()


def orientation(client: Client) -> str:
    answer = client.post("/api/v1/orientations", QUESTION, content_type="application/json")
    assert answer.status_code == 200
    return answer.content.decode()


def terminal(client: Client) -> str:
    written = io.StringIO()
    call_command("orient", place="94028", disease="636", age=30, stdout=written)
    return re.sub(r"\s+", " ", written.getvalue())


def finder(client: Client) -> str:
    answer = client.post("/orientation", {"place": "94028", "disease": "636", "age": "30"})
    assert answer.status_code == 200
    return answer.content.decode()


VIEWS = [page, structure, listed, geojson, orientation, terminal, finder]


@pytest.fixture(autouse=True)
def wide_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")


@pytest.mark.parametrize("view", VIEWS, ids=[view.__name__ for view in VIEWS])
def test_a_new_name_is_seen(client, gestion, rows, view: Callable[[Client], str]):
    former = rows.centre.name
    assert former in view(client)
    assert change(gestion, rows.centre, name=NAME).status_code == 302
    after = view(client)
    assert NAME in after
    assert former not in after


@pytest.mark.parametrize("view", [page, structure, orientation, finder])
def test_a_new_name_of_the_hospital_is_seen(client, gestion, rows, view):
    assert rows.hospital.name in view(client)
    assert change(gestion, rows.hospital, name=HOSPITAL).status_code == 302
    assert HOSPITAL in view(client)


def test_a_moved_hospital_moves_its_centre_everywhere(client, gestion, rows):
    change(gestion, rows.hospital, **MOVED)
    one = client.get(f"/api/v1/structures/{SLUG}").json()
    assert (one["lon"], one["lat"]) == (2.454, 48.798)
    features = client.get("/api/v1/structures.geojson", {"department": "94"}).json()["features"]
    (feature,) = [feature for feature in features if feature["id"] == SLUG]
    assert feature["geometry"]["coordinates"] == [2.454, 48.798]
    answer = client.post("/api/v1/orientations", QUESTION, content_type="application/json").json()
    sites = [
        step["site"] for step in answer["ladder"] if (step["centre"] or {}).get("slug") == SLUG
    ]
    assert [(site["lon"], site["lat"]) for site in sites] == [(2.454, 48.798)]


def test_what_rests_on_general_knowledge_leaves_every_page(client, gestion, rows):
    assert change(gestion, rows.centre, evidence="general_knowledge").status_code == 302
    assert client.get(f"/centres/{SLUG}/").status_code == 404
    assert client.get(f"/api/v1/structures/{SLUG}").status_code == 404
    for view in (listed, geojson, orientation, terminal):
        assert rows.centre.name not in view(client)


def test_a_corrected_switchboard_is_the_one_to_call(client, gestion, rows):
    change(gestion, rows.hospital, **{"phones-0-number": "01 49 81 00 00"})
    assert again(rows.switchboard).number == "01 49 81 00 00"
    for view in (page, hospital, orientation, terminal, finder):
        assert re.search(r"01.49.81.00.00", view(client)), view.__name__
