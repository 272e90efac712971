"""The lists of the directory: looked at, read by axe, their map in step with them, with and without
a script."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response

from tests.browser.axe import violations
from tests.browser.conftest import Visitor
from tests.browser.faces import PHONE, faults, heights_of

PAGES = {
    "directory": "/annuaire/",
    "directory-centres": "/annuaire/centre/?department=94&audience=child",
    "directory-nothing": "/annuaire/emergency/?category=samu&department=94&audience=child",
    "directory-refused": "/annuaire/?department=99",
    "directory-english": "/en/annuaire/medico_social/?category=respite&department=77",
}
TYPED = ("77300", "fontainebleau", "77186")


@pytest.mark.parametrize("name", PAGES)
def test_look(visitor: Visitor, name: str) -> None:
    answers: list[Response] = []
    visitor.page.on("response", lambda answer: answers.append(answer))
    assert faults(visitor, name, lambda: visitor.open(PAGES[name])) == []
    if answers[0].status == 400:  # Chromium writes every refusal in its console
        visitor.troubles.clear()


def ask(visitor: Visitor, path: str = "/annuaire/emergency/") -> Page:
    page = visitor.open(path)
    page.fill("#id_place", "77300 Fontainebleau")
    page.get_by_role("button", name="Du plus près au plus loin").click()
    page.wait_for_selector("h2:has-text('loin de Fontainebleau (77300)')")
    return page


@pytest.mark.parametrize("has_script", [True, False])
def test_from_the_nearest(visitor_with, has_script: bool) -> None:
    visitor: Visitor = visitor_with(java_script_enabled=has_script)
    page = ask(visitor)
    first = page.locator(".entry__name").first.inner_text()
    assert "km" in page.locator(".entry__what").first.inner_text()
    page.get_by_role("button", name="Page suivante").click()
    page.wait_for_selector("button:has-text('Page précédente')")
    assert page.locator(".entry__name").first.inner_text() != first
    page.get_by_role("button", name="Seine-et-Marne (77)").click()
    page.wait_for_selector(".chosen :text('Seine-et-Marne')")
    assert "loin de Fontainebleau" in page.locator("#found").inner_text()
    assert urlsplit(page.url).query == "department=77"
    for address in visitor.addresses:
        parts = urlsplit(address.lower())
        if parts.path != "/api/v1/places":  # suggestions of places, asked without anything else
            assert not any(typed in parts.path + parts.query for typed in TYPED), address


def test_back_and_reload_ask_again_without_a_prompt(visitor: Visitor) -> None:
    page = ask(visitor)
    assert page.evaluate("document.activeElement.id") == "found"
    page.reload()
    page.wait_for_selector("h2:has-text('loin de Fontainebleau (77300)')")
    page.locator(".entry__name a").first.click()
    page.wait_for_selector("h1")
    page.go_back()
    page.wait_for_selector("h2:has-text('loin de Fontainebleau (77300)')")
    page.go_back()
    page.wait_for_selector("h2:text-matches('^\\\\d+ résultats$')")


def test_a_place_that_was_left_is_not_shown_again(visitor: Visitor) -> None:
    page = ask(visitor)
    page.get_by_role("link", name="Par ordre alphabétique").click()
    page.wait_for_selector("h2:text-matches('^\\\\d+ résultats$')")
    page.go_back()
    page.wait_for_selector("h2:text-matches('^\\\\d+ résultats$')")
    assert "Fontainebleau (77300)" not in page.content()


def test_the_map_is_in_step_with_the_list(map_reader: Visitor) -> None:
    visitor = map_reader
    page = ask(visitor, "/annuaire/centre/?department=94")
    visitor.wait_for_map()
    numbers = page.locator(".entry[data-step] .entry__number").all_inner_texts()
    labels = [one.get_attribute("aria-label") for one in page.locator(".marker").all()]
    marked = [
        number
        for label in labels  # "N° 2, 3, 5 : Hôpital …"
        for number in label.removeprefix("N° ").partition(" : ")[0].split(", ")
    ]
    assert sorted(marked, key=int) == numbers
    assert all(len(text) <= 10 for text in page.locator(".marker").all_inner_texts())
    sites = page.evaluate(
        "new Set(JSON.parse(document.getElementById('map-data').textContent)"
        ".features.map((one) => one.geometry.coordinates.map((c) => c.toFixed(4)).join())).size"
    )
    assert page.locator(".marker").count() == sites
    visitor.picture("directory-near", whole=False)
    page.locator(".marker").first.focus()
    page.keyboard.press("Enter")
    page.locator(".popup__go").first.click()
    assert page.evaluate("document.activeElement.id") == "entry-1"
    assert page.locator(".entry__card.step--chosen").count() >= 1
    # WCAG 2.5.8, "equivalent": what a marker hidden by another does, its line in the list does too.
    assert [found for found in violations(page) if not of_a_marker(found)] == []


def of_a_marker(violation: str) -> bool:
    return ".marker" in violation or "button[data-more" in violation


def test_on_a_phone_the_facets_and_the_map_wait(visitor_with) -> None:
    visitor: Visitor = visitor_with(**PHONE, maps=True)
    page = visitor.open("/annuaire/centre/")
    assert not page.locator(".facets").is_visible()
    page.get_by_role("link", name="Affiner").click()
    assert page.locator(".facets").is_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Val-de-Marne (94)").click()
    page.wait_for_selector(".chosen :text('Val-de-Marne')")
    maplibre = [address for address in visitor.addresses if "maplibre" in address]
    assert maplibre == []
    page.get_by_role("button", name="Afficher la carte").click()
    visitor.wait_for_map()


def test_facets_open_without_a_script(visitor_with) -> None:
    visitor: Visitor = visitor_with(java_script_enabled=False, **PHONE)
    page = visitor.open("/annuaire/centre/")
    page.get_by_role("link", name="Affiner").click()
    page.get_by_role("link", name="Val-de-Marne (94)").click()
    page.wait_for_selector(".chosen :text('Val-de-Marne')")


def test_links_are_large_enough_for_a_finger(visitor_with) -> None:
    """WCAG 2.5.8: 24 px, where axe accepts space around."""
    visitor: Visitor = visitor_with(**PHONE)
    for path in ("/annuaire/", "/annuaire/centre/#facets"):
        visitor.open(path)
        heights = heights_of(visitor, ".directory :is(a, summary, button)")
        assert len(heights) > 5
        assert {words: height for words, height in heights.items() if height < 24} == {}
