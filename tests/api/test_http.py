"""What goes around every answer: caches, other sites, cookies, methods, addresses, failures."""

import gzip
import json
import logging

import pytest

from tests.api.helpers import API, assert_problem, post

pytestmark = pytest.mark.django_db

PUBLIC = [
    "/structures?limit=2",
    "/structures.geojson?department=94",
    "/structures/huntington-henri-mondor-creteil",
    "/diseases?q=huntington",
    "/diseases/399",
    "/places?q=94000",
]
QUESTION = {"place": {"commune": "94028"}, "disease": {"orpha": 399}, "age": 45}


@pytest.mark.parametrize("path", PUBLIC)
def test_other_sites_may_read_it_and_no_cookie_is_set(client, path):
    response = client.get(f"{API}{path}", headers={"Origin": "https://autre.example"})
    assert response.status_code == 200, response.content
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert not response.cookies
    assert "Set-Cookie" not in response


def test_another_site_may_ask_by_post_after_its_preflight(client):
    origin = {"Origin": "https://autre.example"}
    preflight = client.options(
        f"{API}/orientations",
        headers={
            **origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert preflight["Access-Control-Allow-Origin"] == "*"
    assert "POST" in preflight["Access-Control-Allow-Methods"]
    response = post(client, "/orientations", QUESTION, **origin)
    assert response.status_code == 200, response.content
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


@pytest.mark.parametrize("path", PUBLIC[:5])
def test_a_client_that_has_it_is_told_so(client, path):
    first = client.get(f"{API}{path}")
    tag = first["ETag"]
    assert tag.startswith('"')
    assert "public" in first["Cache-Control"]
    again = client.get(f"{API}{path}", headers={"If-None-Match": f'"other", W/{tag}'})
    assert again.status_code == 304
    assert not again.content
    assert again["ETag"] == tag
    assert client.get(f"{API}{path}", headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_change_changes_the_tag(client):
    from structures.models import Network

    path = f"{API}/structures.geojson?network=huntington"
    before = client.get(path)["ETag"]
    Network.objects.filter(slug="huntington").update(name="Autre nom")
    assert client.get(path, headers={"If-None-Match": before}).status_code == 200


def test_it_is_compressed_for_who_can_read_it_under_another_tag(client):
    path = f"{API}/structures.geojson"
    plain = client.get(path)
    assert "Content-Encoding" not in plain
    small = client.get(path, headers={"Accept-Encoding": "br;q=0.5, gzip"})
    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert len(small.content) < len(plain.content) / 3
    assert small["ETag"] != plain["ETag"]
    assert "Accept-Encoding" in small["Vary"]
    refused = client.get(path, headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused


def test_no_cache_keeps_what_was_asked_around_a_private_place(client):
    for path in ("/structures?near=2.45,48.79", "/structures.geojson?bbox=2.4,48.7,2.5,48.8"):
        response = client.get(f"{API}{path}")
        assert response["Cache-Control"] == "no-store"
        assert "ETag" not in response
    assert post(client, "/orientations", QUESTION)["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", ["/structures", "/diseases/399", "/orientations"])
def test_other_methods_are_refused_with_the_list_of_those_taken(client, path, method):
    response = getattr(client, method)(f"{API}{path}")
    assert_problem(response, 405, "method_not_allowed")
    assert "OPTIONS" in response["Allow"]


def test_a_question_in_a_url_is_refused(client):
    assert_problem(client.get(f"{API}/orientations"), 405, "method_not_allowed")
    response = client.post(
        f"{API}/orientations?place=94028", json.dumps(QUESTION), content_type="application/json"
    )
    assert_problem(response, 400, "unknown_parameter")


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/", "/structures/", "/structures/a/b", "/diseases/399/x", "/orientations/"],
)
def test_an_address_that_leads_nowhere_is_a_problem_too(client, path):
    assert_problem(client.get(f"{API}{path}"), 404, "not_found")


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "*/*", "image/png;q=0.1"])
def test_whatever_a_client_accepts_it_gets_json(client, accept):
    headers = {"Accept": accept}
    assert client.get(f"{API}/structures", headers=headers)["Content-Type"] == "application/json"
    assert_problem(client.get(f"{API}/structures?nope=1", headers=headers))


def test_an_uncaught_error_is_a_problem_that_says_nothing_and_logs_no_question(
    client, monkeypatch, caplog
):
    asked = " ".join(["drépanocytose", "à", "Fontainebleau"])

    def fail(*args: object, **kwargs: object) -> None:
        raise ZeroDivisionError(asked)

    monkeypatch.setattr("structures.api.select", fail)
    with caplog.at_level(logging.ERROR):
        response = client.get(f"{API}/structures?department=77")
    problem = assert_problem(response, 500, "server_error")
    assert asked not in json.dumps(problem, ensure_ascii=False)
    assert "ZeroDivisionError" in caplog.text
    assert asked not in caplog.text
    assert "department" not in caplog.text
