"""The back office in a browser: log in, open a centre, move its point by keyboard and by map.

These pages set cookies, as they must; no other rule is relaxed: no error in the console (a breach
of the content security policy is one), no request to another host.
"""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from geo_directory.management.commands.invite import editors, invitation_path, invite
from playwright.sync_api import Browser, Page, Response, expect
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from foundations.corrections import revert
from foundations.models import Correction
from structures.models import Centre
from tests.browser.axe import violations
from tests.browser.conftest import Visitor

EMAIL = "editrice@chu.example"
PASSWORD = "drépano-94-melun-77"
SLUG = "cerenef-henri-mondor-creteil"


class Editor(Visitor):
    def _answered(self, response: Response) -> None:
        """Cookies come with the log-in."""

    def check_accessibility(self) -> None:
        """axe tries styles of its own on the page, which the policy of the site blocks."""
        before = list(self.troubles)
        assert violations(self.page) == []
        self.troubles = before

    def log_in(self) -> Page:
        page = self.open("/gestion/login/")
        page.get_by_label("Adresse électronique").fill(EMAIL)
        page.get_by_label("Mot de passe").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/gestion/")
        return page

    def open_centre(self) -> Page:
        centre = Centre.objects.get(slug=SLUG)
        page = self.open(f"/gestion/structures/centre/{centre.pk}/change/")
        page.locator("[data-point-map]").scroll_into_view_if_needed()
        page.wait_for_selector("[data-point-map][data-ready]", timeout=30_000)
        return page


@pytest.fixture
def account(server: LiveServer, django_db_blocker: DjangoDbBlocker) -> Iterator[User]:
    """Somebody who was invited. What is saved is committed, and taken back afterwards."""
    with django_db_blocker.unblock():
        assert connection.settings_dict["NAME"].startswith("test_"), "never in somebody's directory"
        user, _ = invite(EMAIL, superuser=False)
        user.set_password(PASSWORD)
        user.save()
        yield user
        for kept in Correction.objects.all():
            revert(kept)
        Session.objects.all().delete()
        user.delete()
        editors().delete()
        connection.close()


@pytest.fixture
def editor(account: User, chromium: Browser, server: LiveServer) -> Iterator[Editor]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR")
    context.set_default_timeout(15_000)
    editor = Editor(context.new_page(), server.url)
    yield editor
    # a request cut short would hold a connection to the database that is about to be dropped
    editor.page.wait_for_load_state("networkidle")
    context.close()
    assert editor.troubles == []


def save(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer et continuer").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


@pytest.mark.django_db  # one mark in the file makes pytest-django prepare the test database
def test_the_log_in_page_sets_no_cookie_and_is_accessible(editor: Editor):
    page = editor.open("/gestion/login/")
    assert page.context.cookies() == []
    editor.check_accessibility()
    editor.picture("back-office-log-in")


def test_an_invitation_leads_inside(editor: Editor, account: User):
    page = editor.open(invitation_path(account))
    editor.check_accessibility()
    page.get_by_label("Nouveau mot de passe", exact=False).first.fill("provins-77-fontainebleau")
    page.get_by_label("Confirmation").fill("provins-77-fontainebleau")
    page.get_by_role("button", name="Enregistrer et entrer").click()
    page.wait_for_url("**/gestion/")
    assert page.get_by_role("link", name="Centres", exact=True).first.is_visible()


def test_the_pages_inside_are_accessible(editor: Editor):
    page = editor.log_in()
    editor.check_accessibility()
    page = editor.open("/gestion/structures/centre/?q=neurofibromatoses")
    editor.check_accessibility()
    assert page.locator("#result_list tbody tr").count() > 2
    editor.picture("back-office-list", whole=False)
    editor.open_centre()
    editor.check_accessibility()


def test_a_point_is_moved_with_the_keyboard_alone(editor: Editor):
    editor.log_in()
    page = editor.open_centre()
    page.get_by_label("Adresse propre").focus()
    page.keyboard.press("Space")
    page.get_by_label("Longitude (est)").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("2,4540")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "id_point_1"
    page.keyboard.press("Control+a")
    page.keyboard.type("48,7980")
    save(page)
    assert Centre.objects.get(slug=SLUG).point.coords == (2.4540, 48.7980)
    assert set(Correction.objects.values_list("field", flat=True)) == {"point", "stands_apart"}
    expect(page.get_by_role("heading", name="Corrections faites à la main")).to_be_visible()


def test_a_click_on_the_map_sets_the_point(editor: Editor):
    editor.log_in()
    page = editor.open_centre()
    lon, lat = (float(page.locator(f"#id_point_{part}").input_value()) for part in (0, 1))
    canvas = page.locator("[data-point-map] canvas")
    size = canvas.bounding_box()
    canvas.click(position={"x": size["width"] / 2 + 60, "y": size["height"] / 2 - 40})
    east, north = (float(page.locator(f"#id_point_{part}").input_value()) for part in (0, 1))
    assert 0 < east - lon < 0.1
    assert 0 < north - lat < 0.1
    editor.picture("back-office-centre", whole=False)
    page.get_by_label("Adresse propre").check()
    save(page)
    assert Centre.objects.get(slug=SLUG).point.coords == (east, north)


def test_the_marker_is_dragged_and_follows_the_inputs(editor: Editor):
    editor.log_in()
    page = editor.open_centre()
    pin = page.locator(".point-widget-pin")
    before = pin.bounding_box()
    pin.hover()
    page.mouse.down()
    page.mouse.move(before["x"] + 80, before["y"] + 50, steps=5)
    page.mouse.up()
    dragged = float(page.locator("#id_point_0").input_value())
    assert dragged > 2.45404
    page.get_by_label("Longitude (est)").fill("2.45404")
    page.get_by_label("Latitude (nord)").fill("48.79880")
    page.keyboard.press("Tab")
    box = page.locator("[data-point-map]").bounding_box()
    after = pin.bounding_box()
    assert abs(after["x"] + after["width"] / 2 - box["x"] - box["width"] / 2) < 4
    assert abs(after["y"] + after["height"] / 2 - box["y"] - box["height"] / 2) < 4


def test_a_network_is_chosen_among_suggestions(editor: Editor):
    editor.log_in()
    page = editor.open_centre()
    page.locator("#id_network + .select2 .select2-selection").click()
    page.locator(".select2-search__field").fill("huntington")
    page.locator(".select2-results__option--highlighted", has_text="Huntington").click()
    expect(page.locator("#id_network + .select2")).to_contain_text("Huntington")
