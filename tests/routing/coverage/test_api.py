"""/api/v1/coverage/: the figures of the engine as JSON, strict about what is asked."""

import pytest

from routing.coverage.answering import answer
from routing.coverage.question import CoverageQuestion
from territories.models import Commune

pytestmark = pytest.mark.django_db

DEPARTMENTS, COMMUNES = "/api/v1/coverage/departments", "/api/v1/coverage/communes"


def ask(client, path, status=200, **parameters):
    response = client.get(path, parameters)
    assert response.status_code == status, response.content[:300]
    return response.json()


def test_departments_are_told_with_what_is_known_of_the_list(client):
    said = ask(client, DEPARTMENTS, network="toxibul", departments="77,94", minutes=45)
    coverage = answer(CoverageQuestion("network", "toxibul", minutes=45, departments=("77", "94")))

    assert (said["known"], said["announced"], said["completeness"]) == (11, 11, "complete")
    assert [row["zone"]["code"] for row in said["results"]] == ["77", "94"]
    assert [share["minutes"] for share in said["results"][0]["shares"]] == [30, 45, 60, 90]
    for row, figures in zip(said["results"], coverage.departments, strict=True):
        assert row["people"] == figures.people
        assert row["median"] == figures.median
        assert row["beyond"] == figures.beyond
    assert said["data_version"] == str(coverage.versions)
    assert "car_minutes" in {notice["code"] for notice in said["notices"]}


def test_a_region_is_its_departments(client):
    by_region = ask(client, DEPARTMENTS, network="toxibul", region="11")
    by_codes = ask(client, DEPARTMENTS, network="toxibul", departments="75,77,78,91,92,93,94,95")

    assert by_region == by_codes


def test_a_partial_list_and_an_unknown_one_are_said(client):
    partial = ask(client, DEPARTMENTS, disease=232, departments="94")

    assert partial["completeness"] == "partial"
    assert "partial_list" in {notice["code"] for notice in partial["notices"]}


def test_each_commune_has_its_nearest_sites_and_a_range_of_minutes(client):
    said = ask(client, COMMUNES, network="toxibul", department="77")

    assert len(said["results"]) == Commune.objects.filter(department="77").count()
    [melun] = [row for row in said["results"] if row["zone"]["code"] == "77288"]
    assert melun["minutes_low"] <= melun["median"] <= melun["minutes_high"]
    assert melun["nearest"]["finess"] in {site["finess"] for site in said["sites"]}
    assert melun["nearest"] != melun["second"]
    assert melun["sites"] == 0


def test_paris_is_told_by_its_arrondissements(client):
    said = ask(client, COMMUNES, network="toxibul", department="75")

    assert len(said["results"]) == 20


@pytest.mark.parametrize(
    ("path", "parameters", "field"),
    [
        (DEPARTMENTS, {}, "disease"),
        (DEPARTMENTS, {"network": "toxibul", "label": "CCMR"}, "disease"),
        (DEPARTMENTS, {"network": "toxibul", "minutes": "0"}, "minutes"),
        (DEPARTMENTS, {"network": "toxibul", "minutes": "-1"}, "minutes"),
        (DEPARTMENTS, {"network": "toxibul", "minutes": "10000"}, "minutes"),
        (DEPARTMENTS, {"network": "toxibul", "minutes": "1e2"}, "minutes"),
        (DEPARTMENTS, {"network": "toxibul", "thresholds": "30,,60"}, "thresholds"),
        (DEPARTMENTS, {"network": "toxibul", "thresholds": "1,2,3,4,5,6,7"}, "thresholds"),
        (DEPARTMENTS, {"network": "toxibul", "departments": "77,00"}, "departments"),
        (DEPARTMENTS, {"network": "toxibul", "region": "99"}, "region"),
        (DEPARTMENTS, {"network": "toxibul", "audience": "old"}, "audience"),
        (DEPARTMENTS, {"network": "toxibul", "format": "doc"}, "format"),
        (DEPARTMENTS, {"disease": "abc"}, "disease"),
        (DEPARTMENTS, {"disease": "0"}, "disease"),
        (DEPARTMENTS, {"network": "toxibul", "commune": "77288"}, "commune"),
        (DEPARTMENTS, {"network": "toxi\x00bul"}, "network"),
        (COMMUNES, {"network": "toxibul"}, "department"),
        (COMMUNES, {"network": "toxibul", "department": "ZZ"}, "department"),
        (COMMUNES, {"network": "toxibul", "department": "77", "departments": "94"}, "departments"),
    ],
)
def test_what_is_wrong_is_named(client, path, parameters, field):
    said = ask(client, path, 400, **parameters)

    assert said["status"] == 400
    assert field in said["errors"], said


@pytest.mark.parametrize(
    "parameters",
    [{"network": "nope"}, {"filiere": "nope"}, {"disease": 9999998}],
)
def test_what_does_not_exist_is_not_found(client, parameters):
    said = ask(client, DEPARTMENTS, 404, **parameters)

    assert said["code"] == "not_found"


def test_a_reader_that_has_it_gets_304(client):
    first = client.get(DEPARTMENTS, {"network": "toxibul"})
    again = client.get(
        DEPARTMENTS, {"network": "toxibul"}, headers={"If-None-Match": first["ETag"]}
    )

    assert again.status_code == 304
    assert not first["ETag"].startswith("W/")


@pytest.mark.parametrize(
    ("extension", "content_type"),
    [
        ("csv", "text/csv"),
        ("gpkg", "application/geopackage+sqlite3"),
        ("geojson", "application/geo+json"),
    ],
)
def test_a_file_has_its_type_and_its_name(client, extension, content_type):
    response = client.get(
        COMMUNES, {"network": "toxibul", "department": "972", "format": extension}
    )

    assert response.status_code == 200
    assert response["Content-Type"].startswith(content_type)
    assert f'.{extension}"' in response["Content-Disposition"]


def test_each_language_has_its_headings(client):
    path = "/observatoire/couverture/tableau.csv?network=toxibul&departments=77"
    french, english, again = (client.get(f"{way}{path}") for way in ("", "/en", ""))

    assert "médiane" in french.content.decode()
    assert "médiane" not in english.content.decode()
    assert again.content == french.content


def test_what_a_reader_must_know_is_noticed(client):
    child = ask(client, DEPARTMENTS, label="CCMR", audience="child")
    codes = {notice["code"] for notice in child["notices"]}

    assert {"car_minutes", "partial_list", "unconfirmed_audience"} <= codes
    whole = ask(client, DEPARTMENTS, network="toxibul")
    assert "no_site_in_territory" in {notice["code"] for notice in whole["notices"]}
    [mayotte] = [row for row in whole["results"] if row["zone"]["code"] == "976"]
    assert mayotte["shares"][0]["central"] is None


@pytest.mark.parametrize("name", ["department", "network", "filiere", "label", "audience"])
def test_a_byte_that_no_table_takes_is_named(client, name):
    path = COMMUNES if name == "department" else DEPARTMENTS
    asked = {"network": "toxibul", "department": "77"} if path == COMMUNES else {}

    assert client.get(path, asked | {name: "9\x004"}).status_code in (400, 404)
