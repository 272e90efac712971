"""A path in which nothing is recognised: a person is told what it is, and what was expected."""

import zipfile

import pytest

from importers.orphanet.documents import documents
from importers.report import BrokenFile
from tests.importers.orphanet.conftest import FILES, entities


def complaint(path):
    with pytest.raises(BrokenFile) as raised:
        list(documents(path))
    assert str(path) in str(raised.value)
    return raised.value.message


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("guide.pdf", b"%PDF-1.7\n%\xe2\xe3", "c'est un PDF"),
        (
            "etalab.csv",
            "structureet;010000024;010780054;CH DE FLEYRIAT\n",
            "c'est un fichier FINESS",
        ),
        ("pack.zip", "<!DOCTYPE html>\n<html><body>404</body></html>", "c'est une page HTML"),
        ("page.xml", "\n<HTML lang='fr'>", "c'est une page HTML"),
        ("villes.csv", "code,nom,population\n", "c'est un CSV avec l'en-tête « code,nom,popul"),
        ("note.txt", "Bonjour\n", "c'est un texte, ni XML ni CSV"),
        ("vide.xml", "", "c'est un fichier vide"),
        ("image.png", b"\x89PNG\r\n", "c'est une image"),
        ("données.bin", b"abc\0def", "c'est un fichier binaire"),
        ("flux.xml", "<rss><channel/></rss>", "c'est un XML dont la racine est <rss>"),
        (
            "ordo.owl",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>',
            "c'est un XML dont la racine est <RDF>",
        ),
        ("vide.xml", entities(0), "c'est un XML d'Orphanet sans aucune entité"),
        (
            "en_product1.xml",
            b"version https://git-lfs.github.com/spec/v1\noid sha256:00\n",
            "c'est un pointeur Git LFS",
        ),
    ],
)
def test_a_file_is_named_for_what_it_is(written, name, content, said):
    message = complaint(written(name, content))

    assert message.startswith(said)
    assert "attendu : un pack de nomenclature d'Orphanet (zip), un produit 1, 3, 7 ou 9" in message


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("en_product4.xml", "c'est le produit 4 d'Orphadata (phénotypes), qui n'est pas lu ici"),
        ("en_product6.xml", "c'est le produit 6 d'Orphadata (gènes), qui n'est pas lu ici"),
        ("en_funct_consequences.xml", "ce sont les conséquences fonctionnelles d'Orphadata"),
    ],
)
def test_other_products_of_orphadata_are_named(name, said):
    assert complaint(FILES / name).startswith(said)


def test_prevalences_in_french_ask_for_the_english_file(written):
    text = (FILES / "en_product9_prev.xml").read_text("latin-1").replace('lang="en"', 'lang="fr"')

    assert "en_product9_prev.xml" in complaint(written("fr_product9_prev.xml", text))


def test_an_office_document_is_not_taken_for_an_archive(tmp_path):
    for folder, said in (("xl", "c'est un classeur Excel"), ("word", "c'est un document Word")):
        path = tmp_path / f"{folder}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr(f"{folder}/main.xml", "<x/>")

        assert complaint(path).startswith(said)


def test_an_archive_and_a_folder_without_anything_known_name_what_they_hold(zipped, tmp_path):
    members = {f"{n}.pdf": b"%PDF-" for n in range(7)}

    message = complaint(zipped(members))

    assert "rien n'est reconnu : pack.zip › 0.pdf (c'est un PDF), " in message
    assert " et 2 autres ; attendu" in message
    (tmp_path / "empty").mkdir()
    assert complaint(tmp_path / "empty").startswith("ne contient aucun fichier")
    assert complaint(tmp_path / "nowhere.zip") == "fichier absent"
