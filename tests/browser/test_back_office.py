"""The back office in a browser: come in, find a centre, correct it, place a point, go back.

What docs/how-to/back-office.md shows is photographed here.

These pages set cookies, as they must; no other rule is relaxed: no error in the console (a breach
of the content security policy is one), no request to another host.
"""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from accounts.inviting import invitation_path, invite
from foundations.corrections import corrections_of, forget, revert
from foundations.models import Correction
from resources.models import TRACKED as RESOURCES_TRACKED
from structures.models import TRACKED, Centre
from tests.accounts.second_factor import code_of, with_application
from tests.browser.axe import violations
from tests.browser.conftest import Visitor

EMAIL = "editrice@chu.example"
PASSWORD = "drépano-94-melun-77"
SLUG = "cerenef-henri-mondor-creteil"


class Editor(Visitor):
    may_have_cookies = True  # they come with the log-in

    def check_accessibility(self, but: str = "nothing") -> None:
        """axe tries styles of its own on the page, which the policy of the site blocks."""
        before = list(self.troubles)
        assert [line for line in violations(self.page) if not line.startswith(but)] == []
        self.troubles = before

    def log_in(self) -> Page:
        page = self.open("/gestion/login/")
        page.get_by_label("Adresse électronique").fill(EMAIL)
        page.get_by_label("Mot de passe").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/gestion/second-facteur/**")
        page.get_by_label("Code").fill(code_of(TOTPDevice.objects.get(user__username=EMAIL)))
        page.keyboard.press("Enter")
        page.wait_for_url("**/gestion/")
        return page

    def photograph(self, name: str) -> None:
        """For the guide: the top of the page, as a person sees it."""
        self.picture(f"gestion-{name}", for_readme=True, whole=False)

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
        user, _ = invite(EMAIL)
        user.set_password(PASSWORD)
        user.save()
        with_application(user)
        yield user
        for kept in Correction.objects.all():
            if not revert(kept):  # of a row that the test added, and took away
                kept.delete()
        Session.objects.all().delete()
        for table in (*TRACKED, *RESOURCES_TRACKED):
            table.history.all().delete()
        user.delete()
        connection.close()


@pytest.fixture
def editor(account: User, visitor_with: Callable[..., Editor]) -> Editor:
    return visitor_with(person=Editor, maps=True)


def open_every_fold(page: Page) -> None:
    for fold in page.locator("fieldset details").all():
        fold.evaluate("fold => fold.open = true")


def save(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer et continuer").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


@pytest.mark.django_db  # one mark in the file makes pytest-django prepare the test database
def test_the_log_in_page_sets_no_cookie_and_is_accessible(editor: Editor):
    page = editor.open("/gestion/login/")
    assert page.context.cookies() == []
    editor.check_accessibility()
    editor.photograph("connexion")


def test_an_invitation_leads_to_the_second_factor_then_inside(editor: Editor, account: User):
    TOTPDevice.objects.all().delete()
    page = editor.open(invitation_path(account))
    editor.check_accessibility()
    page.get_by_label("Nouveau mot de passe", exact=False).first.fill("provins-77-fontainebleau")
    page.get_by_label("Confirmation").fill("provins-77-fontainebleau")
    page.get_by_role("button", name="Enregistrer et entrer").click()
    page.wait_for_url("**/gestion/second-facteur/**")
    editor.check_accessibility()
    editor.picture("gestion-second-facteur", for_readme=True)
    page.get_by_label("Les six chiffres").fill(code_of(TOTPDevice.objects.get()))
    page.get_by_role("button", name="Activer et entrer").click()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    editor.check_accessibility()
    with page.expect_download() as saved:
        page.get_by_role("link", name="enregistrez-les").click()
    shown = page.locator(".recovery-codes code").all_inner_texts()
    assert all(code in saved.value.path().read_text() for code in shown)
    page.get_by_role("link", name="C’est noté").click()
    page.wait_for_url("**/gestion/")
    assert page.get_by_role("link", name="Centres", exact=True).first.is_visible()
    editor.check_accessibility()


def test_the_pages_inside_are_accessible(editor: Editor):
    page = editor.log_in()
    editor.check_accessibility()
    page.get_by_label("Chercher dans tout le répertoire").fill("neurofibromatoses")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Centres")).to_be_visible()
    editor.check_accessibility()
    editor.photograph("recherche")
    page = editor.open("/gestion/structures/centre/?q=neurofibromatoses")
    editor.check_accessibility()
    assert page.locator("#result_list tbody tr").count() > 2
    editor.picture("back-office-list", whole=False)
    editor.open_centre()
    editor.check_accessibility(but="empty-table-header")  # Django's own, a minor one
    hospital = Centre.objects.get(slug=SLUG).establishment_id
    editor.open(f"/gestion/structures/establishment/{hospital}/change/")
    open_every_fold(page)
    editor.check_accessibility(but="empty-table-header")
    editor.open("/gestion/codes-de-secours/")
    editor.check_accessibility()


def test_no_page_scrolls_sideways_on_a_telephone(editor: Editor):
    page = editor.log_in()
    page.set_viewport_size({"width": 360, "height": 740})
    hospital = Centre.objects.get(slug=SLUG).establishment_id
    for path in (
        "/gestion/",
        "/gestion/recherche/?q=mondor",
        "/gestion/structures/centre/",
        f"/gestion/structures/establishment/{hospital}/change/",
        f"/gestion/structures/establishment/{hospital}/history/",
        "/gestion/codes-de-secours/",
    ):
        editor.open(path)
        open_every_fold(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        editor.picture("gestion-mobile-" + path.strip("/").replace("/", "-").partition("?")[0])


def test_the_first_hour_of_a_secretary(editor: Editor):
    """Find a centre by its acronym, correct a telephone, look at what changed, go back."""
    page = editor.log_in()
    said = Centre.objects.get(slug=SLUG).age_note
    page.get_by_label("Chercher dans tout le répertoire").fill("CERENEF")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="neurofibromatoses (CERENEF)").first.click()
    page.get_by_role("heading", name="CERENEF").wait_for()
    page.get_by_role("button", name="Ajouter un objet Téléphone supplémentaire").click()
    page.locator("[name=phones-0-kind]").select_option("centre")
    page.locator("[name=phones-0-number]").fill("01 49 81 00 00")
    page.locator("[name=phones-0-number]").scroll_into_view_if_needed()
    editor.photograph("telephone")
    save(page)
    page.get_by_label("Remarque sur l'âge").fill("dès 15 ans")
    save(page)
    page.get_by_role("link", name="Historique").click()
    expect(page.get_by_role("button", name="Rétablir cette version").first).to_be_visible()
    editor.check_accessibility()
    editor.photograph("historique")
    page.get_by_role("button", name="Rétablir cette version").last.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Centre.objects.get(slug=SLUG).age_note == said
    page = editor.open("/gestion/")
    expect(page.locator("#recent-actions-module li").first).to_be_visible()
    editor.check_accessibility()
    editor.photograph("accueil")
    for phone in Centre.objects.get(slug=SLUG).phones.filter(number="01 49 81 00 00"):
        forget(phone)
        phone.delete()


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
    centre = Centre.objects.get(slug=SLUG)
    assert centre.point.coords == (2.4540, 48.7980)
    assert {kept.field for kept in corrections_of(centre)} == {"point", "stands_apart"}
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
    editor.photograph("point")
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


@pytest.mark.parametrize(
    ("field", "typed", "found"),
    [("commune", "77300", "Fontainebleau"), ("commune", "creteil", "Créteil")],
)
def test_a_commune_is_chosen_by_its_name_or_its_postcode(
    editor: Editor, field: str, typed: str, found: str
):
    editor.log_in()
    page = editor.open_centre()
    page.locator(f"#id_{field} + .select2 .select2-selection").click()
    page.locator(".select2-search__field").fill(typed)
    expect(page.locator(".select2-results__option").first).to_contain_text(found)


def test_a_disease_is_chosen_by_its_acronym(editor: Editor):
    editor.log_in()
    page = editor.open("/gestion/resources/protocol/add/")
    page.get_by_role("button", name="Ajouter un objet Maladie supplémentaire").click()
    page.locator("#links-0 .select2-selection").click()
    page.locator(".select2-search__field").fill("NF1")
    expect(page.locator(".select2-results__option").first).to_contain_text("636")
