"""Whatever is sent, the answer is a clear problem, never a 500."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.helpers import API, assert_problem, post

pytestmark = pytest.mark.django_db

SQL = "'; DROP TABLE structures_structure; --"
HTML = "<script>alert(1)</script>"
LONG = "x" * 10_000
PLACE, DISEASE = {"commune": "94028"}, {"orpha": 399}
GETS = ["/structures", "/structures.geojson", "/diseases?q=sla", "/diseases/399", "/places?q=94000"]


@pytest.mark.parametrize("path", GETS)
def test_an_unknown_parameter_is_named(client, path):
    separator = "&" if "?" in path else "?"
    problem = assert_problem(client.get(f"{API}{path}{separator}departement=94"))
    assert problem["code"] == "unknown_parameter"
    assert "departement" in problem["errors"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("near=2.45,400", "near"),
        ("near=48.79,2.45", "near"),
        ("near=2.45", "near"),
        ("near=a,b", "near"),
        ("near=nan,48", "near"),
        ("near=1e999,48", "near"),
        ("bbox=1,2,3", "bbox"),
        ("bbox=3,49,1,48", "bbox"),
        ("bbox=1,48,3,400", "bbox"),
        ("radius_km=10", "radius_km"),
        ("near=2.45,48.79&radius_km=-1", "radius_km"),
        ("near=2.45,48.79&radius_km=nan", "radius_km"),
        ("near=2.45,48.79&radius_km=1e400", "radius_km"),
        ("kind=hospital", "kind"),
        ("label=", "label"),
        ("audience=adult,teen", "audience"),
        ("filiere=NOPE", "filiere"),
        ("network=nope", "network"),
        ("department=20", "department"),
        ("commune=99999", "commune"),
        ("disease=abc", "disease"),
        ("disease=9999999", "disease"),
        ("disease=-399", "disease"),
        ("disease=99999999999999999999999", "disease"),
        ("department=94&department=77", "department"),
        ("department=%00", "department"),
        (f"filiere={SQL}", "filiere"),
        (f"network={HTML}", "network"),
        (f"commune={LONG}", "commune"),
        (f"near={LONG}", "near"),
    ],
)
def test_a_filter_that_cannot_be_read_is_named(client, query, field):
    for path in ("/structures", "/structures.geojson"):
        assert field in assert_problem(client.get(f"{API}{path}?{query}"))["errors"]


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=501", "limit=ten", "cursor=x", "cursor=WzFd", "cursor=bnVsbA", "cursor=%00",
     "cursor=WyJcdTAwMDAiXQ", f"cursor={'W' * 250}",
     "near=2.4,48.7&cursor=WzFlOTk5LDFd", "near=2.4,48.7&cursor=W051bGwsMV0",
     "near=2.4,48.7&cursor=Wy0xLDFd"],
)  # fmt: skip
def test_a_page_that_does_not_exist(client, query):
    assert_problem(client.get(f"{API}/structures?{query}"), code="invalid")


@pytest.mark.parametrize(
    "query", ["", "q=", "q=%20", "q=%00", f"q={LONG}", "q=sla&limit=0", "q=a&q=b"]
)
def test_a_search_that_says_nothing(client, query):
    assert_problem(client.get(f"{API}/diseases?{query}"))


@pytest.mark.parametrize(
    "text", [SQL, HTML, "%", "_", "\\", "'", "😀", "a" * 200, "0" * 50, "ORPHA:"]
)
def test_strange_searches_find_something_or_nothing(client, text):
    response = client.get(f"{API}/diseases", {"q": text})
    assert response.status_code == 200
    assert HTML not in response.content.decode()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"disease": DISEASE, "age": 45}, "place"),
        ({"place": None, "disease": DISEASE}, "place"),
        ({"place": "94000", "disease": DISEASE}, "place"),
        ({"place": {}, "disease": DISEASE}, "place"),
        ({"place": {"commune": "94028", "text": "94000"}, "disease": DISEASE}, "place"),
        ({"place": {"lon": 2.4}, "disease": DISEASE}, "place"),
        ({"place": {"lon": 2.4, "lat": 400}, "disease": DISEASE}, "place.lat"),
        ({"place": {"lon": "2.4", "lat": 48}, "disease": DISEASE}, "place.lon"),
        ({"place": {"lon": True, "lat": 48}, "disease": DISEASE}, "place.lon"),
        ({"place": {"lon": 48.79, "lat": 2.45}, "disease": DISEASE}, "place"),
        ({"place": {"commune": 94028}, "disease": DISEASE}, "place.commune"),
        ({"place": {"commune": "99999"}, "disease": DISEASE}, "place"),
        ({"place": {"commune": ""}, "disease": DISEASE}, "place.commune"),
        ({"place": {"text": ""}, "disease": DISEASE}, "place.text"),
        ({"place": {"text": "00000"}, "disease": DISEASE}, "place"),
        ({"place": {"text": LONG}, "disease": DISEASE}, "place.text"),
        ({"place": {"text": "a\0b"}, "disease": DISEASE}, "place.text"),
        ({"place": {"text": SQL}, "disease": DISEASE}, "place"),
        ({"place": {"text": HTML}, "disease": DISEASE}, "place"),
        ({"place": {"town": "Créteil"}, "disease": DISEASE}, "place.town"),
        ({"place": PLACE, "age": 45}, "disease"),
        ({"place": PLACE, "disease": {}}, "disease"),
        ({"place": PLACE, "disease": 399}, "disease"),
        ({"place": PLACE, "disease": {"orpha": 399, "text": "huntington"}}, "disease"),
        ({"place": PLACE, "disease": {"orpha": "399"}}, "disease.orpha"),
        ({"place": PLACE, "disease": {"orpha": True}}, "disease.orpha"),
        ({"place": PLACE, "disease": {"orpha": 399.5}}, "disease.orpha"),
        ({"place": PLACE, "disease": {"orpha": 10**30}}, "disease.orpha"),
        ({"place": PLACE, "disease": {"orpha": 9_999_999}}, "disease"),
        ({"place": PLACE, "disease": {"text": "zzzzqqqq"}}, "disease"),
        ({"place": PLACE, "disease": {"text": " "}}, "disease.text"),
        ({"place": PLACE, "disease": {"text": LONG}}, "disease.text"),
        ({"place": PLACE, "disease": {"text": SQL}}, "disease"),
        ({"place": PLACE, "disease": {"text": HTML}}, "disease"),
        ({"place": PLACE, "disease": DISEASE, "age": -1}, "age"),
        ({"place": PLACE, "disease": DISEASE, "age": 300}, "age"),
        ({"place": PLACE, "disease": DISEASE, "age": "45"}, "age"),
        ({"place": PLACE, "disease": DISEASE, "age": []}, "age"),
        ({"place": PLACE, "disease": DISEASE, "sex": "f"}, "sex"),
        ({"place": PLACE, "disease": DISEASE, "situation": ["relative"]}, "situation"),
        ({}, "place"),
    ],
)
def test_a_question_that_cannot_be_read_names_the_member(client, body, field):
    assert field in assert_problem(post(client, "/orientations", body))["errors"]


def test_several_wrong_members_are_all_named(client):
    body = {"place": {}, "disease": {}, "age": -1}
    errors = assert_problem(post(client, "/orientations", body))["errors"]
    assert errors.keys() == {"place", "disease", "age"}


@pytest.mark.parametrize(
    "body",
    [" ", "{", "{'a': 1}", "nul",
     '{"age": NaN}', '{"age": Infinity}', b"\xff\xfe\x00", "[" * 100_000,
     '{"age": ' + "9" * 5_000 + "}", '{"place": "\\ud800'],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/orientations", "/structures", "/structures.geojson"])
def test_malformed_json(client, path, body):
    assert_problem(post(client, path, body), code="malformed_json")


@pytest.mark.parametrize("body", ["[]", "null", "3", '"text"'])
@pytest.mark.parametrize("path", ["/orientations", "/structures"])
def test_json_that_is_no_object(client, path, body):
    assert_problem(post(client, path, body), code="invalid")


def test_half_a_character_is_no_text(client):
    body = '{"place": {"text": "\\ud800"}, "disease": null}'
    assert "place.text" in assert_problem(post(client, "/orientations", body))["errors"]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "text/html", ""]
)
@pytest.mark.parametrize("path", ["/orientations", "/structures"])
def test_a_body_that_is_not_declared_as_json(client, path, kind):
    response = client.post(f"{API}{path}", "{}", content_type=kind)
    assert_problem(response, 415, "unsupported_media_type")


def test_json_may_declare_its_charset(client):
    body = json.dumps({"place": PLACE, "disease": None})
    kind = "application/json; charset=utf-8"
    assert client.post(f"{API}/orientations", body, content_type=kind).status_code == 200


def test_a_body_that_is_too_big(client):
    assert_problem(post(client, "/orientations", '"' + "x" * 2_000_000 + '"'), 413, "too_large")


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
NAMES = st.sampled_from(["place", "disease", "age", "situation", "commune", "text", "lon", "lat"])
QUESTIONS = st.dictionaries(
    NAMES, JSON_VALUES | st.dictionaries(NAMES | st.just("orpha"), JSON_VALUES, max_size=2)
)
FILTERS = st.dictionaries(
    st.sampled_from(
        ["kind", "label", "filiere", "network", "disease", "department", "commune", "audience",
         "bbox", "near", "radius_km", "limit", "cursor"]
    ),
    JSON_VALUES | st.lists(st.floats(-200, 200), min_size=2, max_size=4),
    max_size=4,
)  # fmt: skip
MANY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@MANY
@given(body=QUESTIONS)
def test_no_question_breaks_the_server(client, body):
    assert post(client, "/orientations", body).status_code in {200, 400}


@MANY
@given(body=FILTERS)
def test_no_filter_breaks_the_server(client, body):
    assert post(client, "/structures", body).status_code in {200, 400}


@MANY
@given(text=st.text(min_size=1, max_size=60))
def test_no_search_breaks_the_server(client, text):
    assert client.get(f"{API}/diseases", {"q": text}).status_code in {200, 400}


@pytest.mark.parametrize("path", ["/api/v1/orientations", "/api/v1/structures"])
@pytest.mark.parametrize("body", ['{"\\ud800": 1}', '{"place": {"\\ud800": 1}, "kind": "\\ud800"}'])
def test_what_utf8_cannot_write_is_a_problem_like_another(client, path, body):
    response = client.post(path, body, content_type="application/json")
    assert response.status_code == 400
    assert response.json()["code"]
