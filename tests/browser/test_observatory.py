"""The planner's observatory: looked at and read by axe, by keyboard, without a script, on paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Visitor
from tests.browser.faces import PHONE, has_no_sideways_scroll

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
TO_THE_MAP = "document.getElementById('carte').scrollIntoView()"
OUTLINED = """(one) => {
  const style = getComputedStyle(one);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""
SPILLING = """all => all.filter(one => one.scrollHeight > one.clientHeight + 1)
  .map(one => one.textContent)"""
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
    assert violations(page) == []
    page.evaluate(TO_THE_MAP)
    visitor.picture("observatory-1280", for_readme=True, whole=False)
    assert narrowed(visitor) == []
    page.evaluate(TO_THE_MAP)
    visitor.picture("observatory-360", for_readme=True, whole=False)


@pytest.mark.parametrize("name", PAGES)
def test_look_on_a_telephone(visitor: Visitor, name: str) -> None:
    page = visitor.open(PAGES[name])
    assert narrowed(visitor) == []
    assert violations(page) == []


def test_look_of_a_department_at_night(visitor_with) -> None:
    visitor: Visitor = visitor_with(color_scheme="dark")
    page = visitor.open(SEINE_ET_MARNE)
    assert violations(page) == []
    visitor.picture("observatory-department-dark")


def test_by_keyboard(visitor: Visitor) -> None:
    """Frames that scroll, departments of the map, folds are reached, and seen when they are."""
    page = visitor.open(TOXIBUL)
    link = page.get_by_role("link", name="Ain (01)").first
    name = link.evaluate("one => one.querySelector('title').textContent")
    assert name.startswith("Ain (01) : ")
    page.locator("#carte a", has_text="accessibilité").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('svg.drawing') !== null")
    stroke = "getComputedStyle(document.activeElement.querySelector('path')).strokeWidth"
    assert page.evaluate(stroke) == "4px"
    page.locator("#tableau .observatory__sorts a").last.focus()
    page.keyboard.press("Tab")
    frame = page.locator("#tableau .rates__frame")
    expect(frame).to_be_focused()
    assert frame.evaluate(OUTLINED)
    page.keyboard.press("End")
    expect(frame.locator("tr").last).to_be_in_viewport()
    fold = page.locator("details.fold").first
    fold.locator("summary").focus()
    assert fold.locator("summary").evaluate(OUTLINED)
    page.keyboard.press("Enter")
    expect(fold.locator("table")).to_be_visible()


def test_on_paper_the_figures_without_the_forms(visitor: Visitor) -> None:
    page = visitor.open(TOXIBUL)
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Mesurer l’éloignement").is_visible()
    assert not page.locator("#again").is_visible()
    assert not page.locator(".observatory__sorts").first.is_visible()
    assert page.locator("#carte svg.drawing--map").is_visible()
    cut = "one => one.scrollHeight > one.clientHeight + 1 && getComputedStyle(one).overflowY"
    assert page.locator("#tableau .rates__frame").evaluate(cut) in (False, "visible")


def test_a_question_without_a_script(visitor_with) -> None:
    visitor: Visitor = visitor_with(java_script_enabled=False)
    page = visitor.open("/observatoire/")
    page.select_option("#planner-about", "network:toxibul")
    page.fill("#planner-minutes", "45")
    page.get_by_role("button", name="Mesurer l’éloignement").click()
    assert "seuil de 45 min" in page.locator(".observatory__asked").inner_text()
    page.get_by_role("link", name="part la plus basse").click()
    assert "sort=share" in page.url
    assert page.locator("#tableau [aria-sort=ascending]").inner_text() == "≤ 45 min"
    page.get_by_role("link", name="77 Seine-et-Marne").click()
    assert "Seine-et-Marne" in page.locator("h1").inner_text()


def test_a_scenario_without_a_script(visitor_with) -> None:
    visitor: Visitor = visitor_with(java_script_enabled=False)
    page = visitor.open(SCENARIO)
    assert not page.locator("[data-scenario-hint]").is_visible()
    box = page.get_by_label("CHU de Brest").and_(page.locator("[name=close]"))
    box.check()
    page.get_by_role("button", name="Recalculer").click()
    assert result_of(page)["Sites"] == "11 → 10"
    assert box.is_checked()


def test_a_scenario_from_the_map(visitor: Visitor) -> None:
    """Touching a mark ticks its box, and a box that is ticked marks the map."""
    page = visitor.open(SCENARIO)
    assert page.locator("[data-scenario-hint]").is_visible()
    box = page.get_by_label("CHU de Brest").and_(page.locator("[name=close]"))
    mark = page.locator(".scenario__mark--close", has_text="CHU de Brest")
    mark.click()
    expect(box).to_be_checked()
    expect(mark).to_have_class("scenario__mark scenario__mark--close scenario__mark--chosen")
    box.focus()
    page.keyboard.press("Space")
    expect(box).not_to_be_checked()
    expect(mark).to_have_class("scenario__mark scenario__mark--close")
    mark.click()
    page.get_by_role("button", name="Recalculer").click()
    assert result_of(page)["Sites"] == "11 → 10"
    assert violations(page) == []
    assert narrowed(visitor) == []
    assert page.locator(".scenario__sites .choice").evaluate_all(SPILLING) == []


def result_of(page: Page) -> dict[str, str]:
    page.wait_for_selector(".scenario .headline")
    terms, figures = (page.locator(f".scenario .headline {tag}") for tag in ("dt", "dd"))
    return dict(zip(terms.all_inner_texts(), figures.all_inner_texts(), strict=True))
