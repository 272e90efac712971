"""From Fontainebleau with a neurofibromatosis: the question, the answer, and back again."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

TITLE = "Neurofibromatose type 1, 28\u00a0ans, depuis Fontainebleau (77300)"


def choose(visitor: Visitor, field: str, typed: str, option: str) -> None:
    visitor.page.click(field)
    visitor.page.keyboard.type(typed, delay=20)
    visitor.page.get_by_role("option", name=option).first.click()


def ask_by_choosing(visitor: Visitor) -> None:
    page = visitor.open()
    choose(visitor, "#id_place", "77300", "Fontainebleau")
    choose(visitor, "#id_disease", "neurofibromatose", "Neurofibromatose type 1")
    page.fill("#id_age", "28")
    page.get_by_role("button", name="Voir où aller").click()
    page.wait_for_selector("h1:has-text('depuis Fontainebleau')")


def step_names(visitor: Visitor) -> list[str]:
    return visitor.page.locator(".ladder .step__centre").all_inner_texts()


def test_whole_journey(map_reader: Visitor) -> None:
    visitor = map_reader
    ask_by_choosing(visitor)
    page = visitor.page
    assert page.locator("h1").inner_text() == TITLE
    assert page.evaluate("document.activeElement.tagName") == "H1"
    titles = page.locator(".ladder h2").all_inner_texts()
    assert titles
    for number, title in enumerate(titles, start=1):
        assert title.startswith(f"Étape {number} sur {len(titles)}")
    visitor.wait_for_map()
    page.evaluate("window.scrollTo(0, 0)")
    page.set_viewport_size({"width": 1280, "height": 1340})
    visitor.picture("answer", for_readme=True, whole=False)
    visitor.picture("answer-whole")


def test_markers_are_the_steps(map_reader: Visitor) -> None:
    visitor = map_reader
    ask_by_choosing(visitor)
    visitor.wait_for_map()
    on_map = visitor.page.locator(".marker:not(.marker--other)").all_inner_texts()
    in_list = visitor.page.locator(".rung[data-step]").evaluate_all(
        "cards => cards.map(card => Number(card.dataset.step))"
    )
    assert in_list
    numbers = [int(number) for label in on_map for number in label.split("·")]
    assert sorted(numbers) == sorted(in_list)


def test_card_and_marker_choose_each_other(map_reader: Visitor) -> None:
    visitor = map_reader
    ask_by_choosing(visitor)
    visitor.wait_for_map()
    page = visitor.page
    marker = page.locator(".marker:not(.marker--other)").first
    number = marker.inner_text().split("·")[0]
    card = page.locator(f"#step-{number} .step")
    page.mouse.move(5, 5)
    card.hover()
    expect(marker).to_have_attribute("aria-pressed", "true")
    page.mouse.move(5, 5)
    marker.focus()
    page.keyboard.press("Enter")
    popup = page.locator(".maplibregl-popup")
    popup.wait_for()
    centre = page.locator(f"#step-{number} .step__centre").inner_text()
    assert centre in popup.inner_text()
    assert "step--chosen" in (card.get_attribute("class") or "")
    # By keyboard the focus goes into the popup, and Escape brings it back.
    assert page.evaluate("!!document.activeElement.closest('.maplibregl-popup')")
    page.keyboard.press("Escape")
    assert popup.count() == 0
    assert page.evaluate("document.activeElement.classList.contains('marker')")


def test_map_moves_by_keyboard(map_reader: Visitor) -> None:
    visitor = map_reader
    ask_by_choosing(visitor)
    visitor.wait_for_map()
    page = visitor.page
    marker = page.locator(".marker:not(.marker--other)").first
    before = marker.bounding_box()
    page.locator(".map canvas").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(800)
    after = marker.bounding_box()
    assert before
    assert after
    assert before["x"] != after["x"]


def test_nothing_asked_stands_in_an_address(map_reader: Visitor) -> None:
    visitor = map_reader
    ask_by_choosing(visitor)
    visitor.wait_for_map()
    visitor.page.reload()
    visitor.page.wait_for_selector(f"h1:has-text('{TITLE[:20]}')")
    words_of_place, words_of_disease = ("77300", "77186", "fontainebleau"), ("neurofib", "636")
    for address in [*visitor.addresses, visitor.page.url]:
        parts = urlsplit(address.lower())
        asked = parts.query + parts.fragment
        has_place = any(word in asked for word in words_of_place)
        has_disease = any(word in asked for word in words_of_disease)
        assert not (has_place and has_disease), address
        if parts.path not in {"/api/v1/places", "/api/v1/diseases"} and "/static/" not in address:
            assert not asked, address


def test_reload_shows_the_answer_again(visitor: Visitor) -> None:
    ask_by_choosing(visitor)
    before = step_names(visitor)
    visitor.page.reload()
    visitor.page.wait_for_selector("h1:has-text('depuis Fontainebleau')")
    assert step_names(visitor) == before
    assert urlsplit(visitor.page.url).path == "/orientation"


def test_back_keeps_what_was_typed_and_forward_answers_again(visitor: Visitor) -> None:
    ask_by_choosing(visitor)
    page = visitor.page
    before = step_names(visitor)
    page.go_back()
    page.wait_for_selector(".finder")
    assert page.input_value("#id_place").startswith("Fontainebleau")
    assert page.input_value("#id_age") == "28"
    page.go_forward()
    page.wait_for_selector("h1:has-text('depuis Fontainebleau')")
    assert step_names(visitor) == before


def test_back_from_a_centre_page(visitor: Visitor) -> None:
    ask_by_choosing(visitor)
    page = visitor.page
    before = step_names(visitor)
    page.locator(".ladder .step__centre a").first.click()
    page.wait_for_selector(".centre")
    visitor.picture("centre")
    page.go_back()
    page.wait_for_selector("h1:has-text('depuis Fontainebleau')")
    assert step_names(visitor) == before


def test_copied_link_opens_the_answer_in_a_new_tab(visitor: Visitor, visitor_with) -> None:
    ask_by_choosing(visitor)
    page = visitor.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copier le lien").click()
    page.wait_for_selector("[data-copied]:not(:empty)")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{visitor.site}/orientation#v=1&c=77186&d=636&a=28"
    other = visitor_with()
    other.page.goto(link)
    other.page.wait_for_selector("h1:has-text('Neurofibromatose type 1')")
    assert step_names(other) == step_names(visitor)
    assert "#" not in other.page.url


def test_contract_of_the_fragment(visitor: Visitor) -> None:
    visitor.open("/orientation#v=1&c=77288&d=636&a=52&view=pro")
    visitor.page.wait_for_selector("h1:has-text('Melun')")
    assert "52\u00a0ans" in visitor.page.locator("h1").inner_text()


def test_title_of_the_window_says_nothing(visitor: Visitor) -> None:
    ask_by_choosing(visitor)
    assert visitor.page.title() == "Votre orientation – ESMARA"


def test_other_language_shows_the_same_answer(visitor: Visitor) -> None:
    ask_by_choosing(visitor)
    before = step_names(visitor)
    visitor.page.get_by_role("link", name="English").click()
    visitor.page.wait_for_url("**/en/orientation")
    visitor.page.wait_for_selector(".ladder")
    assert len(step_names(visitor)) == len(before)
    assert visitor.page.get_attribute("html", "lang") == "en"
    visitor.picture("answer-english")
    visitor.page.reload()
    visitor.page.wait_for_selector(".ladder")


@pytest.mark.parametrize("path", ["/confidentialite/", "/accessibilite/", "/plateforme/"])
def test_pages_to_read(visitor: Visitor, path: str) -> None:
    page = visitor.open(path)
    assert page.locator("h1").count() == 1
    visitor.picture(path.strip("/"))
