"""The proximity engine on real rows: rule R1, exact distances, no radius, few queries."""

import pytest
from geopy.distance import geodesic
from pyproj import Geod

from diseases.models import Disease
from routing import directory
from routing.proximity import candidates
from structures.models import Centre
from territories.locating import place_of_commune

pytestmark = pytest.mark.django_db

WGS84 = Geod(ellps="WGS84")


def answering(orpha: int) -> dict:
    """Networks that answer for a disease, each with its match."""
    return directory.current().scope(orpha).answering


def found_from(insee: str, orpha: int) -> list:
    return candidates(directory.current(), place_of_commune(insee), answering(orpha))


@pytest.mark.parametrize(
    ("orpha", "network"),
    [(399, "huntington"), (636, "cerenef"), (139402, "toxibul"), (3002, "cerecai")],
)
def test_a_network_answers_for_the_disease_it_cites(orpha, network):
    assert answering(orpha)[network].level == "exact"


def test_a_network_answers_through_a_group_it_cites_and_the_group_is_named():
    for disease in Disease.objects.filter(searchable=True):
        for found in answering(disease.orpha).values():
            if found.level == "ancestor":
                assert found.orpha != disease.orpha
                assert found.name
                return
    pytest.fail("no disease of the shipped data is answered through an ancestor")


@pytest.mark.parametrize(
    ("orpha", "disease", "never"),
    [
        (457, "ichtyose harlequin", "cerenef"),
        (204, "Creutzfeldt-Jakob", "huntington"),
        (282, "démence frontotemporale", "huntington"),
        (71211, "neuromyélite optique", "huntington"),
        (352, "galactosémie", "wilson"),
        (511, "leucinose", "defi-di"),
        (870, "trisomie 21", "crnk"),
        (98896, "Duchenne", "defi-di"),
        (579, "mucopolysaccharidose de type 1", "craniost"),
    ],
)
def test_must_stay_true(orpha, disease, never):
    scope = directory.current().scope(orpha)
    assert scope is None or never not in scope.answering, disease


def test_distances_are_those_of_two_other_geodesics_and_in_the_order_shown():
    place = place_of_commune("77186")
    found = found_from("77186", 586)
    exact = [c for c in found if c.site.precision == "exact" and c.distance_km is not None]
    assert len(exact) >= 10
    for candidate in exact:
        site = candidate.site
        shown = candidate.distance_km * 1000
        _, _, geod = WGS84.inv(place.lon, place.lat, site.lon, site.lat)
        assert shown == pytest.approx(geod, abs=1)
        assert shown == pytest.approx(
            geodesic((place.lat, place.lon), (site.lat, site.lon)).m, abs=1
        )
    distances = [c.distance_km for c in found if c.distance_km is not None]
    assert distances == sorted(distances)
    assert max(distances) > 300, "no radius: far centres are candidates too"


def test_candidates_are_exactly_the_published_centres_of_the_networks():
    found = found_from("94028", 636)
    expected = Centre.objects.published().filter(network__in=list(answering(636)))
    assert sorted(c.centre.slug for c in found) == sorted(c.slug for c in expected)


def test_a_probable_site_is_rounded_to_the_kilometre():
    for orpha in (586, 98878, 558):
        for candidate in found_from("94028", orpha):
            if candidate.site.precision == "probable" and candidate.distance_km is not None:
                assert candidate.distance_km == int(candidate.distance_km)
                return
    pytest.fail("no probable site among the candidates")


def test_one_query_measures_every_candidate(django_assert_num_queries):
    held, place, matches = directory.current(), place_of_commune("94028"), answering(586)
    with django_assert_num_queries(1):
        assert len(candidates(held, place, matches)) > 10


def test_an_edit_shows_at_the_next_question():
    (before,) = (c for c in found_from("94028", 399) if c.centre.label == "CRMR_COORD")
    centre = Centre.objects.get(slug=before.centre.slug)
    centre.name = "Un nom corrigé"
    centre.save()
    assert "Un nom corrigé" in {c.centre.name for c in found_from("94028", 399)}


def test_nothing_is_read_again_while_nothing_changes(django_assert_num_queries):
    held = directory.current()
    with django_assert_num_queries(1):
        assert directory.current() is held


def test_an_establishment_takes_its_centres_along():
    centre = Centre.objects.filter(stands_apart=False, establishment__isnull=False).first()
    centre.establishment.address = "1 rue Neuve"
    centre.establishment.save()
    centre.refresh_from_db()
    assert centre.address == "1 rue Neuve"


@pytest.mark.parametrize("commune", ["97701", "97801"])
def test_the_islands_of_the_north_belong_to_the_basin_of_the_antilles(commune):
    found = found_from(commune, 232)
    remoteness = {c.site.territory: c.remoteness for c in found}
    assert remoteness["guadeloupe"] == 1
    assert remoteness["metropole"] == 2
