"""The sheet in a browser: accessible, on a phone, from the printer, and back after a reload."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pypdfium2
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import OTHER_PICTURES, Visitor
from tests.browser.faces import PHONE, faults, has_no_sideways_scroll

NF1 = "neurofibromatose type 1"


def sheet_of(visitor: Visitor, place: str, disease: str, age: str) -> Page:
    visitor.open()
    page = visitor.ask(place, disease, age)
    page.get_by_role("button", name="Version à imprimer").click()
    page.wait_for_selector(".sheet")
    return page


def test_look(visitor: Visitor) -> None:
    assert faults(visitor, "sheet", lambda: sheet_of(visitor, "77300", NF1, "28")) == []


def test_two_columns_on_a_phone(visitor_with: Callable[..., Visitor]) -> None:
    visitor = visitor_with(**PHONE)
    page = sheet_of(visitor, "94000", "drépanocytose", "")
    visitor.picture("sheet-two-columns-mobile")
    assert violations(page) == []
    assert has_no_sideways_scroll(visitor)


def test_reload_and_back_bring_it_again_without_a_prompt(visitor: Visitor) -> None:
    page = sheet_of(visitor, "77300", NF1, "28")
    words = page.locator(".sheet").inner_text().split()
    page.reload()
    page.wait_for_selector(".sheet")
    # whatever the lines: a style sheet may come after the words
    assert page.locator(".sheet").inner_text().split() == words
    assert page.title() == "Fiche d’orientation – ESMARA"
    page.go_back()
    page.wait_for_selector(".ladder")
    assert "depuis Fontainebleau" in page.locator("h1").inner_text()
    for address in visitor.addresses:
        asked = urlsplit(address)
        assert "636" not in asked.query
        assert "Fontainebleau" not in asked.query or asked.path.startswith("/api/v1/places")


def test_without_a_script_the_pdf_comes_under_a_neutral_name(visitor_with) -> None:
    visitor: Visitor = visitor_with(java_script_enabled=False)
    page = sheet_of(visitor, "77300", NF1, "28")
    assert not page.get_by_role("button", name="Imprimer", exact=True).is_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger le PDF").click()
    assert download.value.suggested_filename == "orientation.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF-1.7")
    page.get_by_role("button", name="Revenir à la réponse").click()
    assert page.locator(".ladder .step").count() >= 2


def test_the_printer_gives_the_sheet_alone(visitor: Visitor) -> None:
    page = sheet_of(visitor, "77300", NF1, "28")
    file = OTHER_PICTURES / "sheet-printed.pdf"
    OTHER_PICTURES.mkdir(parents=True, exist_ok=True)
    page.pdf(path=file, prefer_css_page_size=True, print_background=True)
    printed = pypdfium2.PdfDocument(file)
    assert len(printed) == 2
    text = "".join(sheet.get_textpage().get_text_range() for sheet in printed)
    assert "Ma feuille d’appel" in text
    assert "Télécharger le PDF" not in text
    assert "Aller au contenu" not in text
    for number, sheet in enumerate(printed, start=1):
        sheet.render(scale=1.5).to_pil().save(OTHER_PICTURES / f"sheet-printed-{number}.png")
