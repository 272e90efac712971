"""The faces of an answer: the patient's page, the doctor's screen, and the way back."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Visitor
from tests.browser.faces import each_face, faults, unfold

SCREEN = 900  # px: the height of the window in which a doctor's answer must fit
CASES = {
    "creteil": ("94000", "maladie de Huntington", "45"),
    "provins": ("77160", "drépanocytose", "1"),
    "melun": ("77000", "DRESS", "52"),
    "lamentin": ("97232", "dystrophie facio-scapulo-humérale", "50"),
}
DRESS = CASES["melun"]
LINK = "/orientation#v=1&c=77288&d=139402&a=52&view=pro"
PRO = "Pour un professionnel"


def answer(visitor: Visitor, case: tuple[str, str, str]) -> Page:
    visitor.open()
    return visitor.ask(*case)


def for_a_doctor(visitor: Visitor, case: tuple[str, str, str] = DRESS) -> Page:
    page = answer(visitor, case)
    page.get_by_role("button", name=PRO).click()
    page.wait_for_selector(".pro")
    return page


def without_map(page: Page) -> None:
    """The pins of a map may overlap (WCAG 2.5.8 exempts them); the map has tests of its own."""
    page.evaluate("document.querySelector('.answer__map')?.remove()")


def levels_skipped(page: Page) -> list[str]:
    """Headings more than one level below the one before them."""
    headings = page.locator("main :is(h1, h2, h3, h4)").evaluate_all(
        "all => all.map(one => [Number(one.tagName[1]), one.textContent.trim()])"
    )
    return [name for (before, _), (level, name) in pairwise(headings) if level > before + 1]


def bottom_of(page: Page, selector: str) -> float:
    return page.locator(selector).last.evaluate("one => one.getBoundingClientRect().bottom")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_patients_page(visitor: Visitor, case: tuple[str, str, str]) -> None:
    def come() -> None:
        page = answer(visitor, case)
        assert levels_skipped(page) == []
        without_map(page)
        unfold(visitor, "main details")

    assert faults(visitor, f"patient-{case[0]}", come) == []


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_doctors_screen(visitor: Visitor, case: tuple[str, str, str]) -> None:
    def come() -> None:
        page = for_a_doctor(visitor, case)
        assert levels_skipped(page) == []
        unfold(visitor, "main details")

    assert faults(visitor, f"pro-{case[0]}", come) == []


def test_an_emergency_photographed(map_reader: Visitor) -> None:
    page = answer(map_reader, DRESS)
    map_reader.wait_for_map()
    page.mouse.move(0, 0)
    map_reader.picture("answer-urgent", for_readme=True, whole=False)
    assert page.locator(".marker").count() > 0
    page.get_by_role("button", name=PRO).click()
    page.wait_for_selector(".pro")
    map_reader.picture("answer-pro", for_readme=True, whole=False)


@pytest.mark.parametrize("name", ["creteil", "provins", "melun"])
def test_the_essentials_fit_one_screen(visitor: Visitor, name: str) -> None:
    page = for_a_doctor(visitor, CASES[name])
    assert bottom_of(page, ".pro__block") <= SCREEN
    assert page.locator(".pro__below > details[open]").count() == 0


def test_overseas_whom_to_call_and_the_letter_fit_one_screen(visitor: Visitor) -> None:
    page = for_a_doctor(visitor, CASES["lamentin"])
    assert bottom_of(page, ".pro__block--call") <= SCREEN
    assert bottom_of(page, ".pro__block--letter") <= SCREEN


def test_the_letter_goes_to_the_clipboard(visitor: Visitor) -> None:
    page = for_a_doctor(visitor)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copier le texte").click()
    expect(page.locator(".pro__copy [role=status]")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.input_value("#letter")
    assert copied.startswith("Objet : demande d’avis")


def test_without_a_clipboard_the_letter_is_selected(visitor: Visitor) -> None:
    page = for_a_doctor(visitor)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    page.get_by_role("button", name="Copier le texte").click()
    expect(page.locator(".pro__copy [role=status]")).not_to_be_empty()
    selected = page.locator("#letter").evaluate(
        "field => field.value.slice(field.selectionStart, field.selectionEnd)"
    )
    assert selected == page.input_value("#letter")


def test_back_returns_to_the_patients_page(visitor: Visitor) -> None:
    page = for_a_doctor(visitor)
    page.go_back()
    page.wait_for_selector(".ladder")
    assert page.locator(".pro").count() == 0
    page.go_forward()
    page.wait_for_selector(".pro")


def test_reload_keeps_the_doctors_screen(visitor: Visitor) -> None:
    page = for_a_doctor(visitor)
    page.reload()
    page.wait_for_selector(".pro")
    expect(page.get_by_role("button", name=PRO)).to_have_attribute("aria-current", "true")


def test_a_restored_tab_shows_the_doctors_screen(visitor: Visitor) -> None:
    """What a browser keeps of a closed tab is its address and `history.state`."""
    page = for_a_doctor(visitor)
    kept = page.evaluate("history.state")
    assert kept["question"]["view"] == "pro"
    other = page.context.new_page()
    other.goto(f"{visitor.site}/orientation")
    other.evaluate("state => history.replaceState(state, '')", kept)
    other.reload()
    other.wait_for_selector(".pro")


def test_a_link_opens_the_doctors_screen(visitor: Visitor) -> None:
    page = visitor.open(LINK)
    page.wait_for_selector(".pro")
    assert "Melun" in page.locator("h1").inner_text()
    assert "#" not in page.url


def test_tabs_and_communes_without_a_script(visitor_with: Callable[..., Visitor]) -> None:
    visitor = visitor_with(java_script_enabled=False)
    page = answer(visitor, CASES["provins"])
    page.get_by_role("button", name=PRO).click()
    assert page.locator(".pro").is_visible()
    page.get_by_role("button", name="Pour vous").click()
    page.get_by_text("Préciser la commune").click()
    page.get_by_label("Rouilly").check()
    page.get_by_role("button", name="Continuer").click()
    assert "Rouilly (77160)" in page.locator("h1").inner_text()


def test_the_communes_are_told_apart_where_they_are_spoken_of(visitor: Visitor) -> None:
    page = answer(visitor, CASES["provins"])
    notice = page.locator("[data-code=same_for_all_communes]")
    notice.get_by_text("Préciser la commune").click()
    assert notice.get_by_role("radio").count() == 10
    without_map(page)
    assert violations(page) == []


@pytest.mark.parametrize("view", ["Pour vous", PRO])
def test_between_childhood_and_adulthood(visitor: Visitor, view: str) -> None:
    def come() -> None:
        page = answer(visitor, ("94000", "aplasie médullaire idiopathique", "16"))
        page.get_by_role("button", name=view).click()
        sides = page.locator(".transition__side")
        expect(sides).to_have_count(2)
        assert "Robert-Debré" in sides.first.inner_text()
        assert "Saint-Louis" in sides.last.inner_text()
        without_map(page)

    assert faults(visitor, "transition", come) == []


def test_the_pathway_opens_only_after_a_sure_diagnosis(visitor: Visitor) -> None:
    page = answer(visitor, CASES["creteil"])
    parts = page.locator(".pathway__part")
    assert parts.evaluate_all("all => all.map(one => one.open)")[:2] == [True, False]
    page.locator("[data-change=id_disease]").click()
    page.get_by_label("Évoqué").check()
    page.get_by_role("button", name="Voir où aller").click()
    expect(page.locator(".pathway__part[open]")).to_have_count(0)
    assert parts.count() > 0


def test_on_a_phone_what_is_less_pressing_is_folded(visitor: Visitor) -> None:
    page = visitor.page
    for face in each_face(visitor, lambda: answer(visitor, CASES["creteil"])):
        folds = page.locator("[data-fold-when-narrow]")
        assert folds.count() > 0
        open_ones = folds.evaluate_all("all => all.filter(one => one.open).length")
        assert open_ones == (0 if face == "mobile" else folds.count())
        assert page.locator("#around-emergency").is_visible()


def test_the_emergency_step_has_large_numbers_cards_then_the_doctors_line(
    visitor: Visitor,
) -> None:
    for face in each_face(visitor, lambda: answer(visitor, DRESS)):
        step = visitor.page.locator(".rung--urgence")
        numbers = step.locator(".dial__number").all()
        assert [one.get_attribute("href") for one in numbers] == ["tel:15", "tel:112", "sms:114"]
        assert all(one.bounding_box()["height"] >= 48 for one in numbers), face
        assert "Réservé aux médecins" in step.inner_text()


def test_targets_are_large_enough(visitor: Visitor) -> None:
    for face in each_face(visitor, lambda: for_a_doctor(visitor)):
        targets = visitor.page.locator("main :is(button, summary, .button, .dial__number)")
        small = targets.evaluate_all(
            "all => all.filter(one => one.checkVisibility() &&"
            " one.getBoundingClientRect().height < 44).map(one => one.textContent.trim())"
        )
        assert small == [], face


def test_the_page_on_paper_points_to_the_sheet(visitor: Visitor) -> None:
    page = answer(visitor, CASES["provins"])
    told = page.locator(".answer__printed")
    assert not told.is_visible()
    page.emulate_media(media="print")
    assert told.is_visible()
    assert page.locator(".beside__number").first.is_visible()
