"""« Et si ? »: sites that open and close, in the page only."""

import pytest

from observatory.scenario import read_scenario
from routing.coverage.answering import answer
from routing.coverage.hospitals import every_hospital, hospitals
from routing.coverage.question import CoverageQuestion
from routing.coverage.scenario import Scenario, suppose
from tests.observatory.test_pages import Words

pytestmark = pytest.mark.django_db

PAGE = "/observatoire/et-si/"
QUESTION = CoverageQuestion("network", "toxibul")


@pytest.fixture
def coverage():
    return answer(QUESTION)


@pytest.fixture
def hospital(coverage):
    """Of Martinique, where the network has no site: what it brings is easy to count."""
    standing = {site.key for site in coverage.supply.sites}
    return next(one for one in every_hospital(("972",)) if one.key not in standing)


def people_within(coverage, minutes=60):
    share = next(one for one in coverage.whole.shares if one.minutes == minutes)
    return share.central * coverage.whole.people


def test_a_site_that_opens_brings_nobody_farther(coverage, hospital):
    after = suppose(coverage, Scenario(opened=(hospital,)))
    pairs = zip(coverage.departments, after.departments, strict=True)

    assert all(one.mean is None or other.mean <= one.mean + 1e-9 for one, other in pairs)
    [martinique] = [row for row in after.departments if row.zone.code == "972"]
    assert martinique.sites == 1
    assert martinique.measured == martinique.people
    assert people_within(after) > people_within(coverage)


def test_closing_what_was_opened_comes_back_to_the_start(coverage, hospital):
    after = suppose(coverage, Scenario(opened=(hospital,)))
    back = suppose(after, Scenario(closed=frozenset({hospital.key})))

    assert back.supply == coverage.supply
    assert back.whole == coverage.whole


def test_without_any_site_left_nothing_is_told(coverage):
    everything = frozenset(site.key for site in coverage.supply.sites)
    after = suppose(coverage, Scenario(closed=everything))

    assert after.whole.sites == 0
    assert after.whole.median is None


def sent(client, **fields):
    return client.post(PAGE, {"network": "toxibul", **fields})


def test_the_page_marks_the_scenario_and_keeps_nothing_of_it(client, hospital):
    response = sent(client, open=[hospital.finess])
    page = Words(response.content.decode())

    assert response.status_code == 200
    assert "scénario Ce qui changerait" in page.text
    assert any(row and row[0].startswith("972 Martinique") for row in page.rows)
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert hospital.finess not in client.get(f"{PAGE}?network=toxibul").content.decode().replace(
        f'value="{hospital.finess}"', ""
    )


def test_the_boxes_and_the_pasted_list_come_back_as_they_were(client, coverage, hospital):
    closed = coverage.supply.sites[0].key
    html = sent(client, close=[closed], finess=f"CHU : {hospital.finess}").content.decode()

    assert f'value="{closed}" checked' in html
    assert f'value="{hospital.finess}" checked' in html
    assert f"CHU : {hospital.finess}</textarea>" in html


@pytest.mark.parametrize(
    "pasted",
    ["{0}", "{0}\n", " {0} ;", "FINESS {0}, CHU", "{1} {2} {3} {4}", "{1}.{2}.{3}.{4}"],
)
def test_numbers_are_found_among_other_words(rf, hospital, pasted):
    number = hospital.finess
    parts = number, number[:2], number[2:5], number[5:8], number[8]
    request = rf.post(PAGE, {"finess": pasted.format(*parts)})

    assert read_scenario(request.POST).found.sites == (hospital,)


def test_unknown_numbers_and_lines_without_one_are_said(client, hospital):
    html = sent(
        client, finess=f"999999999\nclinique sans numéro\n{hospital.finess}"
    ).content.decode()

    assert "Numéros inconnus de cet annuaire : 999999999" in " ".join(html.split())
    assert "clinique sans numéro" in html
    assert "972 Martinique" in html


def test_a_site_that_stands_already_opens_no_second_time(client, coverage):
    site = next(site for site in coverage.supply.sites if site.finess)
    page = Words(sent(client, finess=site.finess).content.decode())

    assert f"Un site s’y trouve déjà : {site.name}" in page.text
    assert "Ce scénario ne change rien" in page.text


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"finess": "9" * 20_001}, 400),
        ({"finess": " ".join(f"{number:09d}" for number in range(201))}, 400),
        ({"network": "nope"}, 404),
        ({"minutes": "0"}, 400),
        ({"close": ["nothing"]}, 200),
    ],
)
def test_bad_input_is_said(client, fields, status):
    response = sent(client, **fields)

    assert response.status_code == status


def test_another_site_cannot_send_one(client):
    response = client.post(PAGE, {"network": "toxibul"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403


def test_hospitals_are_read_in_one_query(django_assert_num_queries, hospital):
    with django_assert_num_queries(1):
        found = hospitals([hospital.finess, "000000000", hospital.finess])

    assert found.sites == (hospital,)
    assert found.unknown == ("000000000",)


def test_digits_that_are_no_number_are_said(rf, hospital):
    request = rf.post(PAGE, {"finess": f"{hospital.finess}, 12345\nCHU 3 {hospital.finess}"})

    assert read_scenario(request.POST).unread == ("12345",)


def test_people_are_gained_however_few_stay_beyond(client, coverage, hospital):
    page = Words(sent(client, open=[hospital.finess]).content.decode())
    [row] = [row for row in page.rows if row and row[0].startswith("972 Martinique")]
    after = suppose(coverage, Scenario(opened=(hospital,)))
    [martinique] = [one for one in after.departments if one.zone.code == "972"]
    share = next(one for one in martinique.shares if one.minutes == 60)

    assert row[3].replace(" ", "") == f"+{round(martinique.people * share.central)}"


@pytest.mark.parametrize("field", ["open", "close", "finess", "network", "departments"])
def test_a_byte_that_no_table_takes_is_no_accident(client, field):
    response = client.post(PAGE, {"network": "toxibul", field: "94\x000"})

    assert response.status_code in (200, 400, 404)
