"""Everything but the map works without a script."""

from tests.browser.conftest import Visitor


def test_journey_without_script(visitor_with) -> None:
    visitor: Visitor = visitor_with(java_script_enabled=False)
    visitor.open()
    page = visitor.ask("77300", "neurofibromatose type 1", "28")
    assert "depuis Fontainebleau (77300)" in page.locator("h1").inner_text()
    assert page.locator(".ladder .step").count() >= 2
    visitor.picture("answer-without-script")


def test_choosing_a_commune_without_script(visitor_with) -> None:
    visitor: Visitor = visitor_with(java_script_enabled=False)
    visitor.open()
    page = visitor.ask("02400", "neurofibromatose type 1", "28")
    group = page.get_by_role("group", name="Précisez la commune")
    assert group.get_by_role("radio").count() == 23
    group.get_by_label("Château-Thierry").check()
    page.get_by_role("button", name="Continuer").click()
    assert "Château-Thierry (02400)" in page.locator("h1").inner_text()
    assert "28\u00a0ans" in page.locator("h1").inner_text()


def test_changed_place_wins_over_the_one_chosen_before(visitor_with) -> None:
    visitor: Visitor = visitor_with(java_script_enabled=False)
    visitor.open()
    page = visitor.ask("77300", "neurofibromatose type 1", "28")
    page.get_by_text("Modifier ma question").click()
    page.fill("#id_place", "94000")
    page.get_by_role("button", name="Voir où aller").click()
    assert "Créteil" in page.locator("h1").inner_text()


def test_address_of_the_answer_alone_shows_the_form(visitor_with) -> None:
    visitor: Visitor = visitor_with(java_script_enabled=False)
    page = visitor.open("/orientation")
    assert page.locator("#id_place").is_visible()


def test_page_that_came_by_post_reloads_without_a_prompt(visitor: Visitor) -> None:
    """The script arrives after the plain form was sent: from then on a reload is a GET."""
    page = visitor.open()
    page.fill("#id_place", "77300")
    page.fill("#id_disease", "neurofibromatose type 1")
    page.fill("#id_age", "28")
    # form.submit() raises no submit event: exactly what a page without its script does.
    with page.expect_navigation():
        page.evaluate("document.querySelector('form[data-question]').submit()")
    page.wait_for_selector("h1:has-text('depuis Fontainebleau')")
    with page.expect_request(lambda request: request.is_navigation_request()) as reloaded:
        page.reload()
    assert reloaded.value.method == "GET"
    page.wait_for_selector("h1:has-text('depuis Fontainebleau')")
