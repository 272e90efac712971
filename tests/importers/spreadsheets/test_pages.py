"""The four pages: rights, two windows, two editors, what is remembered and what is forgotten."""

import io
import zipfile
from datetime import timedelta

import openpyxl
import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from django.utils import timezone

from foundations import to_do
from importers.models import SenderMapping, Upload
from importers.spreadsheets.keeping import purge
from importers.spreadsheets.targets import TARGETS
from resources.models import Association
from structures.models import Establishment
from tests.importers.spreadsheets.conftest import Secretary
from tests.importers.spreadsheets.files import xlsx

pytestmark = pytest.mark.django_db

ROWS = [["Asso", "Ville", "Machin"], ["Les Petits Pas", "Melun", "x"], ["Grandir", "Meaux", "y"]]


def person(name: str, *rights: str) -> Secretary:
    user = User.objects.create_user(name, is_staff=True)
    for right in rights:
        app, codename = right.split(".")
        user.user_permissions.add(
            Permission.objects.get(codename=codename, content_type__app_label=app)
        )
    return Secretary(user)


def test_a_click_twice_imports_once(secretary):
    secretary.preview(xlsx([["Nom"], ["Les Petits Pas"]]), "associations")
    seen = secretary.client.get(secretary.address("preview")).context["seen"]
    for _ in range(2):
        assert secretary.do_import(seen).url == secretary.address("result")
    assert Association.objects.filter(name="Les Petits Pas").count() == 1


def test_going_back_after_the_import_leads_to_the_result(secretary):
    secretary.sends_and_imports(xlsx([["Nom"], ["Les Petits Pas"]]), "associations")
    for step in ("columns", "preview"):
        assert secretary.client.get(secretary.address(step)).url == secretary.address("result")
        assert secretary.client.post(secretary.address(step)).url == secretary.address("result")


def test_what_changed_since_the_preview_is_shown_again(secretary):
    known = Association.objects.get(slug="afaf")
    rows = [["Adresse courte", "Ville"], [known.slug, "Melun"]]
    secretary.preview(xlsx(rows), "associations")
    seen = secretary.client.get(secretary.address("preview")).context["seen"]
    Association.objects.filter(pk="afaf").update(seat_city="Ailleurs")
    answer = secretary.do_import(seen)
    assert answer.url == secretary.address("preview")
    page = secretary.client.get(answer.url).content.decode()
    assert "ont changé depuis cet aperçu" in page
    assert "Ailleurs" in page
    assert Association.objects.get(pk="afaf").seat_city == "Ailleurs"
    assert secretary.do_import().url == secretary.address("result")
    assert Association.objects.get(pk="afaf").seat_city == "Melun"


def test_columns_of_a_sender_are_remembered(secretary):
    rows = [["Asso", "Ville", "Machin"], ["Les Petits Pas", "Melun", "marche"]]
    secretary.send(xlsx(rows), "associations")
    secretary.map(column_0="name", column_2="concerns")
    secretary.do_import()
    assert SenderMapping.objects.get().columns == ["name", "seat_city", "concerns"]
    rows[1][2] = "marche tardive"
    secretary.send(xlsx([["Liste"], *rows]), "associations", sender="secretariat du chic")
    assert secretary.upload.sender == "Secrétariat du CHIC"
    assert secretary.upload.mapping == {"0": "name", "1": "seat_city", "2": "concerns"}
    page = secretary.client.get(secretary.address("columns")).content.decode()
    assert "Colonnes reconnues" in page
    secretary.send(xlsx(rows), "associations", sender="Un autre")
    assert "2" not in secretary.upload.mapping


def test_refused_rows_come_back_corrected(secretary):
    rows = [["Nom", "CP", "Téléphone", "Divers"], ["Association A", "7700", "zut", "gardé"]]
    secretary.sends_and_imports(xlsx(rows), "associations")
    for extension in ("csv", "xlsx"):
        file = secretary.client.get(secretary.address("refused", extension=extension))
        assert file.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(file.content))
    headings, cells = ([cell.value for cell in row] for row in book.active.iter_rows())
    assert headings == ["Ligne du fichier", "Pourquoi", "Nom", "CP", "Téléphone", "Divers"]
    assert cells[0] == 2
    assert "zut" in cells[1]
    assert cells[5] == "gardé"
    book.active["E2"] = "01 64 00 00 00"
    out = io.BytesIO()
    book.save(out)
    upload = secretary.sends_and_imports(out.getvalue(), "associations")
    assert upload.counts["create"] == 1
    assert upload.unmapped == ["Divers"]
    assert Association.objects.get(name="Association A").phone == "01 64 00 00 00"


def test_another_sheet_and_another_row_of_headings(secretary):
    notes = [["Bonjour"], ["voici la liste"]]
    content = xlsx(notes, [["x", "y"], *ROWS], names=["Notes", "Liste"])
    secretary.send(content, "associations")
    assert (secretary.upload.sheet, secretary.upload.header_row) == ("Liste", 2)
    address = secretary.address("columns")
    secretary.client.post(address, {"reread": "1", "header_row": "1"})
    secretary.upload.refresh_from_db()
    assert (secretary.upload.sheet, secretary.upload.header_row) == ("Liste", 1)
    secretary.client.post(address, {"reread": "1", "sheet": "Notes"})
    secretary.upload.refresh_from_db()
    assert secretary.upload.sheet == "Notes"
    for nonsense in ({"sheet": "rien"}, {"header_row": "9999"}, {"header_row": "x"}):
        assert secretary.client.post(address, {"reread": "1", **nonsense}).status_code == 302
        assert secretary.client.get(address).status_code == 200


def test_one_field_for_two_columns_is_asked_again(secretary):
    secretary.send(xlsx(ROWS), "associations")
    answer = secretary.map(column_0="name", column_1="name")
    assert answer.status_code == 200
    assert "pour deux colonnes" in answer.content.decode()
    answer = secretary.map(column_0="", column_1="seat_city")
    assert "au moins" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "vide"), (b"%PDF-1.4", "pas un tableau"), (b"PK\x03\x04 broken", "abîmé")],
)
def test_a_file_that_is_no_table_is_refused_and_nothing_kept(secretary, content, said):
    answer = secretary.send(content, "associations")
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not Upload.objects.exists()


def test_signs_that_no_table_can_hold_are_no_trouble(secretary):
    """A zero byte far down a CSV file, a number that is none in a workbook."""
    late = "Nom;Ville\r\n" + "Une association;Melun\r\n" * 12_000 + "Autre\0nom;Melun\r\n"
    secretary.send(late.encode(), "associations", name="liste.csv")
    assert secretary.map().status_code == 302
    book = zipfile.ZipFile(io.BytesIO(xlsx([["Nom", "Ville"], ["Autre", 12345]])))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as broken:
        for name in book.namelist():
            broken.writestr(name, book.read(name).replace(b"<v>12345</v>", b"<v>NaN</v>"))
    secretary.send(out.getvalue(), "associations")
    assert secretary.map().status_code == 302
    assert secretary.row(2)["state"] == "create"


def test_a_form_without_anything_says_what_is_missing(secretary):
    page = secretary.client.post(reverse("admin:importers_upload_add")).content.decode()
    for sentence in ("Choisissez un fichier.", "Dites ce que contient", "Dites qui l’a envoyé."):
        assert sentence in page


def test_large_previews_have_pages_and_bad_ones_are_the_nearest(secretary):
    rows = [["Nom"], *([f"Association numéro {n:03d} de Melun"] for n in range(120))]
    secretary.send(xlsx(rows), "associations")
    secretary.map()
    address = secretary.address("preview")
    assert "Page 1 sur 3" in secretary.client.get(address).content.decode()
    for query in ("?page=zut", "?page=99", "?etat=zut", "?etat=refused&page=2"):
        assert secretary.client.get(address + query).status_code == 200


# rights


def test_without_the_right_to_upload_no_page_opens():
    reader = person("lectrice", "importers.view_upload", "resources.change_association")
    assert reader.client.get(reverse("admin:importers_upload_add")).status_code == 403
    template = reverse("admin:importers_upload_template", kwargs={"key": "centres"})
    assert reader.client.get(template).status_code == 403


def test_only_the_targets_that_one_may_edit_are_offered():
    editor = person("a", "importers.add_upload", "resources.change_association")
    page = editor.client.get(reverse("admin:importers_upload_add"))
    assert [target.key for target in page.context["targets"]] == ["associations"]
    assert editor.send(xlsx(ROWS), "centres").status_code == 200
    nobody = person("b", "importers.add_upload")
    assert nobody.client.get(reverse("admin:importers_upload_add")).status_code == 403


def test_rows_beyond_ones_rights_are_refused():
    rows = [
        ["Nom", "Ville"],
        [Association.objects.get(pk="afaf").name, "Melun"],
        ["Neuve", "Melun"],
    ]
    rights = ["importers.add_upload", "importers.view_upload", "resources.view_association"]
    changer = person("a", *rights, "resources.change_association")
    changer.preview(xlsx(rows), "associations")
    assert [row["state"] for row in changer.upload.rows] == ["update", "refused"]
    adder = person("b", *rights, "resources.add_association")
    adder.preview(xlsx(rows), "associations")
    assert [row["state"] for row in adder.upload.rows] == ["refused", "create"]


def test_a_draft_is_of_who_sent_it():
    rights = ["importers.add_upload", "importers.view_upload", "resources.change_association"]
    first, second = person("a", *rights), person("b", *rights)
    first.send(xlsx(ROWS), "associations")
    first.map(column_0="name")
    for step in ("columns", "preview"):
        assert second.client.get(first.address(step)).status_code == 403
    assert second.client.get(first.address("refused", extension="csv")).status_code == 404


def test_nobody_unknown_enters(client, secretary):
    secretary.preview(xlsx([["Nom"], ["A"]]), "associations")
    for step in ("columns", "preview", "result"):
        assert "/gestion/login/" in client.get(secretary.address(step)).url


# what is kept


def test_old_files_and_reports_are_dropped_and_their_counts_stay(secretary):
    secretary.sends_and_imports(xlsx([["Nom"], ["Les Petits Pas"]]), "associations")
    old = timezone.now() - timedelta(days=31)
    done = Upload.objects.filter(pk=secretary.upload.pk)
    secretary.send(xlsx([["Nom"], ["Autre"]]), "associations")
    draft = secretary.upload
    Upload.objects.update(imported_at=old, uploaded_at=old)
    Upload.objects.filter(pk=draft.pk).update(imported_at=None)
    assert purge() == 2
    draft.refresh_from_db()
    assert (draft.state, draft.content) == ("dropped", None)
    assert done.get().rows is None
    assert done.get().counts["create"] == 1
    assert len(done.get().sha256) == 64
    for upload in (draft, done.get()):
        address = reverse("admin:importers_upload_result", args=[upload.pk])
        assert secretary.client.get(address).status_code == 200
    assert purge() == 0


def test_the_list_and_the_home_page_lead_there(secretary):
    secretary.send(xlsx([["Nom"], ["Autre"]]), "associations")
    page = secretary.client.get(reverse("admin:importers_upload_changelist")).content.decode()
    assert "Envoyer un tableau" in page
    change = reverse("admin:importers_upload_change", args=[secretary.upload.pk])
    answer = secretary.client.get(change, follow=True)
    assert answer.redirect_chain[-1][0] == secretary.address("columns")
    assert secretary.client.get("/gestion/importers/upload/zut/change/").status_code == 404
    (waiting,) = [w for w in to_do.waiting_for(secretary.user) if "Tableaux" in w.label]
    assert waiting.count == 1


# files that go out


@pytest.mark.parametrize("key", TARGETS)
def test_a_template_filled_in_is_understood(secretary, key):
    file = secretary.client.get(reverse("admin:importers_upload_template", kwargs={"key": key}))
    book = openpyxl.load_workbook(io.BytesIO(file.content))
    page = book.worksheets[0]
    page["A2"] = "Une ligne d’essai"
    out = io.BytesIO()
    book.save(out)
    secretary.send(out.getvalue(), key)
    assert secretary.upload.sheet == "À remplir"
    assert list(secretary.upload.mapping.values()) == list(TARGETS[key].by_key)
    assert page["A1"].comment or page["B1"].comment


def test_a_list_exports_what_its_filters_leave(secretary):
    address = reverse("admin:structures_establishment_export", args=["xlsx"])
    file = secretary.client.get(address, {"q": "mondor"})
    book = openpyxl.load_workbook(io.BytesIO(file.content))
    page = secretary.client.get("/gestion/structures/establishment/?q=mondor")
    found = page.context["cl"].result_count
    assert 0 < found == book.active.max_row - 1 < Establishment.objects.count()
    assert 'href="exporter.xlsx?q=mondor"' in page.content.decode()
    assert secretary.client.get(address.replace("xlsx", "exe")).status_code == 404
    assert secretary.client.get(address, {"zut": "1"}).status_code == 302


def test_an_export_is_for_who_may_see_the_list():
    address = reverse("admin:structures_establishment_export", args=["csv"])
    assert person("a", "structures.view_centre").client.get(address).status_code == 403
    reader = person("b", "structures.view_establishment", "structures.view_every_establishment")
    assert reader.client.get(address).status_code == 200
    chosen = Establishment.objects.order_by("pk")[:2]
    sent = {"action": "export_as_csv", "_selected_action": [row.pk for row in chosen]}
    file = reader.client.post("/gestion/structures/establishment/", sent)
    assert len(file.content.decode().strip().splitlines()) == 3
