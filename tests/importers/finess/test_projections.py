"""Metres of six projections become degrees: of known places, and back of any place of France."""

import csv
import gzip

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod, Transformer

from importers.finess.projections import Projected, degrees, epsg_of
from tests.importers.finess import register
from tests.importers.hospitals.conftest import GISCO, real

EARTH = Geod(ellps="WGS84")


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    return EARTH.inv(*one, *other)[2]


@pytest.mark.parametrize(
    ("epsg", "x", "y", "lon", "lat"),
    [
        (2154, 700_000, 6_600_000, 3.0, 46.5),  # the origin of Lambert-93
        (2154, 882_408.3, 6_543_019.6, 5.355651, 45.962402),
        (5490, 500_000, 2_000_000, -63.0, None),  # on the meridian of a zone
        (4471, 500_000, 8_600_000, 45.0, None),
    ],
)
def test_known_places(epsg, x, y, lon, lat):
    found = degrees([Projected("one", x, y, epsg)])["one"]

    assert found[0] == pytest.approx(lon, abs=2e-6)
    assert lat is None or found[1] == pytest.approx(lat, abs=2e-6)


def test_a_hospital_of_the_register_where_gisco_has_it():
    """CH de Fleyriat: metres of the register of 2021, degrees of Eurostat's file of 2020, which
    was placed by another geocoder."""
    with gzip.open(real(GISCO), "rt", encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["id"] == "10000024")

    found = degrees([Projected("010000024", 870215.7, 6571590.5, 2154)])

    assert metres(found["010000024"], (float(row["lon"]), float(row["lat"]))) < 100


@pytest.mark.parametrize(
    ("department", "words", "epsg"),
    [
        ("01", "1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,LAMBERT_93", 2154),
        ("75", "2,ATLASANTE,53,BAN,EPSG:2154 RGF93 / Lambert-93 (Métropole)", 2154),
        ("2A", "", 2154),
        ("971", "1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,UTM_N20", 5490),
        ("972", "1,ATLASANTE,96,BAN,EPSG:5490 RGAF09 / UTM zone 20N", 5490),
        ("972", "1,ATLASANTE,96,BAN,EPSG:4559", 5490),
        ("977", "", 5490),
        ("978", "", 5490),
        ("973", "1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,UTM_N22", 2972),
        ("974", "1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,UTM_S40", 2975),
        ("976", "1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,UTM_S38", 4471),
        ("975", "1,ATLASANTE,96,BAN,WGS84/UTM zone 21N", 4467),
        ("975", "", 4467),
    ],
)
def test_the_projection_of_a_row(department, words, epsg):
    assert epsg_of(words, department) == epsg


def test_a_projection_of_elsewhere_is_refused():
    with pytest.raises(ValueError, match="EPSG:2154 au lieu de EPSG:5490"):
        epsg_of("1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,LAMBERT_93", "972")


def test_every_projection_at_once():
    sites = [one for one in register.made(400) if one.town.department in register.PROJECTIONS]
    place = register.Town("97502", "975", "Saint-Pierre", -56.1773, 46.7811)
    sites.append(register.Made("975000001", "355", "", "", place, place.lon, place.lat))
    assert {one.town.department for one in sites} == set(register.PROJECTIONS)

    found = degrees(_projected(sites))

    for one in sites:
        assert metres(found[one.finess], (one.lon, one.lat)) < 0.5, one


@given(st.sampled_from(register.towns()[::37]))
def test_any_commune_comes_back(town):
    site = register.Made("750000001", "355", "", "", town, town.lon, town.lat)

    found = degrees(_projected([site]))

    assert metres(found["750000001"], (town.lon, town.lat)) < 0.5


def test_what_falls_outside_france_is_left_out():
    assert degrees([Projected("a", 0.0, 0.0, 2154), Projected("b", float("nan"), 1.0, 2154)]) == {}


def _projected(sites):
    positions = []
    for site in sites:
        epsg, _word = register.PROJECTIONS.get(site.town.department, register.MAINLAND)
        transformer = Transformer.from_crs(4326, epsg, always_xy=True)
        x, y = transformer.transform(np.array([site.lon]), np.array([site.lat]))
        positions.append(Projected(site.finess, float(x[0]), float(y[0]), epsg))
    return positions
