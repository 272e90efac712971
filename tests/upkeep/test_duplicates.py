"""The duplicate finder: which pairs, with which reasons, and what a person says of them."""

import io
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.urls import reverse

from foundations.geography import point
from structures.models import Centre, Service, Structure
from territories.models import Commune
from upkeep.duplicates import finder
from upkeep.duplicates.scoring import SHOWN_FROM, Facts, likeness
from upkeep.models import DuplicatePair, Merge

MELUN = Facts(
    name="Centre hospitalier de Melun",
    address="270 avenue Marc Jacquet",
    commune="77288",
    finess="",
    phones=frozenset(),
    audience="both",
    establishment=None,
    network="",
)


@pytest.mark.parametrize(
    ("other", "metres", "shown", "reason"),
    [
        ({"name": "CH Melun"}, 40.0, True, "même nom"),
        ({"name": "CH de Melun", "address": ""}, None, True, "même commune"),
        ({"name": "Centre hospitalier de Meaux", "commune": "77284", "address": ""}, 45_000.0,
         False, "45 km"),
        ({"name": "Centre hospitalier de Melun", "finess": "1"}, 0.0, True, "à 0 m"),
        ({"name": "Clinique Saint-Jean"}, 300.0, False, "même adresse"),
        ({"name": "Pôle santé du Santépôle", "phones": frozenset({"0181742000"})}, 0.0, True,
         "même téléphone"),
    ],
)  # fmt: skip
def test_what_makes_two_rows_one(other, metres, shown, reason):
    one = replace(MELUN, phones=frozenset({"0181742000"}))
    found = likeness(one, replace(MELUN, **other), metres)
    assert (found.score >= SHOWN_FROM) is shown, found
    assert any(reason in said for said in found.reasons), found
    assert likeness(replace(MELUN, **other), one, metres) == found


def test_child_and_adult_teams_of_one_network_are_two():
    team = replace(MELUN, network="mucoviscidose", establishment=1, audience="child")
    assert likeness(team, replace(team, audience="adult"), 0.0).score < SHOWN_FROM
    assert likeness(team, replace(team, audience="both"), 0.0).score >= SHOWN_FROM


def test_one_network_in_two_hospitals_is_two_centres():
    team = replace(MELUN, network="mucoviscidose", establishment=1)
    assert likeness(team, replace(team, establishment=2), 10.0).score < SHOWN_FROM


def test_numbers_in_names_and_finess_tell_apart():
    first = replace(MELUN, name="IME du Parc 1", address="", finess="770000001")
    second = replace(MELUN, name="IME du Parc 2", address="", finess="770000002")
    found = likeness(first, second, None)
    assert found.score < SHOWN_FROM
    assert {"FINESS différents", "les numéros dans les noms diffèrent"} <= set(found.reasons)


@pytest.fixture
def pair(db) -> tuple[Service, Service]:
    """One respite house of Melun as two sources could write it."""
    melun = Commune.objects.get(insee="77288")
    common = {"category": "respite", "commune": melun, "point_precision": "exact"}
    return (
        Service.objects.create(
            slug="maison-de-repit-de-melun", name="Maison de répit Saint-Aspais",
            point=point(lon=2.6600, lat=48.5400), **common,
        ),
        Service.objects.create(
            slug="maison-repit-melun", name="MAISON DE REPIT ST ASPAIS",
            point=point(lon=2.6603, lat=48.5401), **common,
        ),
    )  # fmt: skip


def keys(rows) -> tuple[int, int]:
    return tuple(sorted(row.pk for row in rows))


def pairs_found() -> dict[tuple[int, int], int]:
    return {(p.first_id, p.second_id): p.score for p in finder.to_settle()}


def test_two_writings_of_one_house_are_found_with_their_reasons(pair):
    finder.look_again()
    found = DuplicatePair.objects.get(first__in=[row.pk for row in pair])
    assert (found.first_id, found.second_id) == keys(pair)
    assert found.reasons[:2] == ["même nom", "même commune"]
    first = pairs_found()
    finder.look_again()
    assert pairs_found() == first


def test_a_neighbour_of_another_commune_is_found_by_the_spatial_index(pair):
    Structure.objects.filter(pk=pair[1].pk).update(commune="77305")
    finder.look_again()
    assert keys(pair) in pairs_found()


def test_another_kind_or_another_category_is_no_duplicate(pair):
    pair[1].category = "schooling"
    pair[1].save()
    finder.look_again()
    assert keys(pair) not in pairs_found()


def test_a_centre_entered_twice_in_one_hospital_is_found(db):
    centre = Centre.objects.exclude(establishment=None).exclude(audience="child").first()
    twice = Centre.objects.create(
        slug="encore", name="Consultation du docteur untel", network=centre.network,
        label="LABEL_UNKNOWN", establishment=centre.establishment, audience=centre.audience,
    )  # fmt: skip
    finder.look_again()
    assert keys((centre, twice)) in pairs_found()


def test_the_command_prints_without_keeping_then_keeps(pair):
    said = io.StringIO()
    call_command("duplicates", stdout=said)
    assert "maison-de-repit-de-melun = maison-repit-melun" in said.getvalue()
    assert not DuplicatePair.objects.exists()
    call_command("duplicates", keep=True, stdout=said)
    assert keys(pair) in pairs_found()


def test_what_a_person_set_aside_stays_aside(pair, gestion):
    finder.look_again()
    page = gestion.get(reverse("upkeep:duplicates")).content.decode()
    assert "Maison de répit Saint-Aspais" in page
    one = DuplicatePair.objects.get(first=keys(pair)[0])
    assert gestion.post(reverse("upkeep:dismiss"), {"pair": one.pk}).status_code == 302
    gestion.post(reverse("upkeep:look_again"))
    assert keys(pair) not in pairs_found()
    assert DuplicatePair.objects.get(pk=one.pk).dismissed_by is not None


def test_a_pair_is_merged_into_the_row_that_is_kept(pair, gestion):
    finder.look_again()
    one = DuplicatePair.objects.get(first=keys(pair)[0])
    for wrong in ("", "0", "abc"):
        data = {"pair": one.pk, "keep": wrong}
        assert gestion.post(reverse("upkeep:merge"), data).status_code == 404
    data = {"pair": one.pk, "keep": pair[1].pk}
    assert gestion.post(reverse("upkeep:merge"), data).status_code == 302
    assert (Merge.objects.get().kept_id, Merge.objects.get().merged_id) == (pair[1].pk, pair[0].pk)
    assert keys(pair) not in pairs_found()
    gestion.post(reverse("upkeep:look_again"))
    assert keys(pair) not in pairs_found()


def test_a_page_of_pairs_asks_few_queries(pair, gestion, django_assert_num_queries):
    finder.look_again()
    assert finder.to_settle().count() > 1
    gestion.get(reverse("upkeep:duplicates"))
    with django_assert_num_queries(8):
        gestion.get(reverse("upkeep:duplicates"))
