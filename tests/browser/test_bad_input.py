"""What cannot be understood is said clearly, and nothing that was typed is lost."""

import pytest

from tests.browser.conftest import Visitor

LONG = "neurofibromatose " * 600
NASTY = "'; DROP TABLE structures_centre; -- <script>alert(1)</script>"


EVERY = [
    ("00000", "drépanocytose", "28", "id_place"),
    ("77300", "", "28", "id_disease"),
    ("", "drépanocytose", "28", "id_place"),
    ("77300", "drépanocytose", "-1", "id_age"),
    ("77300", "drépanocytose", "300", "id_age"),
    ("77300", "drépanocytose", "abc", "id_age"),
    ("77300", LONG, "28", "id_disease"),
    (LONG, "drépanocytose", "28", "id_place"),
    ("77300", NASTY, "28", "id_disease"),
    (NASTY, "drépanocytose", "28", "id_place"),
]


@pytest.mark.parametrize(("has_script", "cases"), [(True, EVERY), (False, EVERY[:3])])
def test_bad_input(visitor_with, has_script: bool, cases: list[tuple[str, str, str, str]]) -> None:
    visitor: Visitor = visitor_with(java_script_enabled=has_script)
    for place, disease, age, wrong in cases:
        visitor.open()
        page = visitor.ask(place, disease, age)
        page.wait_for_selector(".errors")
        assert page.locator(f".errors a[href='#{wrong}']").count() == 1
        assert page.get_attribute(f"#{wrong}", "aria-invalid") == "true"
        assert page.input_value("#id_place") == place
        assert page.input_value("#id_disease") == disease
        assert page.input_value("#id_age") == age
        if has_script:
            assert page.evaluate("document.activeElement.className") == "errors"
            page.locator(".errors a").first.click()
            assert page.evaluate("document.activeElement.id") == wrong


def test_network_failure_is_said(visitor: Visitor) -> None:
    visitor.open()
    page = visitor.page
    page.route("**/orientation", lambda route: route.abort())
    page.fill("#id_place", "77300")
    page.fill("#id_disease", "drépanocytose")
    page.get_by_role("button", name="Voir où aller").click()
    page.get_by_role("alert").filter(has_text="La réponse n’est pas arrivée").wait_for()
    assert page.input_value("#id_place") == "77300"
    visitor.troubles = [t for t in visitor.troubles if "net::ERR_FAILED" not in t]
