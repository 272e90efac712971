"""The planner's observatory: looked at and read by axe, by keyboard, without a script, on paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Visitor
from tests.browser.faces import AT_REST, DESK, PHONE, faults, has_no_sideways_scroll, unfold

TOXIBUL = "/observatoire/couverture/?network=toxibul"
SCENARIO = "/observatoire/et-si/?network=toxibul"
SEINE_ET_MARNE = "/observatoire/couverture/77/?network=toxibul"
PAGES = {
    "home": "/observatoire/",
    "department": SEINE_ET_MARNE,
    "compare": "/observatoire/comparer/?a=network:toxibul&b=network:aplasie",
    "scenario": SCENARIO,
    "method": "/observatoire/methode/",
}
FOCUSED = "document.activeElement"
OUTLINED = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""
BELOW_THE_FOOTER = """Math.round(document.documentElement.scrollHeight
  - document.querySelector("body > footer").getBoundingClientRect().bottom - scrollY)"""


def narrowed(visitor: Visitor) -> list[str]:
    """The page that is open on a telephone: what spills on a side, or below its end."""
    page = visitor.page
    page.set_viewport_size(PHONE)
    found = [] if has_no_sideways_scroll(visitor) else ["scrolls sideways"]
    below = page.evaluate(BELOW_THE_FOOTER)
    return found + [f"{below} px of nothing below the footer"] * (below > 1)


def test_look_of_a_network(visitor: Visitor) -> None:
    page = visitor.open(TOXIBUL)
    visitor.picture("observatory-1280", for_readme=True, whole=False)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    page.evaluate(AT_REST)
    assert violations(page) == []
    page.emulate_media(color_scheme="light")
    assert narrowed(visitor) == []
    visitor.picture("observatory-360", for_readme=True, whole=False)


@pytest.mark.parametrize("name", PAGES)
def test_look(visitor: Visitor, name: str) -> None:
    page = visitor.open(PAGES[name])
    assert narrowed(visitor) == []
    assert violations(page) == []
