"""Accessibility rules, small screens, large text, dark and still: each looked at in a browser."""

import gzip

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import Visitor
from tests.browser.faces import each_face, faults, has_no_sideways_scroll, unfold

NF1 = ("77300", "neurofibromatose type 1", "28")


def ask(visitor: Visitor, place: str, disease: str, age: str) -> Page:
    visitor.open()
    return visitor.ask(place, disease, age)


def test_finder(visitor: Visitor) -> None:
    visitor.open()
    visitor.picture("finder", for_readme=True, whole=False)
    assert faults(visitor, "finder", visitor.open) == []


def test_answer(map_reader: Visitor) -> None:
    visitor, page = map_reader, map_reader.page
    for face in each_face(visitor, lambda: ask(visitor, *NF1)):
        if face == "mobile":
            assert not page.locator(".map canvas").count()
            page.get_by_role("button", name="Afficher la carte").click()
        visitor.wait_for_map()
        unfold(visitor, ".step__why")
        assert violations(page) == []
        assert has_no_sideways_scroll(visitor)
        visitor.picture(f"answer-{face}")
    page.evaluate("window.scrollTo(0, 0)")
    visitor.picture("answer-mobile", for_readme=True, whole=False)


def test_choosing_a_place(visitor: Visitor) -> None:
    def come() -> None:
        page = ask(visitor, "02400", "neurofibromatose type 1", "28")
        assert page.get_by_role("radio").count() >= 23

    assert faults(visitor, "choose-place", come) == []


def test_errors(visitor: Visitor) -> None:
    def come() -> None:
        ask(visitor, "", "", "abc").wait_for_selector(".errors")

    assert faults(visitor, "errors", come) == []


def test_open_suggestions(visitor: Visitor) -> None:
    def come() -> None:
        page = visitor.open()
        page.focus("#id_place")
        page.keyboard.type("51300", delay=20)
        page.wait_for_selector("#id_place[aria-expanded=true]")
        page.keyboard.press("ArrowDown")
        assert page.locator("#id_place-list [role=option]").count() == 46

    assert faults(visitor, "suggestions", come) == []


@pytest.mark.parametrize(
    ("name", "place", "disease", "age"),
    [
        ("choose-age", "94000", "drépanocytose", ""),
        ("overseas", "97200", "drépanocytose", "30"),
        ("out-of-scope", "77300", "neuroblastome", "4"),
        ("far", "29200", "maladie de huntington", "50"),
    ],
)
def test_odd_answers(visitor: Visitor, name: str, place: str, disease: str, age: str) -> None:
    visitor.open()
    page = visitor.ask(place, disease, age)
    visitor.picture(f"odd-{name}")
    assert violations(page) == []


def test_no_diagnosis(visitor: Visitor) -> None:
    page = visitor.open()
    page.fill("#id_place", "77300")
    page.check("[name=no_diagnosis]")
    page.get_by_role("button", name="Voir où aller").click()
    page.wait_for_selector(".ladder")
    visitor.picture("odd-no-diagnosis")
    assert page.locator("h1").inner_text().startswith("Sans diagnostic")
    assert violations(page) == []


def test_text_twice_as_large(visitor_with) -> None:
    """200 %: as if the window were half as wide; nothing is cut, nothing scrolls sideways."""
    visitor: Visitor = visitor_with(width=640, height=512)
    visitor.open()
    page = visitor.ask("77300", "neurofibromatose type 1", "28")
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    visitor.picture("answer-text-200")
    assert has_no_sideways_scroll(visitor)


def test_nothing_moves_when_motion_is_unwelcome(visitor_with) -> None:
    visitor: Visitor = visitor_with(reduced_motion="reduce", maps=True)
    visitor.open()
    page = visitor.ask("77300", "neurofibromatose type 1", "28")
    visitor.wait_for_map()
    moving = page.evaluate(
        "[...document.querySelectorAll('main *')].filter((element) => "
        "parseFloat(getComputedStyle(element).transitionDuration) > 0.2).length"
    )
    assert moving == 0
    assert page.evaluate("document.getAnimations().length") == 0


def test_the_answer_keeps_its_place_when_the_map_comes(map_reader: Visitor) -> None:
    visitor = map_reader
    visitor.open()
    page = visitor.ask("77300", "neurofibromatose type 1", "28")
    before = page.locator(".ladder .step").nth(1).bounding_box()
    visitor.wait_for_map()
    assert page.locator(".ladder .step").nth(1).bounding_box() == before


def test_weight_without_map(map_reader: Visitor) -> None:
    """Less than 100 kB as the site sends it (compressed), and not one byte of the map's code."""
    visitor = map_reader
    bodies: list[bytes] = []
    visitor.page.on("response", lambda response: bodies.append(response.body()))
    visitor.open()
    visitor.page.wait_for_load_state("networkidle")
    assert sum(len(gzip.compress(body)) for body in bodies) < 100_000
    assert not [address for address in visitor.addresses if "maplibre" in address]


@pytest.mark.parametrize(("place", "disease", "age"), [("77300", "NF1", "5"), ("69381", "399", "")])
def test_what_is_around(visitor: Visitor, place: str, disease: str, age: str) -> None:
    def come() -> None:
        page = ask(visitor, place, disease, age)
        assert page.locator(".around .fold").count() > 0
        unfold(visitor, ".around .fold")

    assert faults(visitor, f"around-{place}", come) == []
