"""A register that is cut, hostile or another file is refused whole; a wrong line is told alone."""

import gzip
import zipfile
from pathlib import Path

import pytest

from importers.finess import reading
from importers.finess.loading import load_finess
from importers.report import BrokenFile, Quiet
from structures.models import Structure
from tests.importers.finess import register
from tests.importers.finess.conftest import FILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return register.write(tmp_path / FILE, register.lines(register.made(200)))


def refusal(path: Path) -> str:
    before = Structure.objects.count()
    with pytest.raises(BrokenFile) as error:
        load_finess(path, Quiet())
    assert Structure.objects.count() == before
    return str(error.value)


def test_cut_inside_a_line(file):
    file.write_bytes(file.read_bytes()[:-30])

    assert "fichier tronqué" in refusal(file)


def test_a_position_that_is_its_first_word_alone_is_told(file):
    file.write_bytes(file.read_bytes() + b"geolocalisation\n")
    loading = load_finess(file, Quiet())
    assert any("1 champs au lieu de 6" in error.reason for error in loading.errors)


def test_cut_before_the_positions(file):
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(line for line in lines if not line.startswith(b"geoloc")))

    assert "0 lignes geolocalisation pour 200 établissements : fichier tronqué ?" in refusal(file)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "fichier vide"),
        (b"<!DOCTYPE html><html>Not found</html>\n", "page HTML"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x05\x06" + b"\0" * 18, "aucun fichier"),
        (b"a;b;c\n1;2;3\n", "aucune ligne structureet"),
        (b"\0" * 500 + b"\n", "fichier"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
    ],
)
def test_another_file(tmp_path, content, said):
    path = tmp_path / FILE
    path.write_bytes(content)

    assert said in refusal(path)


def test_no_file(tmp_path):
    assert "fichier absent" in refusal(tmp_path / FILE)


def test_a_line_without_an_end(file):
    file.write_bytes(file.read_bytes() + b"structureet;" + b"x" * 100_000 + b"\n")

    assert "ligne de plus de 65536 octets" in refusal(file)


def test_another_layout(file):
    text = file.read_text(encoding="utf-8").replace(";DEPARTEMENT;", ";")
    file.write_text(text, encoding="utf-8")

    assert "200 lignes illisibles" in refusal(file)


def test_a_bomb(tmp_path):
    path = tmp_path / "finess.csv.gz"
    path.write_bytes(gzip.compress(b"finess;etalab;98\n" + b"\n" * 30_000_000, mtime=0))

    assert "bombe de décompression" in refusal(path)


def test_errors_without_end_are_not_kept_in_memory(file, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ERRORS", 100)
    file.write_bytes(file.read_bytes() + b"autre;chose\n" * 101)

    assert "plus de 100 lignes refusées" in refusal(file)


def test_a_wrong_line_is_told_with_its_number(file):
    text = file.read_text(encoding="utf-8").splitlines()
    text[3] = "structureet;trop;court"
    register.write(file, text)

    loading = load_finess(file, Quiet())

    refused = [(e.line, e.reason) for e in loading.errors if e.gravity == "refusé"]
    assert refused == [(4, "3 champs au lieu de 31")]


def test_a_number_that_comes_twice_is_told(file):
    text = file.read_text(encoding="utf-8").splitlines()
    register.write(file, [*text, text[5]])

    loading = load_finess(file, Quiet())

    assert [e.reason for e in loading.errors if e.gravity == "refusé"] == [
        "deuxième ligne pour ce numéro"
    ]


@pytest.mark.parametrize("packed", ["gz", "zip"])
def test_packed_it_is_the_same(file, tmp_path, packed):
    path = tmp_path / f"finess.{packed}"
    if packed == "gz":
        path.write_bytes(gzip.compress(file.read_bytes()))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(file, FILE)

    assert (
        "FINESS du 20/05/2024 : 200 établissements, 200 positions"
        in load_finess(path, Quiet()).read
    )
