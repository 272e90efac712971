"""Files of the SAE and of GISCO that are cut, mixed up or others are refused whole."""

import gzip
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from importers.hospitals.loading import load_gisco, load_sae
from importers.models import LoadedRow
from importers.report import BrokenFile, Quiet
from structures.models import Establishment, Service, Structure
from tests.importers.hospitals.conftest import EMERGENCIES, GISCO, ID, lines_of, real

pytestmark = pytest.mark.django_db


def refusal(load, *arguments) -> str:
    before = Structure.objects.count()
    with pytest.raises(BrokenFile) as error:
        load(*arguments, Quiet())
    assert Structure.objects.count() == before
    return str(error.value)


@pytest.fixture
def excerpt(written):
    """ID and URGENCES of the first sites that have emergencies, as files that a test may spoil."""

    def make(count: int = 20, id_lines=None, emergency_lines=None) -> list[Path]:
        emergencies = emergency_lines or lines_of(EMERGENCIES)[: count + 1]
        numbers = {line.split(b";")[2] for line in emergencies[1:]}
        header, *sites = lines_of(ID)
        kept = id_lines or [header, *(one for one in sites if one.split(b";")[2] in numbers)]
        return [
            written("ID.csv", b"".join(kept)),
            written("URGENCES.csv", b"".join(emergencies)),
        ]

    return make


def test_a_part_of_the_survey_is_loaded(excerpt):
    loading = load_sae(excerpt(), Quiet())

    assert loading.read == ("SAE 2023 : 20 sites, 20 services d'urgences autorisés",)
    assert LoadedRow.objects.filter(source="sae", table="structures.service").count() == 20


def test_one_file_of_the_two(excerpt):
    id_file, emergencies = excerpt()

    assert "aucun fichier URGENCES" in refusal(load_sae, [id_file])
    assert "aucun fichier ID" in refusal(load_sae, [emergencies])
    assert "plusieurs fichier ID" in refusal(load_sae, [id_file, id_file, emergencies])


def test_a_file_that_is_cut(excerpt):
    id_file, emergencies = excerpt()
    id_file.write_bytes(id_file.read_bytes()[:-40])

    assert "fichier tronqué" in refusal(load_sae, [id_file, emergencies])


def test_a_null_byte(excerpt):
    id_file, emergencies = excerpt()
    spoilt = id_file.read_bytes().replace(b"CENTRE HOSPITALIER", b"CENTRE\0HOSPITALIER", 1)
    id_file.write_bytes(spoilt)

    assert "octet nul" in refusal(load_sae, [id_file, emergencies])


def test_a_quotation_mark_that_is_not_closed(written):
    header, first, *_ = lines_of(GISCO)
    path = written("gisco.csv", header + first.rstrip(b"\r\n") + b',"\n')

    assert "guillemets mal fermés" in refusal(load_gisco, path)


def test_a_line_that_is_short(excerpt):
    id_file, emergencies = excerpt()
    id_file.write_bytes(id_file.read_bytes() + b"ID;2023;999999999\n")

    assert "3 champs au lieu de 70 : fichier tronqué ?" in refusal(load_sae, [id_file, emergencies])


def test_two_years_together(excerpt):
    id_file, emergencies = excerpt()
    emergencies.write_bytes(emergencies.read_bytes().replace(b";2023;", b";2022;"))

    assert "plusieurs années ensemble : [2022, 2023]" in refusal(load_sae, [id_file, emergencies])


def test_a_site_twice(excerpt):
    id_file, emergencies = excerpt()
    id_file.write_bytes(id_file.read_bytes() + lines_of(ID)[1])

    assert "deux lignes pour 010000024" in refusal(load_sae, [id_file, emergencies])


def test_an_emergency_of_no_site_closes_every_complete_list(excerpt):
    header, *sites = lines_of(ID)
    emergencies = lines_of(EMERGENCIES)[:4]
    missing = emergencies[1].split(b";")[2]
    numbers = {line.split(b";")[2] for line in emergencies[2:]}
    kept = [header, *(one for one in sites if one.split(b";")[2] in numbers)]

    loading = load_sae(excerpt(id_lines=kept, emergency_lines=emergencies), Quiet())

    assert [(e.gravity, e.key, e.reason) for e in loading.errors] == [
        ("refusé", missing.decode(), "absent du fichier ID")
    ]
    assert not LoadedRow.objects.filter(source="sae", table="structures.completelist").exists()


def test_a_commune_that_is_unknown_leaves_its_department_open(excerpt):
    id_file, emergencies = excerpt()
    id_file.write_bytes(id_file.read_bytes().replace(b";01451;VIRIAT;", b";01999;VIRIAT;"))

    loading = load_sae([id_file, emergencies], Quiet())

    assert [(e.key, e.column, e.value) for e in loading.errors] == [
        ("010000024", "COMINSEE", "01999")
    ]
    assert "emergency 01" not in str(loading.diffs)
    assert not Establishment.objects.filter(finess="010000024").exists()


def test_a_line_that_is_refused_takes_nothing_away(excerpt):
    load_sae(excerpt(), Quiet())
    id_file, emergencies = excerpt()
    id_file.write_bytes(id_file.read_bytes().replace(b";01451;VIRIAT;", b";01999;VIRIAT;"))

    load_sae([id_file, emergencies], Quiet())

    assert Establishment.objects.get(finess="010000024").commune_id == "01451"
    assert Service.objects.filter(slug__startswith="urgences-ch-de-fleyriat").exists()


def test_a_department_that_closes_goes(excerpt):
    load_sae(excerpt(20), Quiet())
    assert Establishment.objects.filter(finess="010000024").exists()
    fewer = lines_of(EMERGENCIES)[:1] + lines_of(EMERGENCIES)[2:21]

    load_sae(excerpt(emergency_lines=fewer), Quiet())

    assert not Service.objects.filter(slug__startswith="urgences-ch-de-fleyriat").exists()
    assert not Establishment.objects.filter(finess="010000024").exists()


def test_gisco_is_not_the_sae(excerpt):
    id_file, _emergencies = excerpt()

    assert "ce n'est pas le fichier de GISCO" in refusal(load_gisco, id_file)


def test_gisco_cut(written):
    content = gzip.decompress(real(GISCO).read_bytes())
    path = written("gisco.csv", content[:100_000])

    assert "tronqué" in refusal(load_gisco, path)


def test_swapped_coordinates_are_refused_one_by_one(written):
    header, first, *_others = lines_of(GISCO)
    swapped = first.replace(b"46.2222,5.20879", b"5.20879,46.2222")
    path = written("gisco.csv", header + swapped + lines_of(GISCO)[2])

    loading = load_gisco(path, Quiet())

    assert [(e.line, e.key, e.reason) for e in loading.errors] == [
        (2, "010000024", "hors de France (longitude et latitude échangées ?)")
    ]


def test_the_commands(excerpt, tmp_path):
    out = io.StringIO()
    call_command("load_sae", *excerpt(), dry_run=True, stdout=out)

    assert "SAE 2023 : 20 sites, 20 services d'urgences autorisés" in out.getvalue()
    assert "Essai à blanc : rien n'est changé." in out.getvalue()
    assert not LoadedRow.objects.filter(source="sae").exists()


def test_interrupted_it_says_so(excerpt, monkeypatch):
    def interrupt(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("importers.hospitals.loading.synchronise", interrupt)

    with pytest.raises(CommandError, match="Interrompu : rien n'a été changé") as error:
        call_command("load_sae", *excerpt())
    assert error.value.returncode == 130


def test_a_report_needs_a_name_of_a_spreadsheet(excerpt, tmp_path):
    with pytest.raises(CommandError, match=r"le rapport s'écrit en \.csv ou en \.xlsx"):
        call_command("load_sae", *excerpt(), report=tmp_path / "rapport.txt", stdout=io.StringIO())
    assert not LoadedRow.objects.filter(source="sae").exists()
