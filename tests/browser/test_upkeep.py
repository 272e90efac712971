"""The queues of upkeep in a browser: readable on a phone, usable with the keyboard, accessible."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from structures.models import Centre
from tests.browser.test_back_office import Editor, account  # noqa: F401
from upkeep.duplicates import finder
from upkeep.models import DuplicatePair

PAGES = {
    "a-verifier/": "À vérifier",
    "telephones/?liste=old": "Téléphones à trouver",
    "desaccords/?liste=labels": "Désaccords",
    "a-placer/": "À placer",
    "points-douteux/": "Points douteux",
    "doublons/": "Doublons possibles",
    "fusions/": "Fusions",
}


@pytest.fixture
def gestion(account, visitor_with, request) -> Iterator[Editor]:  # noqa: F811
    account.is_superuser = True
    account.save()
    editor = visitor_with(person=Editor, width=request.param)
    editor.log_in()
    yield editor
    DuplicatePair.objects.all().delete()


@pytest.mark.django_db  # one mark in the file makes pytest-django prepare the test database
def test_a_queue_asks_for_an_account(visitor):
    page = visitor.open("/gestion/upkeep/a-verifier/")
    expect(page.get_by_label("Adresse électronique")).to_be_visible()


@pytest.mark.parametrize("gestion", [360, 1280], indirect=True)
def test_the_queues_are_accessible_at_any_width(gestion: Editor):
    finder.look_again()
    for address, title in PAGES.items():
        page = gestion.open(f"/gestion/upkeep/{address}")
        expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        gestion.check_accessibility()


@pytest.mark.parametrize("gestion", [360], indirect=True)
def test_a_row_is_verified_with_the_keyboard_alone(gestion: Editor):
    page = gestion.open("/gestion/upkeep/a-verifier/?kind=centre")
    first = page.get_by_role("checkbox").first
    name = page.locator("label[for='row-1']").inner_text()
    first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Vérifié aujourd’hui").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist .success")).to_contain_text(name)
    assert Centre.objects.exclude(verified_on=None).get().name == name
