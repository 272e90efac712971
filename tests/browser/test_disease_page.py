"""The page of a disease and the list of diseases: looked at, and asked from."""

from urllib.parse import urlsplit

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import Visitor
from tests.browser.faces import PHONE, faults, heights_of

NF1 = "/maladies/636/"
PAGES = {
    "disease": NF1,
    "disease-out-of-scope": "/maladies/635/",
    "disease-emergency": "/maladies/232/",
    "disease-no-centre": "/maladies/856/",
    "diseases": "/maladies/",
    "diseases-search": "/maladies/?q=ehlers",
    "diseases-filiere": "/maladies/?filiere=OSCAR",
    "disease-english": "/en/maladies/636/",
    "diseases-english": "/en/maladies/",
}


@pytest.mark.parametrize("name", PAGES)
def test_look(visitor: Visitor, name: str) -> None:
    assert faults(visitor, name, lambda: visitor.open(PAGES[name])) == []


def test_links_are_large_enough_for_a_finger(visitor_with) -> None:
    """WCAG 2.5.8: 24 px, where axe accepts space around."""
    visitor: Visitor = visitor_with(**PHONE)
    for path in (NF1, "/maladies/635/", "/maladies/?q=ehlers"):
        visitor.open(path)
        heights = heights_of(visitor, ".disease :is(a, summary, button)")
        assert len(heights) > 5
        assert {words: height for words, height in heights.items() if height < 24} == {}


def test_the_question_comes_first_on_a_phone(visitor_with) -> None:
    """On the screen and for the Tab key alike: after the head, before every list."""
    visitor: Visitor = visitor_with(**PHONE)
    page = visitor.open(NF1)
    tops = [
        page.locator(part).bounding_box()["y"]
        for part in (".disease__head", "#id_place", "#centres", ".map", "#protocols", "#facts")
    ]
    assert tops == sorted(tops)
    page.focus(".way__list li:last-child a")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "id_place"


def test_map_shows_the_known_centres(map_reader: Visitor) -> None:
    visitor = map_reader
    page = visitor.open(NF1)
    listed = page.locator(".answering__centres a").all_inner_texts()
    page.locator(".map").scroll_into_view_if_needed()
    visitor.wait_for_map()
    data = page.evaluate("JSON.parse(document.getElementById('map-data').textContent)")
    assert [site["properties"]["site"]["name"] for site in data["features"]] == listed
    outside = page.locator(".map__far").inner_text()  # Martinique, far from most of them
    assert outside.startswith("Plus loin que ce cadre : CHU de Martinique")
    frame = page.locator(".map__frame").bounding_box()
    boxes = [marker.bounding_box() for marker in page.locator(".marker").all()]
    inside = [
        box
        for box in boxes
        if 0 <= box["x"] - frame["x"] < frame["width"]
        and 0 <= box["y"] - frame["y"] < frame["height"]
    ]
    assert len(inside) + sum(name in outside for name in listed) == len(listed)
    # WCAG 2.5.8, "equivalent": what a marker hidden by another does, its line in the list does too.
    assert [found for found in violations(page) if ".marker" not in found] == []
    page.set_viewport_size({"width": 1280, "height": 1340})
    page.evaluate("window.scrollTo(0, 0)")
    visitor.picture("disease", for_readme=True, whole=False)


def ask_from_the_page(visitor: Visitor) -> None:
    page = visitor.open(NF1)
    page.fill("#id_place", "77300")
    page.fill("#id_age", "28")
    page.get_by_role("button", name="Voir où aller").click()
    page.wait_for_selector("h1:has-text('depuis Fontainebleau')")


@pytest.mark.parametrize("has_script", [True, False])
def test_asking_from_the_page_answers_for_its_disease(visitor_with, has_script: bool) -> None:
    visitor: Visitor = visitor_with(java_script_enabled=has_script)
    ask_from_the_page(visitor)
    page = visitor.page
    title = page.locator("h1").inner_text()
    assert title == "Neurofibromatose type 1, 28\u00a0ans, depuis Fontainebleau (77300)"
    assert page.locator(".ladder .step").count() >= 2
    assert page.title() == "Votre orientation – ESMARA"
    assert urlsplit(page.url).path == "/orientation"
    for address in [*visitor.addresses, page.url]:
        parts = urlsplit(address.lower())
        if parts.path != "/api/v1/places":  # suggestions of places, asked without the disease
            assert "77300" not in address
            assert "fontainebleau" not in address
            assert not (parts.query + parts.fragment) or "/static/" in parts.path, address


def test_back_returns_to_the_disease_with_what_was_typed(visitor: Visitor) -> None:
    ask_from_the_page(visitor)
    page = visitor.page
    page.go_back()
    page.wait_for_selector("h1:text-is('Neurofibromatose type 1')")
    assert urlsplit(page.url).path == NF1
    assert page.title() == "Neurofibromatose type 1 – ESMARA"
    assert page.input_value("#id_place").startswith("77300")
    assert page.input_value("#id_age") == "28"
    assert page.locator("#centres").is_visible()
    page.go_forward()
    page.wait_for_selector("h1:has-text('depuis Fontainebleau')")


def test_the_answer_leads_to_the_page_of_its_disease(visitor: Visitor) -> None:
    ask_from_the_page(visitor)
    visitor.page.get_by_role("link", name="Sur cette maladie").click()
    visitor.page.wait_for_selector("h1:text-is('Neurofibromatose type 1')")
    assert urlsplit(visitor.page.url).path == NF1


def test_searching_without_script(visitor_with) -> None:
    visitor: Visitor = visitor_with(java_script_enabled=False)
    page = visitor.open("/maladies/")
    page.get_by_label("Nom, sigle ou code").fill("recklinghausen")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("link", name="Neurofibromatose type 1", exact=True).click()
    assert page.locator("h1").inner_text() == "Neurofibromatose type 1"
