"""The published schema: valid, without a warning, true of every answer, readable under our CSP."""

import json

import jsonschema
import pytest
from django.core.management import call_command
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from geo_directory.schema import schema
from tests.api.helpers import API, post

pytestmark = pytest.mark.django_db

QUESTIONS = [
    {"place": {"commune": "94028"}, "disease": {"orpha": 399}, "age": 45},
    {"place": {"text": "77300 Fontainebleau"}, "disease": {"text": "drépanocytose"}, "age": 28},
    {"place": {"lon": 2.4554, "lat": 48.7771}, "disease": None, "age": 0.5},
    {"place": {"text": "77300"}, "disease": {"orpha": 399}},
    {"place": {"commune": "94028"}, "disease": {"text": "syndrome"}, "age": None},
    {"place": {"commune": "97209"}, "disease": {"orpha": 232}, "age": 3},
    {"place": {"commune": "94028"}, "disease": {"orpha": 635}, "age": 3},
]
GETS = {
    "/structures": "?limit=20",
    "/structures/{slug}": "huntington-henri-mondor-creteil",
    "/diseases": "?q=huntington",
    "/diseases/{orpha}": "399",
    "/places": "?q=94000",
}


def validate(content: object, part: dict) -> None:
    """Checks an answer against a part of the published schema. Raises jsonschema's error."""
    whole = Resource.from_contents(schema(), default_specification=DRAFT202012)
    registry = Registry().with_resource("urn:api", whole)
    rooted = json.loads(json.dumps(part).replace('"#/', '"urn:api#/'))
    jsonschema.Draft202012Validator(rooted, registry=registry).validate(content)


def answer_schema(path: str, method: str, kind: str = "application/json") -> dict:
    return schema()["paths"][f"{API}{path}"][method]["responses"]["200"]["content"][kind]["schema"]


def test_it_is_made_without_a_warning(tmp_path):
    file = tmp_path / "schema.yml"
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(file))
    assert "orientations" in file.read_text(encoding="utf-8")


def test_it_is_valid_openapi():
    assert schema()["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(schema()).iter_errors()) == []


def test_every_path_of_the_contract_is_in_it():
    assert schema()["paths"].keys() >= {
        f"{API}{path}"
        for path in (
            "/orientations", "/places", "/diseases", "/diseases/{orpha}", "/structures",
            "/structures.geojson", "/structures/{slug}",
        )
    }  # fmt: skip


def test_every_operation_says_what_a_problem_looks_like():
    for path, operations in schema()["paths"].items():
        for method, operation in operations.items():
            kinds = [
                content
                for status, response in operation["responses"].items()
                if status.startswith("4")
                for content in response["content"]
            ]
            assert "application/problem+json" in kinds, (method, path)


@pytest.mark.parametrize("accept", ["application/json", "application/vnd.oai.openapi", "*/*"])
def test_it_is_served(client, accept):
    response = client.get(f"{API}/schema/", headers={"Accept": accept})
    assert response.status_code == 200
    assert b"/api/v1/orientations" in response.content


@pytest.mark.parametrize("path", sorted(GETS))
def test_the_answers_are_what_it_says(client, path):
    address = path.partition("{")[0] + GETS[path]
    response = client.get(f"{API}{address}")
    assert response.status_code == 200, response.content
    validate(response.json(), answer_schema(path, "get"))


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_the_orientations_are_what_it_says(client, number):
    response = post(client, "/orientations", QUESTIONS[number])
    assert response.status_code == 200, response.content
    validate(response.json(), answer_schema("/orientations", "post"))
    mapped = post(client, "/orientations", QUESTIONS[number], Accept="application/geo+json")
    kind = "application/geo+json"
    validate(json.loads(mapped.content), answer_schema("/orientations", "post", kind))


def test_the_geojson_is_what_it_says(client):
    response = client.get(f"{API}/structures.geojson")
    kind = "application/geo+json"
    validate(json.loads(response.content), answer_schema("/structures.geojson", "get", kind))


def test_the_problems_are_what_it_says(client):
    described = schema()["paths"][f"{API}/structures"]["get"]["responses"]["400"]
    part = described["content"]["application/problem+json"]["schema"]
    validate(client.get(f"{API}/structures?nope=1").json(), part)


def asked_schema() -> dict:
    operation = schema()["paths"][f"{API}/orientations"]["post"]
    return operation["requestBody"]["content"]["application/json"]["schema"]


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_what_is_read_is_what_it_asks_for(number):
    validate(QUESTIONS[number], asked_schema())


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"place": {"commune": "94028"}},
        {"place": {"commune": "94028", "text": "94000"}, "disease": None},
        {"place": {"text": "94000"}, "disease": {"orpha": 399, "text": "huntington"}},
        {"place": {"text": "94000"}, "disease": None, "age": -1},
        {"place": {"text": "94000"}, "disease": None, "age": 300},
        {"place": {"text": "94000"}, "disease": None, "situation": "curious"},
    ],
)
def test_what_is_refused_is_what_it_forbids(client, wrong):
    assert post(client, "/orientations", wrong).status_code == 400
    with pytest.raises(jsonschema.ValidationError):
        validate(wrong, asked_schema())


def test_its_examples_are_true(client):
    """An example that the server would refuse teaches a mistake."""
    for name in ("/orientations", "/structures"):
        operation = schema()["paths"][f"{API}{name}"]["post"]
        examples = operation["requestBody"]["content"]["application/json"]["examples"]
        assert examples
        for example in examples.values():
            response = post(client, name, example["value"])
            assert response.status_code == 200, response.content


def test_the_page_that_shows_it_needs_no_inline_script_and_no_other_host(client):
    response = client.get(f"{API}/docs/")
    assert response.status_code == 200
    page = response.content.decode()
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    assert "<style" not in page
    assert " style=" not in page
    assert "https://" not in page
    assert "http://" not in page
    assert page.count("<script ") == page.count("<script src=") == page.count("</script>") == 2
