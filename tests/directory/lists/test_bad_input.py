"""What a list refuses, in words and never with an error of its own; a typed name stays private."""

import base64
import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.directory.lists.reading import choices, html_of, page, total, words

pytestmark = pytest.mark.django_db


def cursor(*key) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "query",
    [
        "kind=centre",
        "rien=1",
        "near=2.4,48.7",
        "commune=94028",
        "place=77300",
        "bbox=1,48,3,49",
        "radius_km=3",
        "disease=399",
        "network=huntington",
        "department=99",
        "department=94&department=77",
        "department=%00",
        "filiere=RIEN",
        "label=CRMR_COORD,RIEN",
        "audience=adulte",
        "category=rien",
        "platform=porteur",
        "format=exe",
        "q=%27%20!",
        "q=%00",
        "q=" + "x" * 101,
        "cursor=rien",
        "cursor=" + "x" * 601,
        "cursor=" + cursor("n", 0),
        "cursor=" + cursor("n", 1, " a", "a", 0),
        "cursor=" + cursor("n", 0, 12.5, 3),
        "cursor=" + cursor("x", 0, " a", "a", 0),
        "cursor=" + cursor("n", 0, " a\0", "a", 0),
        "cursor=" + cursor("n", -1, " a", "a", 0),
        "cursor=" + cursor("n", 0, " a", "a", True),
        "cursor=" + cursor("n", 0, "\ud800", "a", 0),
        "cursor=" + cursor("n", 0, " a", "\ud800", 0),
    ],
)
@pytest.mark.parametrize("path", ["/annuaire/", "/en/annuaire/centre/"])
def test_a_refusal_is_a_page(client, path, query):
    response = client.get(f"{path}?{query}")
    assert response.status_code == 400
    html = response.content.decode()
    assert "<h1>" in html
    assert response["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize(
    "key",
    [("n", 0, 10**400, 1), ("n", 0, float("nan"), 1), ("n", 0, -1, 1), ("n", 0, 5, 2**63)],
)
def test_a_distance_that_the_earth_does_not_hold_is_refused(client, key):
    sent = {"place": "94000", "cursor": cursor(*key)}
    response = client.post("/annuaire/", sent, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 400


def test_a_refusal_names_what_is_wrong(client):
    html = client.get("/annuaire/?department=99&rien=1").content.decode()
    assert "Paramètre inconnu : rien." in words(html)
    html = client.get("/annuaire/?department=99").content.decode()
    assert "<code>department</code>" in html
    assert "département inconnu" in html


@pytest.mark.parametrize("kind", ["rien", "centre-", "CENTRE", "x" * 300])
def test_an_unknown_kind_is_404(client, kind):
    assert client.get(f"/annuaire/{kind}/").status_code == 404


def test_other_methods_are_refused(client):
    assert client.put("/annuaire/").status_code == 405


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.dictionaries(
        st.sampled_from(["q", "department", "filiere", "audience", "label", "cursor", "format"]),
        st.text(max_size=20),
        max_size=3,
    ),
    body=st.dictionaries(
        st.sampled_from(["place", "commune", "commune_text", "q", "cursor"]),
        st.text(max_size=20),
        max_size=3,
    ),
)
def test_no_list_breaks_the_server(client, query, body):
    for response in (
        client.get("/annuaire/", query),
        client.post("/annuaire/", body, query_params=query),
    ):
        assert response.status_code in {200, 400}


def test_a_typed_name_and_a_filiere_never_stand_together_in_an_address(client):
    refused = client.get("/annuaire/?q=creteil&filiere=BRAIN-TEAM")
    assert refused.status_code == 400
    assert "ne figurent jamais ensemble dans une adresse" in words(refused.content.decode())
    html = html_of(client.post("/annuaire/centre/?filiere=BRAIN-TEAM", {"q": "huntington"}))
    assert total(html) > 0
    for address in re.findall(r'(?:href|action|formaction)="([^"]*)"', html):
        assert not ("huntington" in address and "filiere=" in address), address


def test_choosing_a_filiere_for_a_typed_name_posts(client):
    html = page(client, "/annuaire/centre/?q=maladie")
    with_filiere = [address for address in choices(html) if "filiere=" in address]
    assert with_filiere
    for address in with_filiere:
        assert "q=" not in address
        assert f'formaction="{address}"' in html.replace("&amp;", "&")
    kept = re.search(r'<form id="kept".*?</form>', html, re.S)[0]
    assert 'name="q" value="maladie"' in kept
    count = choices(html)[with_filiere[0]]
    assert total(html_of(client.post(with_filiere[0], {"q": "maladie"}))) == count


def test_the_search_beside_a_filiere_is_a_post(client):
    html = page(client, "/annuaire/centre/?filiere=BRAIN-TEAM")
    form = re.search(r'<form[^>]*role="search"[^>]*>', html)[0]
    assert 'method="post"' in form
    form = re.search(r'<form[^>]*role="search"[^>]*>', page(client, "/annuaire/centre/"))[0]
    assert 'method="get"' in form


def test_what_is_typed_is_kept_by_no_cache(client):
    response = client.get("/annuaire/?q=fontainebleau")
    assert response["Cache-Control"] == "no-store, private"
    assert "ETag" not in response
    assert not response.cookies


def test_an_empty_search_is_none(client):
    assert total(page(client, "/annuaire/?q=")) == total(page(client, "/annuaire/"))


def test_what_is_typed_is_written_as_text(client):
    html = page(client, '/annuaire/?q="><script>alert(1)</script>')
    assert "<script>alert" not in html
