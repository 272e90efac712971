"""The national register of associations: what is recognised, what is added hidden, what is left."""

import csv
import io
import zipfile
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from foundations.corrections import label_of
from foundations.models import Correction
from importers.report import BrokenFile, Quiet
from importers.rna.loading import load
from importers.rna.reading import Declared, Unreadable, read
from resources.models import Association

HEADER = [
    "id", "id_ex", "siret", "rup_mi", "gestion", "date_creat", "date_decla", "date_publi",
    "date_disso", "nature", "groupement", "titre", "titre_court", "objet", "objet_social1",
    "objet_social2", "adrs_complement", "adrs_numvoie", "adrs_repetition", "adrs_typevoie",
    "adrs_libvoie", "adrs_distrib", "adrs_codeinsee", "adrs_codepostal", "adrs_libcommune",
    "adrg_declarant", "adrg_complemid", "adrg_complemgeo", "adrg_libvoie", "adrg_distrib",
    "adrg_codepostal", "adrg_achemine", "adrg_pays", "dir_civilite", "siteweb", "publiweb",
    "observation", "position", "maj_time",
]  # fmt: skip
ALIVE = {
    "date_disso": "0001-01-01",
    "position": "A",
    "maj_time": "2026-02-03 10:11:12",
    "adrg_declarant": "Jeanne Untel",
    "adrg_libvoie": "1 rue de chez elle",
}
RETT = {
    "id": "W751000001",
    "titre": "ASSOCIATION FRANCAISE DU SYNDROME DE RETT (AFSR)",
    "titre_court": "AFSR",
    "objet": "soutenir les familles",
    "date_creat": "1988-05-04",
    "adrs_codepostal": "75013",
    "adrs_libcommune": "Paris",
}
NEW = {
    "id": "W941000002",
    "titre": "Les amis d'une maladie rare",
    "titre_court": "AMR",
    "objet": "Aider les familles concernées par une maladie génétique rare.",
    "date_creat": "2021-05-04",
    "adrs_codepostal": "94000",
    "adrs_libcommune": "Créteil",
    "siteweb": "www.exemple-maladie-rare.org",
}
CHESS = {"id": "W941000003", "titre": "Les échecs de Créteil", "objet": "jouer aux échecs"}


def content(*rows, header=HEADER):
    out = io.StringIO()
    writer = csv.DictWriter(out, header, delimiter=";", quoting=csv.QUOTE_ALL, restval="")
    writer.writeheader()
    for row in rows:
        writer.writerow(ALIVE | row)
    return out.getvalue()


def stored(tmp_path, *rows, encoding="utf-8"):
    path = tmp_path / "rna_waldec_20260301_dpt_94.csv"
    path.write_bytes(content(*rows).encode(encoding))
    return path


def test_a_row(tmp_path):
    (row,) = read(stored(tmp_path, RETT))
    assert row == Declared(
        file="rna_waldec_20260301_dpt_94.csv",
        line=2,
        rna="W751000001",
        siren="",
        title="ASSOCIATION FRANCAISE DU SYNDROME DE RETT (AFSR)",
        short_title="AFSR",
        purpose="soutenir les familles",
        postcode="75013",
        city="Paris",
        website="",
        founded=date(1988, 5, 4),
        dissolved_on=None,
        is_dissolved=False,
        as_of=date(2026, 2, 3),
    )


def test_no_person_is_read(tmp_path):
    (row,) = read(stored(tmp_path, RETT))
    assert "Untel" not in repr(row)
    assert "chez elle" not in repr(row)


def test_old_files_are_in_latin_1(tmp_path):
    (row,) = read(stored(tmp_path, CHESS, encoding="latin-1"))
    assert row.title == "Les échecs de Créteil"


def test_a_zip_of_departments(tmp_path):
    with zipfile.ZipFile(tmp_path / "rna.zip", "w") as archive:
        archive.writestr("dpt_75.csv", content(RETT))
        archive.writestr("dpt_94.csv", content(NEW, CHESS))
    rows = list(read(tmp_path / "rna.zip"))
    assert [row.file.removeprefix("rna.zip › ") for row in rows] == [
        "dpt_75.csv",
        "dpt_94.csv",
        "dpt_94.csv",
    ]


def test_a_line_of_another_form_is_told(tmp_path):
    path = stored(tmp_path, {"id": "941P1234", "titre": "x"}, CHESS)
    path.write_text(path.read_text() + "W941000004;trop court\n")
    strange, whole, short = read(path)
    assert isinstance(strange, Unreadable)
    assert strange.line == 2
    assert isinstance(whole, Declared)
    assert short.reason == f"2 champs au lieu de {len(HEADER)}"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "vide"),
        ("nom;ville\nx;y\n", "pas un fichier du RNA"),
        ("PK\x03\x04", "zip"),
        ("id\0;titre\n", "."),
        ('"' + "id\n" * 50_000, "RNA"),
    ],
)
def test_another_file_is_refused(tmp_path, text, why):
    path = tmp_path / "x.csv"
    path.write_text(text)
    with pytest.raises(BrokenFile, match=why):
        list(read(path))


pytestmark = pytest.mark.django_db


def test_ours_takes_what_the_register_declares_and_keeps_our_words(tmp_path):
    before = Association.objects.get(slug="afsr")
    loading = load([stored(tmp_path, RETT, CHESS)], Quiet())
    after = Association.objects.get(slug="afsr")
    assert (after.rna, after.registered_seat) == ("W751000001", "75013 Paris")
    assert after.registry_as_of == date(2026, 2, 3)
    assert (after.name, after.source, after.evidence) == (
        before.name,
        before.source,
        before.evidence,
    )
    assert loading.diffs[0].changed == 1
    assert loading.diffs[0].added == 0


def test_one_that_is_dissolved_is_no_longer_shown(tmp_path):
    assert Association.objects.published().filter(slug="afsr").exists()
    load([stored(tmp_path, RETT | {"position": "D", "date_disso": "2024-01-31"})], Quiet())
    assert Association.objects.get(slug="afsr").dissolved_on == date(2024, 1, 31)
    assert not Association.objects.published().filter(slug="afsr").exists()


def test_a_name_that_several_bear_is_left_to_a_person(tmp_path):
    loading = load([stored(tmp_path, RETT, RETT | {"id": "W131000001"})], Quiet())
    assert Association.objects.get(slug="afsr").rna == ""
    assert [one.reason for one in loading.errors] == ["plusieurs pour afsr"] * 2


def test_of_two_namesakes_the_living_one_is_meant(tmp_path):
    gone = RETT | {"id": "W131000001", "position": "D", "date_disso": "2001-01-31"}
    load([stored(tmp_path, gone, RETT)], Quiet())
    assert Association.objects.get(slug="afsr").rna == "W751000001"


def test_its_number_counts_more_than_a_name(tmp_path):
    Association.objects.filter(slug="afsr").update(rna="W131000001")
    renamed = {"id": "W131000001", "titre": "Rett France"}
    load([stored(tmp_path, RETT, renamed)], Quiet())
    assert Association.objects.get(slug="afsr").registered_title == "Rett France"


def test_what_says_to_be_about_rare_diseases_waits_for_a_reader(tmp_path):
    load([stored(tmp_path, NEW, CHESS)], Quiet())
    added = Association.objects.get(slug="w941000002")
    assert added.evidence == "general_knowledge"
    assert added.website == "https://www.exemple-maladie-rare.org"
    assert added.founded == 2021
    assert not Association.objects.published().filter(slug="w941000002").exists()
    assert not Association.objects.filter(slug="w941000003").exists()


def test_loading_again_changes_nothing_and_deletes_nothing(tmp_path):
    load([stored(tmp_path, RETT, NEW)], Quiet())
    count = Association.objects.count()
    again = load([stored(tmp_path, RETT, NEW)], Quiet())
    assert again.diffs[0].is_empty
    load([stored(tmp_path, CHESS)], Quiet())
    assert Association.objects.count() == count


def test_what_an_editor_confirmed_stays_confirmed(tmp_path):
    load([stored(tmp_path, NEW)], Quiet())
    Association.objects.filter(slug="w941000002").update(evidence="sourced")
    Correction.objects.create(
        model=label_of(Association),
        key="w941000002",
        field="evidence",
        source_value="general_knowledge",
    )
    load([stored(tmp_path, NEW | {"titre": "Un nouveau nom"})], Quiet())
    assert Association.objects.get(slug="w941000002").evidence == "sourced"
    assert Association.objects.get(slug="w941000002").registered_title == "Un nouveau nom"


def test_the_command_tells_and_a_dry_run_changes_nothing(tmp_path):
    out = StringIO()
    rejected = tmp_path / "rejected.csv"
    path = stored(tmp_path, RETT, NEW, {"id": "x", "titre": "y"})
    call_command("load_associations", str(path), dry_run=True, report=rejected, stdout=out)
    assert "1 nouvelles, cachées jusqu’à la relecture" in out.getvalue()
    assert "numéro RNA inattendu" in rejected.read_text("utf-8-sig")
    assert not Association.objects.filter(slug="w941000002").exists()


def test_the_command_refuses_another_file(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("no")
    with pytest.raises(CommandError, match="Rien n'a été changé"):
        call_command("load_associations", str(path))
