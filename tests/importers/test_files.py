"""Shipped files are read strictly: each kind of damage is named with its line."""

from pathlib import Path

import pytest

from importers.files import read
from importers.report import BrokenFile
from structures.models import Centre
from tests.importers.conftest import change, with_value

COLUMNS = ("code", "name")


def written(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "things.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_lines_know_their_number_even_after_a_text_on_two_lines(tmp_path):
    path = written(tmp_path, 'name,code\n"deux\nlignes",a\nune,b\n')

    lines = list(read(path, COLUMNS))

    assert [(line.number, line["code"]) for line in lines] == [(3, "a"), (4, "b")]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("code,name\na,b\nc", r"things\.csv:3: fichier tronqué"),
        ("code,name\na,b\nc\n", r"things\.csv:3: 1 champs au lieu de 2"),
        ("code,name\na,b,c\n", r"things\.csv:2: 3 champs au lieu de 2"),
        ("code,nom\na,b\n", r"things\.csv:1: en-tête inattendu \(name, nom\)"),
        ("code,name,name\na,b,c\n", r"things\.csv:1: en-tête inattendu"),
        ("code,name\n", r"things\.csv:1: fichier sans aucune ligne"),
        ('code,name\na,"b\n', r"things\.csv:2: CSV mal formé"),
        ("code,name\na,b\nc,é\n".encode("latin-1"), r"things\.csv:3: ce n'est pas de l'UTF-8"),
        ("", r"things\.csv:1: fichier tronqué"),
    ],
)
def test_damage_is_named_with_its_line(tmp_path, content, complaint):
    with pytest.raises(BrokenFile, match=complaint):
        list(read(written(tmp_path, content), COLUMNS))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(BrokenFile, match=r"things\.csv: fichier absent"):
        list(read(tmp_path / "things.csv", COLUMNS))


SNI = {"slug": "sni-henri-mondor-creteil"}
MONDOR = {"finess": "940100027"}


@pytest.mark.parametrize(
    ("file", "where", "value", "complaint"),
    [
        ("centres", SNI, {"label": "CRMR_X"}, "label"),
        ("centres", SNI, {"age_min": "douze"}, "age_min"),
        ("centres", SNI, {"label_from": "12/07/2006"}, "label_from"),
        ("centres", SNI, {"site_confirmed": "oui"}, "site_confirmed"),
        ("centres", SNI, {"finess": "999999999"}, "finess : « 999999999 » est inconnu"),
        ("centres", SNI, {"network": "nulle-part"}, "network : « nulle-part » est inconnu"),
        ("centres", SNI, {"slug": "Sni Mondor"}, "slug"),
        ("centres", SNI, {"name": ""}, "name"),
        ("establishments", MONDOR, {"commune": "94999"}, "commune : « 94999 » est inconnu"),
        (
            "establishments",
            MONDOR,
            {"longitude": "48.79880", "latitude": "2.45404"},
            "longitude, latitude : not in France",
        ),
        ("establishments", MONDOR, {"longitude": ""}, "longitude, latitude"),
        ("establishments", MONDOR, {"longitude": "", "latitude": ""}, "sans position"),
        ("network_claims", {"network": "sni"}, {"orpha": "1"}, "orpha : « 1 » est inconnu"),
        ("phones", {"kind": "expert_line"}, {"as_of": "2020-13-01"}, "as_of"),
    ],
)
def test_a_wrong_value_is_refused_with_file_and_line(load, shipped, file, where, value, complaint):
    path = shipped / "directory" / f"{file}.csv"
    assert change(path, with_value(where, **value)) == 0

    with pytest.raises(BrokenFile, match=complaint) as raised:
        load()

    number = raised.value.line
    assert number is not None
    line = path.read_text("utf-8").splitlines()[number - 1]
    assert next(iter({**where, **value}.values())) in line
    assert Centre.objects.count() == 516


def test_two_lines_for_one_centre_are_refused(load, shipped):
    path = shipped / "directory" / "centres.csv"
    path.write_text(path.read_text("utf-8") + path.read_text("utf-8").splitlines()[-1] + "\n")

    with pytest.raises(BrokenFile, match="deux lignes pour"):
        load()
