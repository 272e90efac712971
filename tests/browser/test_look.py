"""Accessibility rules, small screens, large text, dark and still: each looked at in a browser."""

import gzip

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import Visitor

FACES = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "mobile": {"width": 360, "height": 740},
}


@pytest.fixture(params=FACES)
def face(request, visitor_with) -> tuple[str, Visitor]:
    return request.param, visitor_with(**FACES[request.param])


def has_no_sideways_scroll(visitor: Visitor) -> bool:
    return visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_finder(face: tuple[str, Visitor]) -> None:
    name, visitor = face
    page = visitor.open()
    visitor.picture(f"finder-{name}")
    if name == "light":
        visitor.picture("finder", for_readme=True, whole=False)
    assert violations(page) == []
    assert has_no_sideways_scroll(visitor)


def test_answer(face: tuple[str, Visitor]) -> None:
    name, visitor = face
    visitor.open()
    page = visitor.ask("77300", "neurofibromatose type 1", "28")
    if name == "mobile":
        assert not page.locator(".map canvas").count()
        page.get_by_role("button", name="Afficher la carte").click()
    visitor.wait_for_map()
    for fold in page.locator(".step__why").all():
        fold.evaluate("fold => fold.open = true")
    assert violations(page) == []
    assert has_no_sideways_scroll(visitor)
    visitor.picture(f"answer-{name}")
    if name == "mobile":
        page.evaluate("window.scrollTo(0, 0)")
        visitor.picture("answer-mobile", for_readme=True, whole=False)


def test_choosing_a_place(face: tuple[str, Visitor]) -> None:
    name, visitor = face
    visitor.open()
    page = visitor.ask("02400", "neurofibromatose type 1", "28")
    visitor.picture(f"choose-place-{name}")
    assert page.get_by_role("radio").count() >= 23
    assert violations(page) == []
    assert has_no_sideways_scroll(visitor)


def test_errors(face: tuple[str, Visitor]) -> None:
    name, visitor = face
    visitor.open()
    page = visitor.ask("", "", "abc")
    page.wait_for_selector(".errors")
    visitor.picture(f"errors-{name}")
    assert violations(page) == []
    assert has_no_sideways_scroll(visitor)


def test_open_suggestions(face: tuple[str, Visitor]) -> None:
    name, visitor = face
    page = visitor.open()
    page.focus("#id_place")
    page.keyboard.type("51300", delay=20)
    page.wait_for_selector("#id_place[aria-expanded=true]")
    page.keyboard.press("ArrowDown")
    assert page.locator("#id_place-list [role=option]").count() == 46
    visitor.picture(f"suggestions-{name}", whole=False)
    assert violations(page) == []
    assert has_no_sideways_scroll(visitor)


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
    page.wait_for_timeout(1200)
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
    page.wait_for_timeout(300)
    visitor.picture("answer-text-200")
    assert has_no_sideways_scroll(visitor)


def test_nothing_moves_when_motion_is_unwelcome(visitor_with) -> None:
    visitor: Visitor = visitor_with(reduced_motion="reduce")
    visitor.open()
    page = visitor.ask("77300", "neurofibromatose type 1", "28")
    visitor.wait_for_map()
    moving = page.evaluate(
        "[...document.querySelectorAll('main *')].filter((element) => "
        "parseFloat(getComputedStyle(element).transitionDuration) > 0.2).length"
    )
    assert moving == 0
    assert page.evaluate("document.getAnimations().length") == 0


def test_the_answer_keeps_its_place_when_the_map_comes(visitor: Visitor) -> None:
    visitor.open()
    page = visitor.ask("77300", "neurofibromatose type 1", "28")
    before = page.locator(".ladder .step").nth(1).bounding_box()
    visitor.wait_for_map()
    assert page.locator(".ladder .step").nth(1).bounding_box() == before


def test_weight_without_map(visitor: Visitor) -> None:
    """Less than 100 kB as the site sends it (compressed), and not one byte of the map's code."""
    bodies: list[bytes] = []
    visitor.page.on("response", lambda response: bodies.append(response.body()))
    visitor.open()
    visitor.page.wait_for_load_state("networkidle")
    assert sum(len(gzip.compress(body)) for body in bodies) < 100_000
    assert not [address for address in visitor.addresses if "maplibre" in address]


@pytest.mark.parametrize(("place", "disease", "age"), [("77300", "NF1", "5"), ("69381", "399", "")])
def test_what_is_around(face: tuple[str, Visitor], place: str, disease: str, age: str) -> None:
    name, visitor = face
    visitor.open()
    page = visitor.ask(place, disease, age)
    folds = page.locator(".around .fold")
    assert folds.count() > 0
    folds.evaluate_all("all => all.forEach(fold => fold.open = true)")
    assert violations(page) == []
    assert has_no_sideways_scroll(visitor)
    page.locator("#around-title").scroll_into_view_if_needed()
    visitor.picture(f"around-{place}-{name}")
