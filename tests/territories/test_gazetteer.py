"""The shipped gazetteer: how many, how they hang together, what is known of odd places."""

import pytest
from django.db import connection
from django.db.models import Count, F

from foundations.text import normalise_place_name
from territories.models import (
    Cedex,
    Commune,
    Department,
    FormerCommune,
    PlaceName,
    PlatformZonePart,
    PostalArea,
    Region,
)
from territories.territory import Territory, department_of_commune, territory_of_department

pytestmark = pytest.mark.django_db

TOLERANCE_M = 101
"""Town halls are kept up to 100 m outside the simplified outline; 1 m for the rounding."""


def test_counts():
    assert Region.objects.count() == 18
    assert Department.objects.filter(kind="department").count() == 101
    assert Department.objects.filter(kind="collectivity").count() == 8
    assert Commune.objects.communes().count() == 34_969
    assert Commune.objects.filter(kind="arrondissement").count() == 45
    assert PostalArea.objects.values("postcode").distinct().count() == 6_310


def test_departments_have_a_region_and_collectivities_none():
    assert not Department.objects.filter(kind="department", region=None).exists()
    assert not Department.objects.filter(kind="collectivity").exclude(region=None).exists()
    assert Department.objects.get(code="94").region.name == "Île-de-France"
    assert Department.objects.get(code="2A").region.name == "Corse"


def test_each_commune_is_in_the_department_and_territory_that_its_code_says():
    for commune in Commune.objects.only("insee", "department_id", "territory").iterator():
        assert commune.department_id == department_of_commune(commune.insee)
        assert commune.territory == territory_of_department(commune.department_id)


def test_every_territory_has_communes():
    found = set(Commune.objects.values_list("territory", flat=True).distinct())
    assert found == set(Territory.values)


@pytest.mark.parametrize("code", ["20", "00", "96", "99", "9", "979", "", "2C", "1A"])
def test_what_is_not_a_department_has_no_territory(code):
    with pytest.raises(ValueError, match="not a department"):
        territory_of_department(code)


@pytest.mark.parametrize(
    ("city", "count", "first", "last"),
    [
        ("75056", 20, "75101", "75120"),
        ("69123", 9, "69381", "69389"),
        ("13055", 16, "13201", "13216"),
    ],
)
def test_arrondissements_have_their_city(city, count, first, last):
    codes = Commune.objects.filter(parent=city).order_by("insee").values_list("insee", flat=True)
    assert len(codes) == count
    assert (codes[0], codes[count - 1]) == (first, last)
    communes = Commune.objects.in_bulk([city, *codes])
    assert sum(communes[code].population for code in codes) == communes[city].population


def test_names_have_their_article_and_fold_as_typed_text_does():
    kremlin = Commune.objects.get(insee="94043")
    assert (kremlin.full_name, kremlin.name) == ("Le Kremlin-Bicêtre", "Kremlin-Bicêtre")
    for full_name, key in Commune.objects.values_list("full_name", "search_name"):
        assert key == normalise_place_name(full_name)
    for label, key in PlaceName.objects.filter(kind="former_commune").values_list("label", "key"):
        assert key == normalise_place_name(label)


def test_communes_without_a_position_are_the_known_ones():
    without = Commune.objects.filter(point=None)
    overseas = without.filter(department__kind="collectivity")
    assert overseas.count() == 94
    others = set(without.exclude(department__kind="collectivity").values_list("insee", flat=True))
    assert others == {"15031", "15035", "15047", "15171"}
    assert set(without.values_list("point_precision", flat=True)) == {"none"}


def test_every_point_lies_in_its_commune():
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT insee, point_precision, ST_Distance(area::geography, point)
                 FROM territories_commune
                WHERE area IS NOT NULL AND NOT ST_Covers(area, point::geometry)"""
        )
        outside = cursor.fetchall()
    assert {precision for _, precision, _ in outside} <= {"town_hall"}
    assert max(metres for *_, metres in outside) <= TOLERANCE_M
    assert len(outside) < 100


def test_a_town_hall_far_away_is_not_believed():
    """Sainte-Rose of Guadeloupe had the town hall of Sainte-Rose of La Réunion."""
    sainte_rose = Commune.objects.get(insee="97129")
    assert sainte_rose.point_precision == "surface_point"
    assert -62 < sainte_rose.point.x < -61


def test_swapped_coordinates_would_show():
    creteil = Commune.objects.get(insee="94028")
    assert creteil.point.x == pytest.approx(2.45, abs=0.05)
    assert creteil.point.y == pytest.approx(48.78, abs=0.05)


@pytest.mark.parametrize(
    "insee",
    ["85113", "29155", "29084", "29083", "56069", "56086", "56085", "56152", "22016", "29082",
     "17004", "97110", "97108", "97112", "97126", "97131", "97130"],
)  # fmt: skip
def test_islands_without_a_bridge_say_so(insee):
    assert Commune.objects.get(insee=insee).crossing


@pytest.mark.parametrize("insee", ["17161", "85011", "17093", "94028", "2A004", "97209"])
def test_the_mainland_and_islands_with_a_bridge_have_no_crossing(insee):
    """La Flotte (Ré), Barbâtre (Noirmoutier) and Le Château-d'Oléron have their bridge."""
    assert Commune.objects.get(insee=insee).crossing == ""


def test_density_is_inhabitants_by_square_kilometre():
    paris = Commune.objects.get(insee="75056")
    assert 19_000 < paris.density < 21_500
    guyane = Commune.objects.get(insee="97353")
    assert 0.3 < guyane.density < 2


def test_former_communes_lead_to_today():
    cran = FormerCommune.objects.get(code="74093")
    assert (cran.name, cran.kind, cran.commune_id) == ("Cran-Gevrier", "delegated", "74010")
    assert FormerCommune.objects.filter(kind="delegated").count() == 2_105
    assert FormerCommune.objects.filter(kind="associated").count() == 471


def test_every_cedex_is_no_plain_postcode():
    codes = Cedex.objects.values("code")
    assert not PostalArea.objects.filter(postcode__in=codes).exists()
    assert Cedex.objects.get(code="94010").commune_id == "94028"
    assert Cedex.objects.count() > 250


def test_zones_say_what_is_not_known():
    parts = {part.name: part for part in PlatformZonePart.objects.filter(zone="esmara")}
    certain = {name for name, part in parts.items() if part.evidence == "sourced"}
    assert certain == {"Val-de-Marne", "Seine-et-Marne"}
    essonne = parts["Nord-est de l'Essonne"]
    assert (essonne.scope, essonne.communes.count()) == ("part_of_department", 0)
    assert parts["CHU de Martinique"].scope == "establishment"


def test_no_name_is_twice_for_one_commune():
    twice = PlaceName.objects.values("commune", "key").annotate(n=Count("id")).filter(n__gt=1)
    assert not twice.exists()
    assert not Commune.objects.exclude(names__key=F("search_name")).exists()
