"""The whole search by keyboard, with what a screen reader is told on the way."""

from tests.browser.conftest import Visitor


def active(visitor: Visitor) -> str:
    return visitor.page.evaluate("document.activeElement.id || document.activeElement.tagName")


def test_keyboard_only(visitor: Visitor) -> None:
    page = visitor.open()
    keyboard = page.keyboard
    page.focus("#id_place")
    keyboard.type("fontaineb", delay=20)
    page.wait_for_selector("#id_place[aria-expanded=true]")
    keyboard.press("ArrowDown")
    option = page.locator(f"#{page.get_attribute('#id_place', 'aria-activedescendant')}")
    assert option.get_attribute("aria-selected") == "true"
    keyboard.press("Enter")
    assert page.input_value("#id_place") == "Fontainebleau (77300)"
    assert page.get_attribute("#id_place", "aria-expanded") == "false"
    keyboard.press("Tab")
    assert active(visitor) == "id_disease"
    keyboard.type("NF1", delay=20)
    page.wait_for_selector("#id_disease[aria-expanded=true]")
    assert "sigle" in page.locator("#id_disease-list").inner_text()
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    assert page.input_value("#id_disease") == "Neurofibromatose type 1"
    keyboard.press("Tab")
    keyboard.press("Tab")
    assert active(visitor) == "id_age"
    keyboard.type("28")
    keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('depuis Fontainebleau')")
    assert active(visitor) == "H1"


def test_skip_links_move_the_focus_and_lose_nothing(visitor: Visitor) -> None:
    visitor.open()
    page = visitor.ask("77300", "neurofibromatose type 1", "28")
    title = page.locator("h1").inner_text()
    page.locator("a[href='#main']").press("Enter")
    assert active(visitor) == "main"
    page.get_by_role("link", name="Aller à la carte").press("Enter")
    assert active(visitor) == "map"
    page.reload()
    page.wait_for_selector("[data-focus]")
    assert page.locator("h1").inner_text() == title


def test_escape_closes_and_keeps_the_text(visitor: Visitor) -> None:
    page = visitor.open()
    page.focus("#id_disease")
    page.keyboard.type("neurof", delay=20)
    page.wait_for_selector("#id_disease[aria-expanded=true]")
    page.keyboard.press("Escape")
    assert page.get_attribute("#id_disease", "aria-expanded") == "false"
    assert page.input_value("#id_disease") == "neurof"


def test_suggestions_start_at_two_characters(visitor: Visitor) -> None:
    page = visitor.open()
    page.focus("#id_place")
    page.keyboard.type("7")
    page.wait_for_timeout(500)
    assert not [a for a in visitor.addresses if "/api/" in a]
    page.keyboard.type("7", delay=20)
    page.wait_for_selector("#id_place[aria-expanded=true]")
    # One question after the pause, not one a letter, and never with the other field.
    page.keyboard.type("300", delay=20)
    page.wait_for_timeout(700)
    asked = [a for a in visitor.addresses if "/api/" in a]
    assert [a.split("?")[1] for a in asked] == ["q=77", "q=77300"]


def test_a_choice_is_dropped_when_its_text_changes(visitor: Visitor) -> None:
    page = visitor.open()
    page.focus("#id_place")
    page.keyboard.type("77300", delay=20)
    page.get_by_role("option", name="Fontainebleau").click()
    assert page.input_value("[name=commune]") == "77186"
    page.fill("#id_place", "94000")
    assert page.input_value("[name=commune]") == ""


def test_clear_button_of_the_answer_erases_the_history_of_the_tab(visitor: Visitor) -> None:
    visitor.open()
    page = visitor.ask("77300", "neurofibromatose type 1", "28")
    page.locator("[data-change=id_place]").click()
    page.get_by_role("button", name="Effacer").click()
    page.wait_for_selector(".finder")
    page.go_back()
    page.wait_for_selector(".finder")
    assert page.input_value("#id_place") == page.input_value("#id_disease") == ""
    assert page.evaluate("history.state") is None


def test_clear_button_empties_everything(visitor: Visitor) -> None:
    page = visitor.open()
    page.fill("#id_place", "77300")
    page.fill("#id_age", "28")
    page.check("[name=no_diagnosis]")
    page.get_by_role("button", name="Effacer").click()
    assert page.input_value("#id_place") == page.input_value("#id_age") == ""
    assert not page.is_checked("[name=no_diagnosis]")
    assert active(visitor) == "id_place"
