"""Lists of PNDS as people write them: what is new, what is newer, what is left."""

import io
from datetime import date
from io import StringIO

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from importers.protocol_list.loading import OLDER, Origin, load, title_key
from importers.protocol_list.reading import Listed, Refused, read
from importers.report import BrokenFile, Quiet
from resources.models import Protocol, ProtocolDisease

pytestmark = pytest.mark.django_db

HAS = Origin("Liste de la HAS, novembre 2026", "https://www.has-sante.fr/pnds", "")


def workbook(tmp_path, *rows, name="pnds.xlsx"):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    path = tmp_path / name
    path.write_bytes(out.getvalue())
    return path


def listed(tmp_path, *rows, headings=("Titre", "Lien", "Année", "Rédigé par", "Code ORPHA")):
    return workbook(tmp_path, headings, *rows)


def test_a_list_under_a_title_with_its_own_headings(tmp_path):
    path = workbook(
        tmp_path,
        ("Protocoles nationaux – extraction",),
        (),
        ("Date de publication", "Intitulé", "URL", "Orphacode"),
        (date(2024, 5, 2), "PNDS - Maladie de Wilson", "https://example.org/w.pdf", "ORPHA:905"),
    )
    assert list(read(path)) == [
        Listed(4, "PNDS - Maladie de Wilson", "https://example.org/w.pdf", 2024, "", (905,))
    ]


def test_rows_that_cannot_be_read_are_told(tmp_path):
    path = listed(
        tmp_path,
        ("", "https://example.org", 2020, "", ""),
        ("Syndrome de X", "voir le site", 2020, "", ""),
        ("Syndrome de Y", "", "bientôt", "", ""),
    )
    rows = list(read(path))
    assert [row.line for row in rows if isinstance(row, Refused)] == [2, 3, 4]
    assert rows[1].value == "voir le site"


@pytest.mark.parametrize(
    ("said", "year"),
    [("mai 2017, actualisé en 2023", 2023), (2019, 2019), ("", None), ("v2 (12/2021)", 2021)],
)
def test_the_last_year_counts(tmp_path, said, year):
    (row,) = read(listed(tmp_path, ("Syndrome de Z", "", said, "", "")))
    assert row.year == year


def test_a_file_without_titles_is_refused(tmp_path):
    with pytest.raises(BrokenFile, match="aucune colonne de titres"):
        list(read(workbook(tmp_path, ("Ville", "Code"), ("Créteil", "94000"))))
    with pytest.raises(BrokenFile, match="absent"):
        list(read(tmp_path / "none.xlsx"))


def test_a_title_is_known_however_it_is_dressed():
    plain = title_key("Maladie de Wilson")
    assert title_key("PNDS – Maladie de Wilson") == plain
    assert title_key("Protocole national de diagnostic et de soins : maladie de Wilson") == plain
    assert title_key("Maladie de Wilson (PNDS, texte)") == plain
    assert title_key("Maladie de Wilson de l’enfant") != plain


def test_a_new_protocol_is_added_with_the_diseases_that_it_names(tmp_path):
    new = ("Syndrome de Lowe", "https://example.org/lowe.pdf", 2025, "CRMR X", "")
    by_code = ("Un protocole", "", 2025, "", "399 ; 9999998")
    load([listed(tmp_path, new, by_code)], Quiet(), HAS)
    added = Protocol.objects.get(slug="un-protocole")
    assert (added.year, added.url_precision, added.source) == (2025, "", HAS.name)
    links = ProtocolDisease.objects.filter(resource=added).values_list("disease", flat=True)
    assert list(links) == [399]
    assert Protocol.objects.get(slug="syndrome-de-lowe").url_precision == "exact"


@pytest.fixture
def dated():
    """A shipped protocol with a year, in force."""
    return Protocol.objects.filter(superseded=False).exclude(year=None).earliest("year", "slug")


def test_a_newer_version_keeps_our_title_and_takes_its_address(tmp_path, dated):
    row = (f"PNDS {dated.title}", "https://example.org/new.pdf", 2026, "", "")
    load([listed(tmp_path, row)], Quiet(), HAS)
    after = Protocol.objects.get(slug=dated.slug)
    assert (after.title, after.year) == (dated.title, 2026)
    assert (after.url, after.url_precision) == ("https://example.org/new.pdf", "exact")


def test_a_newer_version_without_an_address_does_not_keep_the_old_documents(tmp_path, dated):
    load([listed(tmp_path, (dated.title, "", 2026, "", ""))], Quiet(), HAS)
    after = Protocol.objects.get(slug=dated.slug)
    assert (after.url, after.url_precision) == ("", "")


def test_an_older_list_takes_nothing_back(tmp_path, dated):
    row = (dated.title, "https://example.org/old.pdf", dated.year - 1, "", "")
    loading = load([listed(tmp_path, row)], Quiet(), HAS)
    assert loading.read == ("1 PNDS", f"1 {OLDER}")
    assert Protocol.objects.get(slug=dated.slug).url == dated.url


def test_loading_again_changes_nothing_and_deletes_nothing(tmp_path):
    count = Protocol.objects.count()
    path = listed(tmp_path, ("Syndrome de Lowe", "", 2025, "", ""))
    load([path], Quiet(), HAS)
    again = load([path], Quiet(), HAS)
    assert all(diff.is_empty for diff in again.diffs)
    assert Protocol.objects.count() == count + 1


def test_the_command_and_its_dry_run(tmp_path):
    path = listed(tmp_path, ("Syndrome de Lowe", "", 2025, "", ""), ("", "", 2020, "", ""))
    rejected = tmp_path / "rejected.xlsx"
    out = StringIO()
    call_command("load_protocols", str(path), source="x", dry_run=True, report=rejected, stdout=out)
    assert "lu : 2 PNDS" in out.getvalue()
    sheet = openpyxl.load_workbook(rejected).active
    assert "sans titre" in [cell.value for cell in sheet[2]]
    assert not Protocol.objects.filter(slug="syndrome-de-lowe").exists()
    with pytest.raises(CommandError, match="Rien n'a été changé"):
        call_command("load_protocols", str(tmp_path / "none.csv"), source="x")
