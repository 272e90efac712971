"""From the nearest: asked by POST, told in kilometres of one territory, never in an address."""

import re

import pytest

from foundations.names import words as folded
from structures.models import Structure
from territories.resolution import resolve
from tests.directory.lists.listed import everything
from tests.directory.lists.reading import choices, html_of, markers, names, page, total, words

pytestmark = pytest.mark.django_db

FONTAINEBLEAU = {"place": "77300 Fontainebleau"}
TYPED = ("77300", "fontainebleau", "77186")
MEASURED = {"exact", "probable"}


def near(client, path: str = "/annuaire/", **body: str) -> str:
    return html_of(client.post(path, {**FONTAINEBLEAU, **body}))


def in_order(place, **filters) -> list[str]:
    found = Structure.objects.published().filter(
        territory=place.territory,
        point__isnull=False,
        point_precision__in=MEASURED,
        **filters,
    )
    return [" ".join(one.name.split()) for one in found.nearest_first(place)]


def test_from_the_nearest(client):
    place = resolve("77300 Fontainebleau").place
    html = near(client, "/annuaire/emergency/")
    expected = in_order(place, kind="emergency")
    assert names(html) == expected[: len(names(html))]
    assert "du plus près au plus loin de Fontainebleau (77300)" in words(html)
    first = Structure.objects.published().filter(kind="emergency").nearest_first(place).first()
    assert f"{round(first.distance.km)} km".replace(" ", "\u00a0") in html


def test_every_page_follows_and_comes_back(client):
    place = resolve("77300 Fontainebleau").place
    measured = in_order(place)
    seen, cursor, pages = [], "", []
    while True:
        html = near(client, cursor=cursor)
        pages.append(names(html))
        seen += pages[-1]
        if not (following := cursor_of(html, "Page suivante")):
            break
        cursor = following
    assert seen[: len(measured)] == measured
    assert len(seen) == total(html) == len(everything())
    rest = seen[len(measured) :]
    assert rest == sorted(rest, key=folded)
    while back := cursor_of(html, "Page précédente"):
        html = near(client, cursor=back)
        pages.pop()
        assert names(html) == pages[-1]
    assert len(pages) == 1


def cursor_of(html: str, words: str) -> str:
    found = re.search(rf'name="cursor" value="([^"]*)">{words}', html)
    return found[1] if found else ""


def test_other_territories_come_after_without_a_distance(client):
    html = html_of(client.post("/annuaire/centre/", {"place": "97200 Fort-de-France"}))
    measured, rest = html.split('class="results__others"')
    assert set(re.findall(r"entry__place[^>]*>[^<]*\((\d+)\)", measured)) == {"972"}
    assert "entry__km" in measured
    assert "entry__km" not in rest
    assert "Hors de ce territoire (Martinique)" in words(rest)


def test_a_probable_position_says_about(client):
    place = resolve("77300 Fontainebleau").place
    nearest = Structure.objects.published().filter(kind="centre").nearest_first(place).first()
    Structure.objects.filter(pk=nearest.pk).update(point_precision="probable")
    assert re.search(r"<strong[^>]*><span[^>]*>environ ", near(client, "/annuaire/centre/"))


@pytest.mark.parametrize("path", ["/annuaire/", "/annuaire/centre/?filiere=BRAIN-TEAM"])
def test_the_place_stands_in_no_address(client, path):
    response = client.post(path, FONTAINEBLEAU)
    html = html_of(response)
    addresses = re.findall(r'(?:href|action|formaction|src)="([^"]*)"', html)
    assert len(addresses) > 30
    for address in addresses:
        if address.startswith("/structures/"):
            continue  # the page of a hospital that bears the name of its town
        assert not any(typed in address.lower() for typed in TYPED), address
    assert response["Cache-Control"] == "no-store, private"
    assert not response.cookies
    assert "ETag" not in response


def test_facets_keep_the_place_and_their_counts(client):
    html = near(client, "/annuaire/centre/")
    offered = choices(html)
    kept = re.search(r'<form id="kept".*?</form>', html, re.S)[0]
    assert 'name="commune" value="77186"' in kept
    body = dict(re.findall(r'name="(\w+)" value="([^"]*)"', kept))
    for address, count in list(offered.items())[::6]:
        assert total(html_of(client.post(address, body))) == count
        assert total(page(client, address)) == count


def test_several_communes_are_to_choose_from(client):
    html = html_of(client.post("/annuaire/", {"place": "33360"}))
    offered = re.findall(r'type="radio" name="commune" value="(\w+)"', html)
    assert len(offered) > 1
    assert "Précisez la commune" in html
    body = {"place": "33360", "commune_text": "33360", "commune": offered[0]}
    assert "du plus près au plus loin de" in words(html_of(client.post("/annuaire/", body)))


def test_a_choice_holds_for_its_text_only(client):
    body = {"place": "Créteil", "commune_text": "77300", "commune": "77186"}
    assert "loin de Créteil" in words(html_of(client.post("/annuaire/", body)))


@pytest.mark.parametrize(
    "body",
    [
        {"place": "zzzzzz"},
        {"place": "\0"},
        {"place": "x" * 5000},
        {"commune": "99999"},
        {"commune": "<script>"},
        {"place": "98415"},
    ],
)
def test_a_place_that_is_not_understood_is_said_above_the_list(client, body):
    html = html_of(client.post("/annuaire/", body))
    assert "<script>alert" not in html
    assert total(html) == len(everything())


def test_nothing_typed_is_the_list_by_name(client):
    assert names(html_of(client.post("/annuaire/", {"place": " "}))) == names(
        page(client, "/annuaire/")
    )


def test_the_map_starts_from_the_place(client):
    drawn = markers(near(client, "/annuaire/emergency/"))
    assert drawn["place"]["commune"] == "77186"
    assert [one["properties"]["number"] for one in drawn["features"]][:3] == [1, 2, 3]


def test_another_site_may_not_post(client):
    response = client.post("/annuaire/", FONTAINEBLEAU, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403


@pytest.mark.parametrize("path", ["/annuaire/", "/annuaire/centre/?filiere=BRAIN-TEAM"])
def test_a_list_costs_few_queries(client, django_assert_max_num_queries, path):
    near(client, path)
    with django_assert_max_num_queries(18):
        near(client, path)
