"""A secretary sends the spreadsheet of somebody else: the four pages, on a desk and on a phone."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Permission, User
from playwright.sync_api import Page, expect

from importers.models import SenderMapping, Upload
from structures.models import Service
from tests.browser.test_back_office import Editor, account, editor  # noqa: F401 (fixtures)
from tests.importers.spreadsheets.files import xlsx

NEW = "IME Les Tilleuls de Meaux"
ROWS = [
    ["Structures de Seine-et-Marne – novembre 2026"],
    [],
    ["FINESS", "Nom", "Type", "Adresse", "CP", "Ville", "Tél.", "Mail du directeur"],
    ["", NEW, "IME", "3 rue des Tilleuls", 77100, "Meaux", 160250101, ""],
    ["", "SESSAD du Gâtinais", "SESSAD", "", 77140, "Nemours", "1,64280E+08", ""],
    ["", "MDPH de Seine et Marne", "MDPH", "", 77176, "Savigny-le-Temple", "", ""],
    ["Total", "", "", "", "", "", "", 3],
]


@pytest.fixture
def taken_back(editor: Editor, account: User) -> Iterator[Editor]:  # noqa: F811
    """What the test imports is committed: it goes away with what was remembered."""
    rights = Permission.objects.filter(content_type__app_label="importers")
    account.user_permissions.add(*rights)
    yield editor
    Service.objects.filter(name=NEW).delete()
    Upload.objects.all().delete()
    SenderMapping.objects.all().delete()


def check(editor: Editor, picture: str, *, for_readme: bool = False) -> None:  # noqa: F811
    """The page at both widths: nothing to scroll sideways for, nothing that axe finds."""
    for width in (360, 1280):
        editor.page.set_viewport_size({"width": width, "height": 900})
        wide = editor.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (picture, wide)
        editor.check_accessibility()
        editor.picture(f"{picture}-{width}")
    if for_readme:
        editor.picture(picture, for_readme=True)


def send(page: Page, site: str) -> None:
    page.goto(f"{site}/gestion/importers/upload/add/")
    file = {
        "name": "structures.xlsx",
        "mimeType": "application/octet-stream",
        "buffer": xlsx(ROWS),
    }
    page.get_by_label("Fichier").set_input_files(file)
    page.get_by_label("Services et structures d’appui").check()
    page.get_by_label("Qui vous l’a envoyé").fill("Département de Seine-et-Marne")
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url("**/colonnes/")


@pytest.mark.django_db  # one mark in the file makes pytest-django prepare the test database
def test_the_pages_ask_for_a_log_in(editor: Editor):  # noqa: F811
    page = editor.open("/gestion/importers/upload/add/")
    expect(page.get_by_role("heading", name="Se connecter")).to_be_visible()


def test_a_spreadsheet_is_sent_looked_at_and_imported(taken_back: Editor):
    editor = taken_back  # noqa: F811
    page = editor.log_in()
    page.goto(f"{editor.site}/gestion/importers/upload/add/")
    check(editor, "spreadsheet-file")
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check(editor, "spreadsheet-file-errors")
    send(page, editor.site)
    check(editor, "spreadsheet-columns")
    expect(page.get_by_label("Champ de la colonne G, Tél.")).to_have_value("phones")
    page.get_by_role("button", name="Voir l’aperçu").click()
    page.wait_for_url("**/apercu/")
    expect(page.get_by_text("zéro rétabli : 160250101 → 01 60 25 01 01")).to_be_visible()
    expect(page.get_by_text("le tableur a abrégé ce nombre")).to_be_visible()
    check(editor, "spreadsheet-preview", for_readme=True)
    with page.expect_download() as downloading:
        page.get_by_role("link", name="lignes refusées (Excel)").click()
    assert downloading.value.suggested_filename.endswith(".xlsx")
    page.get_by_label("La laisser de côté").check()
    page.get_by_role("button", name="Enregistrer mes choix").click()
    page.get_by_role("button", name="Importer 1 ligne").dblclick()
    page.wait_for_url("**/resultat/")
    assert Service.objects.filter(name=NEW).count() == 1
    check(editor, "spreadsheet-result")
    page.go_back()
    page.wait_for_url("**/resultat/")
    send(page, editor.site)
    expect(page.get_by_text("Colonnes reconnues")).to_be_visible()
