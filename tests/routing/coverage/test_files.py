"""A coverage as files: what their own readers find in them is the table, in every format."""

import csv
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from io import BytesIO, StringIO

import geopandas
import openpyxl
import pandas
import pyarrow.parquet
import pyogrio
import pytest
import shapely
import time_machine
from django.conf import settings
from django.utils import timezone, translation
from shapely.geometry import Point, shape

from diseases.models import Disease
from routing.coverage.answering import answer
from routing.coverage.files import CONTENT_TYPES, LAYERS, file_name, written
from routing.coverage.method import method
from routing.coverage.question import CoverageQuestion
from routing.coverage.table import WARNING, table
from routing.directory import current
from territories.models import Commune, Department

pytestmark = pytest.mark.django_db

TOXIBUL = CoverageQuestion("network", "toxibul")
PARIS = CoverageQuestion("network", "toxibul", departments=("75",))
MAP_FILES = ("geojson", "gpkg", "parquet")
EVERY_FORMAT = pytest.mark.parametrize("extension", CONTENT_TYPES)


def headings_and_rows(content, extension, level):
    """As somebody else's program reads the file."""
    if extension == "csv":
        headings, *rows = csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")
        return headings, rows
    if extension == "xlsx":
        headings, *rows = openpyxl.load_workbook(BytesIO(content)).worksheets[0].values
        return list(headings), rows
    if extension == "geojson":
        rows = [feature["properties"] for feature in json.loads(content)["features"]]
        return list(rows[0]) if rows else [], [list(row.values()) for row in rows]
    frame = frame_of(content, extension, level)
    frame = frame.drop(columns=frame.geometry.name)
    return list(frame.columns), frame.astype(object).to_numpy().tolist()


def frame_of(content, extension, level):
    if extension == "parquet":
        return geopandas.read_parquet(BytesIO(content))
    with tempfile.NamedTemporaryFile(suffix=".gpkg") as file:
        file.write(content)
        file.flush()
        return pyogrio.read_dataframe(file.name, layer=LAYERS[level])


def outlines_of(content, extension, level):
    if extension == "geojson":
        found = [feature["geometry"] for feature in json.loads(content)["features"]]
        return [geometry and shape(geometry) for geometry in found]
    return frame_of(content, extension, level).geometry.tolist()


def told(value, kind):
    """The value that a cell stands for. A workbook keeps 16 digits of a number, a float has 17."""
    if pandas.isna(value) or value == "":
        return None
    if kind == "text":
        return value
    return int(value) if kind == "count" else pytest.approx(float(value), rel=1e-14)


def told_rows(rows, columns):
    assert all(len(row) == len(columns) for row in rows)
    kinds = [column.kind for column in columns]
    return [[told(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in rows]


@EVERY_FORMAT
@pytest.mark.parametrize(
    ("question", "level"),
    [
        (TOXIBUL, "department"),
        (TOXIBUL, "region"),
        (PARIS, "commune"),
        (CoverageQuestion("network", "toxibul", "child", 45, (20,), ("972", "987")), "department"),
    ],
)
def test_every_format_has_the_rows_of_the_table(question, level, extension):
    coverage = answer(question)
    expected = table(coverage, level)
    headings, rows = headings_and_rows(written(coverage, level, extension), extension, level)

    by_machines = extension in MAP_FILES
    assert headings == [c.name if by_machines else c.heading for c in expected.columns]
    assert len(rows) == len(expected.figures) > 0
    assert told_rows(rows, expected.columns) == told_rows(list(expected.rows), expected.columns)


@EVERY_FORMAT
def test_without_a_known_site_nothing_is_told_and_nothing_is_zero(extension):
    orphas = Disease.objects.order_by("orpha").values_list("orpha", flat=True)
    unclaimed = next(orpha for orpha in orphas if not current().scope(orpha).answering)
    coverage = answer(CoverageQuestion("disease", str(unclaimed), departments=("94", "77")))
    assert not coverage.has_sites
    expected = table(coverage, "department")
    _headings, rows = headings_and_rows(
        written(coverage, "department", extension), extension, "department"
    )
    names = [column.name for column in expected.columns]
    for row in told_rows(rows, expected.columns):
        cells = dict(zip(names, row, strict=True))
        assert cells["people"] > 1_000_000
        assert cells["sites"] == 0
        measures = names[names.index("median_km") : names.index("known")]
        assert {cells[name] for name in measures} == {None}


def test_a_department_without_communes_gives_files_without_rows():
    Commune.objects.filter(department="989").delete()
    coverage = answer(CoverageQuestion("network", "toxibul", departments=("989",)))
    columns = table(coverage, "commune").columns
    for extension in CONTENT_TYPES:
        content = written(coverage, "commune", extension)
        headings, rows = headings_and_rows(content, extension, "commune")
        assert rows == []
        assert len(headings) == (0 if extension == "geojson" else len(columns))


def test_a_name_that_looks_like_a_formula_is_not_run():
    formula = '=HYPERLINK("x")'
    Commune.objects.filter(insee="75101").update(full_name=formula)
    coverage = answer(PARIS)

    _headings, rows = headings_and_rows(written(coverage, "commune", "csv"), "csv", "commune")
    assert rows[0][1] == f"'{formula}"
    book = openpyxl.load_workbook(BytesIO(written(coverage, "commune", "xlsx")))
    cell = book.worksheets[0]["B2"]
    assert (cell.data_type, cell.value) == ("s", formula)


def test_a_workbook_shows_numbers_as_people_read_them_and_explains_itself():
    coverage = answer(TOXIBUL)
    book = openpyxl.load_workbook(BytesIO(written(coverage, "department", "xlsx")))
    figures, explained = book.worksheets
    formats = {
        column.name: figures.cell(2, place).number_format
        for place, column in enumerate(table(coverage, "department").columns, start=1)
    }
    assert formats["share_60_low"] == "0.0 %"
    assert formats["median_minutes"] == "0"
    assert formats["median_km"] == "0.0"
    assert formats["enhanced"] == "0.000"
    assert formats["code"] == "General"
    assert figures["A2"].value == "01"

    assert book.sheetnames == ["Départements", "Méthode"]
    lines = list(explained.iter_rows(min_row=2, values_only=True))
    assert lines == [(line.heading, line.text) for line in method(coverage)]
    assert {heading for heading, _text in lines} == {
        "Question", "Formule", "Source", "Limite", "Version",
    }  # fmt: skip


def test_the_method_is_that_of_the_question():
    coverage = answer(CoverageQuestion("label", "CCMR", "child", 45, departments=("77", "94")))
    lines = [line.text for line in method(coverage)]
    said = " ".join(lines)

    assert "Public : enfants." in lines
    assert "Départements : 77, 94." in lines
    assert f"Centres connus : {coverage.subject.known} ; centres annoncés : nombre inconnu" in said
    assert "45 min ou moins" in said
    assert "W = 1 jusqu'à 30 min, 0,68 jusqu'à 60 min, 0,22 jusqu'à 90 min" in said
    assert "Ce n'est pas un manque." in said
    assert f"version {coverage.versions}" in said
    sources = {held.centre.slug for held in coverage.subject.centres}
    counted = [
        int(line.split("(")[1].split(")")[0]) for line in lines if line.startswith("Centres (")
    ]
    assert sum(counted) == len(sources)


def test_geojson_tells_what_its_reader_must_know():
    coverage = answer(PARIS)
    found = json.loads(written(coverage, "commune", "geojson"))
    assert found["type"] == "FeatureCollection"
    assert found["question"] == {
        "kind": "network",
        "code": "toxibul",
        "name": coverage.subject.name,
        "audience": None,
        "minutes": 60,
        "thresholds": [30, 60, 90],
        "departments": ["75"],
    }
    assert found["data_version"] == str(coverage.versions)
    assert found["generated_on"] == timezone.localdate().isoformat()
    assert "Licence Ouverte 2.0" in found["licence"]
    assert found["warning"] == WARNING
    assert found["method"] == [
        {"heading": line.heading, "text": line.text} for line in method(coverage)
    ]
    assert [feature["id"] for feature in found["features"]] == [
        f"751{number:02d}" for number in range(1, 21)
    ]


@pytest.mark.parametrize("extension", MAP_FILES)
def test_outlines_lie_where_the_rows_do(extension):
    coverage = answer(TOXIBUL)
    content = written(coverage, "department", extension)
    codes = [row.zone.code for row in coverage.departments]
    outlines = dict(zip(codes, outlines_of(content, extension, "department"), strict=True))

    creteil, martinique = Point(2.4628, 48.7771), Point(-61.0, 14.65)
    assert [code for code, area in outlines.items() if area and area.contains(creteil)] == ["94"]
    assert [code for code, area in outlines.items() if area and area.contains(martinique)] == [
        "972"
    ]
    assert outlines["987"] is None, "no outline of French Polynesia is known: none is drawn"
    drawn = [area for area in outlines.values() if area]
    assert len(drawn) == 101
    assert {area.geom_type for area in drawn} == {"MultiPolygon"}
    assert all(part.exterior.is_ccw for area in drawn for part in area.geoms)


@pytest.mark.parametrize("extension", MAP_FILES)
def test_a_region_is_drawn_as_far_as_its_figures_go(extension):
    whole, cut = (
        outlines_of(written(answer(question), "region", extension), extension, "region")
        for question in (
            CoverageQuestion("network", "toxibul"),
            CoverageQuestion("network", "toxibul", departments=("77", "94")),
        )
    )
    [idf] = cut
    of_department = {
        row.code: shapely.from_wkb(bytes(row.area_overview.wkb))
        for row in Department.objects.filter(region="11")
    }
    assert idf.equals(of_department["77"].union(of_department["94"]))
    assert any(area and area.equals(shapely.union_all([*of_department.values()])) for area in whole)


def test_a_geopackage_opens_in_other_programs(tmp_path):
    coverage = answer(TOXIBUL)
    file = tmp_path / file_name(coverage, "department", "gpkg")
    file.write_bytes(written(coverage, "department", "gpkg"))

    opened = subprocess.run(
        ["ogrinfo", "-ro", "-so", "-al", file], capture_output=True, text=True, check=True
    )
    assert "ERROR" not in opened.stdout + opened.stderr
    assert "Warning" not in opened.stderr
    layers = {block.splitlines()[0]: block for block in opened.stdout.split("Layer name: ")[1:]}
    assert set(layers) == {"departements", "methode"}
    figures = layers["departements"]
    assert "Geometry: Multi Polygon" in figures
    assert f"Feature Count: {len(coverage.departments)}" in figures
    assert 'ID["EPSG",4326]' in figures
    assert "people: Integer64" in figures
    assert "share_60: Real" in figures
    assert "Geometry: None" in layers["methode"]
    assert f"Feature Count: {len(method(coverage))}" in layers["methode"]

    with sqlite3.connect(file) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (10300,)  # GeoPackage 1.3
    database.close()


def test_geoparquet_says_its_types_its_reference_and_its_method():
    coverage = answer(TOXIBUL)
    content = written(coverage, "department", "parquet")
    schema = pyarrow.parquet.read_schema(BytesIO(content))
    geo = json.loads(schema.metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["columns"]["geometry"]["crs"]["id"] == {"authority": "OGC", "code": "CRS84"}
    for column in table(coverage, "department").columns:
        said = str(schema.field(column.name).type)
        expected = {"text": "string", "count": "int64"}.get(column.kind, "double")
        assert said.removeprefix("large_") == expected, column.name
    lines = geopandas.read_parquet(BytesIO(content)).attrs["methode"]
    assert lines == [{"heading": line.heading, "text": line.text} for line in method(coverage)]


def test_nothing_stays_behind_where_files_are_written(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert written(answer(PARIS), "commune", "gpkg")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("extension", "queries"), [("csv", 0), ("xlsx", 1), ("geojson", 2), ("gpkg", 2), ("parquet", 2)]
)
@pytest.mark.parametrize("level", LAYERS)
def test_a_file_asks_for_its_outlines_and_its_sources_once(
    level, extension, queries, django_assert_num_queries
):
    coverage = answer(PARIS)
    with django_assert_num_queries(queries):
        written(coverage, level, extension)


def test_a_file_is_named_after_what_it_holds():
    of_country, of_paris = answer(TOXIBUL), answer(PARIS)
    with time_machine.travel("2026-11-27 12:00", tick=False):
        assert (
            file_name(of_country, "department", "gpkg")
            == "couverture-departements-toxibul-2026-11-27.gpkg"
        )
        assert (
            file_name(of_paris, "commune", "csv") == "couverture-communes-toxibul-75-2026-11-27.csv"
        )


def test_another_format_and_another_level_are_refused():
    with pytest.raises(KeyError):
        written(answer(PARIS), "commune", "shp")
    with pytest.raises(KeyError):
        written(answer(PARIS), "canton", "csv")


def test_people_read_a_file_in_their_language():
    with translation.override("en"):
        book = openpyxl.load_workbook(BytesIO(written(answer(PARIS), "commune", "xlsx")))
    assert book.sheetnames == ["Communes", "Method"]
    assert {row[0] for row in book["Method"].iter_rows(min_row=2, values_only=True)} == {
        "Question", "Formula", "Source", "Limit", "Version",
    }  # fmt: skip


def test_a_process_that_only_serves_pages_does_not_import_pandas():
    served = (
        "import django, sys; django.setup(); import routing.coverage.files;"
        "print({'pandas', 'geopandas', 'pyogrio'} & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", served],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "geo_directory.settings.test"},
        capture_output=True,
        text=True,
    )
    assert (ran.stdout.strip(), ran.stderr) == ("set()", "")
