"""Points that a map doubts: the two known of the hospitals' file of 2020, and each doubt."""

import pytest
from django.urls import reverse

from foundations.geography import point
from foundations.models import Correction
from structures.models import Establishment, Service, Structure
from territories.doubtful_points import with_doubts
from territories.locating import place_at
from territories.models import Commune
from upkeep.doubts import doubtful_points
from upkeep.models import ConfirmedPoint

pytestmark = pytest.mark.django_db

GISCO_2020 = {
    "680004546": (-2.95552, 48.07423),
    "750100018": (2.45194411277771, 46.62184143066406),
}
"""Émile-Muller (Mulhouse) and Hôtel-Dieu (Paris): degrees as gisco_healthcare_FR_2020.csv has them,
longitude first. Our files leave both out; the file of FINESS is loaded by people."""

CRETEIL = (2.4551, 48.7771)


def moved(finess: str, lon: float, lat: float) -> Establishment:
    found = Establishment.objects.get(finess=finess)
    found.point = point(lon=lon, lat=lat, anywhere=True)
    found.point_precision = Structure.Precision.EXACT
    found.save()
    return found


def doubt_of(structure: Structure) -> tuple[str | None, float | None]:
    return (
        with_doubts(Structure.objects.filter(pk=structure.pk))
        .values_list("doubt", "metres_outside")
        .get()
    )


@pytest.mark.parametrize(
    ("finess", "km"), [("680004546", 760), ("750100018", 245)], ids=["Mulhouse", "Paris"]
)
def test_the_two_hospitals_that_were_hundreds_of_km_off(gestion, finess, km):
    hospital = moved(finess, *GISCO_2020[finess])
    doubt, metres = doubt_of(hospital)
    assert doubt == "outside_commune"
    assert abs(metres / 1000 - km) < 15
    first = doubtful_points().first()
    assert first.pk == hospital.pk
    page = gestion.get(reverse("upkeep:doubtful_points")).content.decode()
    assert hospital.name in page
    assert "hors de la commune" in page


@pytest.mark.parametrize(
    ("lon", "lat", "doubt"),
    [
        (*CRETEIL, None),
        (48.7771, 2.4551, "swapped"),
        (-0.1276, 51.6, "outside_france"),
        (-4.0, 47.0, "at_sea"),
        (2.27, 48.86, "outside_commune"),
        (2.5, 48.8, "rounded"),
        (2.45, 48.79, None),
        (0.0, 0.0, "outside_france"),
    ],
)
def test_each_doubt(lon, lat, doubt):
    hospital = moved("940100027", lon, lat)
    if doubt == "rounded":
        around = place_at(lon, lat).insee  # the commune is right, the decimals are not
        Structure.objects.filter(pk=hospital.pk).update(commune=around)
    assert doubt_of(hospital)[0] == doubt


def test_a_commune_without_outline_is_measured_from_its_point():
    Commune.objects.filter(insee="77288").update(area=None)
    bare = Commune.objects.get(insee="77288")
    service = Service.objects.create(
        slug="x", name="x", category="respite", commune=bare, point=bare.point,
        point_precision="exact",
    )  # fmt: skip
    assert doubt_of(service) == (None, 0.0)
    Structure.objects.filter(pk=service.pk).update(point=point(lon=2.4551, lat=48.7771))
    doubt, metres = doubt_of(service)
    assert doubt == "outside_commune"
    assert metres > 30_000


def test_without_a_commune_only_the_position_itself_is_judged():
    service = Service.objects.create(
        slug="x", name="x", category="respite", point=point(lon=2.4551, lat=48.7771),
        point_precision="exact",
    )  # fmt: skip
    assert doubt_of(service) == (None, None)


def test_what_an_establishment_houses_is_not_told_twice():
    hospital = moved("940100027", *GISCO_2020["680004546"])
    assert hospital.centres.count() > 3
    assert [row.pk for row in doubtful_points() if row.metres_outside > 100_000] == [hospital.pk]


def test_the_point_of_the_commune_is_taken_as_a_correction(gestion):
    hospital = moved("940100027", *GISCO_2020["680004546"])
    one = {"structure": hospital.pk}
    assert gestion.post(reverse("upkeep:at_commune"), one).status_code == 302
    hospital.refresh_from_db()
    assert hospital.point == hospital.commune.point
    assert hospital.point_precision == "probable"
    assert hospital.centres.first().point == hospital.point
    assert Correction.objects.filter(key=str(hospital.pk), field="point").exists()
    assert hospital.pk not in {row.pk for row in doubtful_points()}


def test_a_confirmed_point_is_doubted_again_when_it_moves(gestion):
    hospital = moved("940100027", 2.27, 48.86)
    assert (
        gestion.post(reverse("upkeep:confirm_point"), {"structure": hospital.pk}).status_code == 302
    )
    assert ConfirmedPoint.objects.get().confirmed_by is not None
    assert hospital.pk not in {row.pk for row in doubtful_points()}
    moved("940100027", 2.26, 48.86)
    assert hospital.pk in {row.pk for row in doubtful_points()}


@pytest.mark.parametrize("name", ["at_commune", "confirm_point", "choose", "ask"])
@pytest.mark.parametrize("key", ["", "abc", "999999999", "-1"])
def test_a_structure_that_does_not_exist_is_not_found(gestion, name, key):
    assert gestion.post(reverse(f"upkeep:{name}"), {"structure": key}).status_code == 404


def test_pages_of_points_ask_few_queries(gestion, django_assert_num_queries):
    gestion.get(reverse("upkeep:to_place"))
    with django_assert_num_queries(8):
        gestion.get(reverse("upkeep:to_place") + "?department=94")
    with django_assert_num_queries(5):
        gestion.get(reverse("upkeep:doubtful_points"))
