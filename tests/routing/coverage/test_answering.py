"""One question, one Coverage: figures that add up, that agree with the finder, and unknowns."""

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diseases.models import Disease
from foundations.problems import Problem
from routing.answer import Match
from routing.coverage import origins
from routing.coverage.answering import answer
from routing.coverage.question import CoverageQuestion
from routing.coverage.reach import pairs_within
from routing.directory import current
from routing.proximity import candidates
from structures.models import Centre
from territories.locating import place_of_commune
from territories.models import Commune

pytestmark = pytest.mark.django_db

TOXIBUL = CoverageQuestion("network", "toxibul")


@pytest.fixture
def toxibul():
    return answer(TOXIBUL)


def test_every_inhabitant_is_counted_once(toxibul):
    everybody = sum(
        Commune.objects.communes().exclude(population=None).values_list("population", flat=True)
    )

    assert toxibul.whole.people == everybody
    assert sum(row.people for row in toxibul.departments) == everybody
    assert sum(row.people for row in toxibul.communes) == everybody


def test_a_city_of_arrondissements_is_not_one_town_hall():
    here = origins.current()

    assert {"75101", "69381", "13201"} <= set(here.insee)
    assert not {"75056", "69123", "13055"} & set(here.insee)
    assert len(here) == Commune.objects.count() - 3


def test_shares_rise_with_the_threshold_and_lie_within_their_bounds(toxibul):
    for row in (toxibul.whole, *toxibul.departments, *toxibul.regions):
        central = [share.central for share in row.shares if share.central is not None]
        assert central == sorted(central)
        for share in row.shares:
            if share.central is not None:
                assert share.low <= share.central <= share.high


def test_departments_outside_the_question_change_nothing_in_those_inside(toxibul):
    two = answer(CoverageQuestion("network", "toxibul", departments=("77", "94")))

    assert [row.zone.code for row in two.departments] == ["77", "94"]
    for row in two.departments:
        [alone] = [other for other in toxibul.departments if other.zone == row.zone]
        assert (row.people, row.sites, row.median, row.p90) == (
            alone.people,
            alone.sites,
            alone.median,
            alone.p90,
        )
        assert row.mean == pytest.approx(alone.mean)
        assert row.gini == pytest.approx(alone.gini)
    assert two.whole.people == sum(row.people for row in two.departments)
    assert two.whole.sites == sum(row.sites for row in two.departments) < toxibul.whole.sites
    assert [row.zone.code for row in two.regions] == ["11"]


@pytest.mark.parametrize("insee", ["77288", "94028", "97209", "2A004", "85113", "26198"])
def test_it_tells_what_the_finder_tells(insee, toxibul):
    """The same nearest centre, kilometres and minutes as an answer for somebody who lives there."""
    directory = current()
    place = place_of_commune(insee)
    found = candidates(directory, place, {"toxibul": Match("exact", None, "")})
    nearest = next((one for one in found if one.distance_km is not None), None)
    index = toxibul.origins.insee.index(insee)
    site = toxibul.nearest_site(index)
    reach = toxibul.measured.reach
    if nearest is None:
        assert site is None
        return
    assert site is not None
    assert site.name == nearest.site.name
    assert reach.km[index, 0] == nearest.distance_km
    if nearest.travel is None:
        assert np.isnan(reach.minutes.central[index])
    else:
        told = nearest.travel.minutes_low, nearest.travel.minutes_high
        assert (reach.minutes.low[index], reach.minutes.high[index]) == told


def test_what_is_supplied_is_what_is_received():
    """Σ P A = Σ S, with every site of the network in reach of somebody."""
    found = answer(CoverageQuestion("network", "toxibul"))
    people, shared = found.origins.people, found.measured.accessibility
    pairs = pairs_within(found.origins, found.supply, 90)

    reached = np.unique(pairs.supply[people[pairs.demand] > 0])
    for received in (shared.enhanced, shared.three_step):
        assert (people * received).sum() == pytest.approx(len(reached))


def test_an_unknown_audience_is_counted_apart():
    every = answer(CoverageQuestion("label", "CCMR"))
    child = answer(CoverageQuestion("label", "CCMR", audience="child"))

    assert every.whole.unconfirmed_sites == 0
    assert 0 < child.whole.unconfirmed_sites < child.whole.sites <= every.whole.sites
    assert child.supply.excluded_by_audience > 0
    share = child.whole.shares[1]
    assert share.low < share.central
    assert child.whole.confirmed_median > child.whole.median


def test_without_a_known_site_nothing_is_told():
    orphas = Disease.objects.order_by("orpha").values_list("orpha", flat=True)
    unclaimed = next(orpha for orpha in orphas if not current().scope(orpha).answering)
    found = answer(CoverageQuestion("disease", str(unclaimed)))

    assert not found.has_sites
    assert found.whole.sites == 0
    for row in (found.whole, *found.departments):
        assert (row.mean, row.median, row.p90, row.beyond, row.gini, row.two_step) == (None,) * 6
        assert {share.central for share in row.shares} == {None}


def test_a_territory_without_a_site_is_not_compared_with_another(toxibul):
    standing = {site.territory for site in toxibul.supply.sites}
    assert "mayotte" not in standing
    [mayotte] = [row for row in toxibul.departments if row.zone.code == "976"]

    assert mayotte.measured == 0
    assert mayotte.median is None
    assert {share.central for share in mayotte.shares} == {None}
    assert mayotte.beyond is None


def test_the_whole_country_counts_as_far_those_whom_no_road_leads_to_a_site(toxibul):
    within = sum(row.people * (row.shares[1].central or 0) for row in toxibul.departments)

    assert toxibul.whole.shares[1].central == pytest.approx(within / toxibul.whole.people)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("disease", "99999999"),
        ("disease", "0"),
        ("network", "nope"),
        ("filiere", "x"),
        ("label", "AFFILIATION"),
    ],
)
def test_what_does_not_exist_is_said(kind, code):
    with pytest.raises(Problem) as raised:
        answer(CoverageQuestion(kind, code))

    assert raised.value.status == 404


def test_a_second_look_asks_only_whether_anything_changed(toxibul):
    with CaptureQueriesContext(connection) as queries:
        assert answer(TOXIBUL).whole == toxibul.whole

    assert len(queries) == 1


def test_a_moved_centre_is_measured_anew(toxibul):
    site = toxibul.supply.sites[0]
    Centre.objects.filter(slug__in=site.centres).update(audience="child")

    assert answer(TOXIBUL).versions != toxibul.versions


def test_a_site_counts_in_its_region_though_its_department_has_the_code_of_another(toxibul):
    """Henri-Mondor stands in department 94; 94 is the code of Corsica too."""
    region_of = {row.code: row.region for row in toxibul.origins.departments}
    standing = [region_of[site.department] for site in toxibul.supply.sites]

    assert {row.zone.code: row.sites for row in toxibul.regions} == {
        row.zone.code: standing.count(row.zone.code) for row in toxibul.regions
    }


def test_a_list_said_complete_that_announces_more_is_partial():
    """25 of 26 are known: the page of the network may be complete, the directory is not."""
    network = current().networks["o-rares"].card
    found = answer(CoverageQuestion("network", "o-rares")).subject

    assert (network.coverage, network.known, network.announced) == ("complete", 25, 26)
    assert found.completeness == "partial"
