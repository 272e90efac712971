"""A list as a file: the same rows in the same order, each with where it comes from."""

import csv
import io
from urllib.parse import parse_qsl, urlsplit

import openpyxl
import pytest

from directory.lists.exports import COLUMNS, PROVENANCE
from resources.models import Association
from structures.models import Centre, Structure
from tests.directory.lists.listed import everything
from tests.directory.lists.reading import link, page, total

pytestmark = pytest.mark.django_db


def rows_of_csv(response) -> list[dict[str, str]]:
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def rows_of_xlsx(response) -> list[dict]:
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    head, *rows = book.active.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    "path",
    ["/annuaire/?", "/annuaire/centre/?department=94&audience=child", "/annuaire/association/?",
     "/annuaire/?q=hopital", "/annuaire/laboratory/?"],
)  # fmt: skip
def test_a_file_has_every_row_of_the_list(client, path):
    rows = rows_of_csv(client.get(f"{path}&format=csv"))
    assert len(rows) == total(page(client, path))
    assert tuple(rows[0]) == COLUMNS
    assert [row["slug"] for row in rows] == [
        row["slug"] for row in rows_of_xlsx(client.get(f"{path}&format=xlsx"))
    ]


def test_rows_tell_what_the_tables_tell(client):
    rows = {row["slug"]: row for row in rows_of_csv(client.get("/annuaire/?format=csv"))}
    assert set(rows) == {one.slug for one in everything()}
    centre = Centre.objects.get(slug="huntington-henri-mondor-creteil")
    row = rows[centre.slug]
    assert row["name"] == centre.name
    assert row["label"] == centre.label
    assert row["finess"] == centre.establishment.finess == "940100027"
    assert float(row["lon"]) == pytest.approx(centre.point.x, abs=1e-6)
    assert row["commune_name"] == "Créteil"
    assert row["page_url"] == f"/centres/{centre.slug}/"
    for name in PROVENANCE:
        value = getattr(centre, name)
        assert row[name] == ("" if value is None else str(value)), name
    association = Association.objects.published().exclude(phone="").first()
    row = rows[association.slug]
    assert (row["kind"], row["phone"]) == ("association", association.phone)
    assert row["source"] == association.source != ""


def test_every_row_tells_its_source(client):
    rows = rows_of_csv(client.get("/annuaire/?format=csv"))
    assert [row["slug"] for row in rows if not row["source"] or not row["evidence"]] == []


def test_numbers_stay_texts_in_a_spreadsheet(client):
    rows = rows_of_xlsx(client.get("/annuaire/establishment/?department=01&format=xlsx"))
    rows += rows_of_xlsx(client.get("/annuaire/establishment/?format=xlsx"))
    finess = [row["finess"] for row in rows if row["finess"]]
    assert any(number.startswith("0") for number in finess)
    assert {len(number) for number in finess} == {9}


def test_a_formula_is_a_text(client):
    Structure.objects.filter(slug="huntington-henri-mondor-creteil").update(name="=1+1")
    found = rows_of_csv(client.get("/annuaire/centre/?format=csv"))
    assert "'=1+1" in {row["name"] for row in found}
    book = openpyxl.load_workbook(io.BytesIO(client.get("/annuaire/centre/?format=xlsx").content))
    kinds = {cell.data_type for row in book.active.iter_rows() for cell in row}
    assert "f" not in kinds


def test_from_a_place_by_post(client):
    body = {"place": "77300 Fontainebleau", "format": "csv"}
    response = client.post("/annuaire/emergency/", body)
    rows = rows_of_csv(response)
    exact = [row for row in rows if row["precision"] == "exact"]  # others are rounded
    told = [float(row["distance_km"]) for row in exact if row["distance_km"]]
    assert len(rows) == total(page(client, "/annuaire/emergency/"))
    assert told == sorted(told)
    assert 0 < told[0] < 30
    assert response["Cache-Control"] == "no-store, private"
    assert response["Content-Disposition"] == 'attachment; filename="annuaire-emergency.csv"'


def test_a_file_that_is_known_is_not_sent_again(client):
    first = client.get("/annuaire/centre/?format=csv")
    again = client.get("/annuaire/centre/?format=csv", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_a_spreadsheet_too_long_says_so(client, monkeypatch):
    monkeypatch.setattr("directory.lists.exports.LONGEST_XLSX", 100)
    monkeypatch.setattr("directory.lists.views.LONGEST_XLSX", 100)
    refused = client.get("/annuaire/centre/?format=xlsx")
    assert refused.status_code == 400
    assert "trop longue pour un fichier XLSX" in refused.content.decode()
    html = page(client, "/annuaire/centre/")
    assert "format=xlsx" not in html
    assert "format=csv" in html


def test_a_file_costs_few_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        client.get("/annuaire/?department=77&format=csv")


def test_machines_have_the_same_list(client):
    html = page(client, "/annuaire/centre/?department=94&platform=member")
    address = link(html, "JSON")
    query = dict(parse_qsl(urlsplit(address).query))
    assert query == {"kind": "centre", "department": "94", "platform": "member"}
    assert client.get(address).json()["count"] == total(html) > 0
    geojson = client.get(link(html, "GeoJSON")).json()
    assert len(geojson["features"]) == total(html)
