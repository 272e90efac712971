"""Orphadata's products, on small files written after their format."""

import tarfile
import zipfile

import pytest

from importers.orphanet.documents import contents
from importers.orphanet.facts import (
    Classification,
    Code,
    Link,
    NaturalHistory,
    Placed,
    Preferred,
    Prevalence,
)
from importers.report import BrokenFile
from tests.importers.orphanet.conftest import FILES, facts, gzipped, only


def test_cross_references_with_their_relation():
    document = only(FILES / "en_product1.xml")

    assert (document.kind, document.language) == ("cross_references", "en")
    assert (document.released_on, document.announced) == ("2025-12-09", 3)
    assert list(document.facts()) == [
        Code(399, "icd10", "G10", "E", True),
        Code(399, "omim", "143100", "E", True),
        Code(399, "mesh", "D006816", "E", True),
        Code(399, "umls", "C0020179", "E", True),
        Code(399, "mondo", "0007739", "E", True),
        Code(166024, "icd11", "LD24.61", "NTBT", True),
        Code(166024, "icd10", "Q77.3", "NTBT", True),
        Code(166024, "omim", "607131", "E", True),
    ]
    assert document.left_out == []


def test_the_mapping_of_a_french_pack_gives_the_same_codes():
    document = only(FILES / "ORPHA_ICD10_mapping_fr_2025.xml")

    assert (document.kind, document.language) == ("cross_references", "fr")
    assert list(document.facts()) == [
        Code(166024, "icd10", "Q77.3", "NTBT", True),
        Code(399, "icd10", "G10", "E", True),
    ]


def test_a_system_that_is_not_kept_is_left_out_and_an_empty_status_is_unknown(written):
    text = (FILES / "en_product1.xml").read_text("utf-8")
    validated = (
        '<DisorderMappingValidationStatus id="21611">\n            <Name lang="en">Validated'
    )
    end = "</Name>\n          </DisorderMappingValidationStatus>"
    assert validated + end in text
    text = text.replace("<Source>MONDO</Source>", "<Source>NANDO</Source>")
    text = text.replace("<Source>MeSH</Source>", "<Source>SNOMED CT</Source>")
    text = text.replace(validated + end, "<DisorderMappingValidationStatus/>", 1)
    document = only(written("en_product1.xml", text))

    stated = list(document.facts())

    assert stated[0] == Code(399, "icd10", "G10", "E", None)
    assert stated[2].system == "snomed"
    assert [(one.where, one.why) for one in document.left_out] == [
        ("ORPHA:399", "système « NANDO » non lu")
    ]


def test_prevalences_in_latin_1_leave_out_an_incomplete_one():
    document = only(FILES / "en_product9_prev.xml")

    assert document.kind == "prevalence"
    assert list(document.facts()) == [
        Prevalence(
            166024,
            "cases",
            "Case(s)",
            "",
            4.0,
            "Worldwide",
            True,
            "11389160[PMID]_9689990[PMID]_ [EXPERT]",
        ),
        Prevalence(
            166024,
            "point",
            "Class only",
            "<1 / 1 000 000",
            None,
            "Worldwide",
            True,
            "ORPHANET_11389160[PMID]_9689990[PMID]",
        ),
    ]
    assert [one.where for one in document.left_out] == ["ORPHA:140"]


@pytest.mark.parametrize("name", ["en_product9_ages.xml", "fr_product9_ages.xml"])
def test_ages_and_inheritance_are_english_words_in_any_language(name):
    document = only(FILES / name)

    assert document.kind == "natural_history"
    assert list(document.facts()) == [
        NaturalHistory(166024, ("Infancy", "Neonatal"), ("Autosomal recessive",))
    ]


def test_an_unknown_age_in_french_is_named(written):
    text = (FILES / "fr_product9_ages.xml").read_text("latin-1").replace("23515", "99999")
    path = written("fr_product9_ages.xml", text.encode("latin-1"))

    with pytest.raises(
        BrokenFile, match=r"ORPHA:166024 \(1re de 1\) : AverageAgeOfOnset.*99999.*« Néonatal »"
    ):
        facts(path)


def test_the_preferred_head_is_told_once_from_either_end():
    document = only(FILES / "en_product7.xml")

    assert document.kind == "linearisation"
    assert list(document.facts()) == [Preferred(166024, 93419), Preferred(58, 98006)]


def test_the_head_at_the_parent_alone_is_enough(written):
    text = (FILES / "en_product7.xml").read_text("utf-8")
    child = text[text.index('    <Disorder id="17601">') : text.index('    <Disorder id="2">')]
    text = text.replace(child, "").replace('DisorderList count="4"', 'DisorderList count="3"')

    assert Preferred(166024, 93419) in facts(written("en_product7.xml", text))


def test_a_classification_of_orphadata():
    assert facts(FILES / "en_product3_212.xml") == [
        Classification(212, "Orphanet classification of rare allergic disease", "en", 98050),
        Placed(98050, "Rare allergic disease", "en", "Category"),
        Placed(658, "Non-histaminic angioedema", "en", "Clinical group"),
        Link(658, 98050, 212),
        Placed(91378, "Hereditary angioedema", "en", "Clinical group"),
        Link(91378, 658, 212),
    ]


def test_a_classification_with_two_tops_has_no_head(written):
    text = (FILES / "en_product3_212.xml").read_text("utf-8")
    start = text.index("<ClassificationNode>")
    end = text.index("</ClassificationNodeRootList>")
    second = text[start:end]
    for code in ("98050", "658", "91378"):
        second = second.replace(f">{code}<", f">9{code}<")
    text = text[:end] + second + text[end:]
    text = text.replace('RootList count="1"', 'RootList count="2"')

    stated = facts(written("en_product3_212.xml", text))

    assert [fact.head for fact in stated if isinstance(fact, Classification)] == [None]
    assert Link(9658, 998050, 212) in stated
    assert len(stated) == 11


def test_a_folder_a_gz_and_archives_hold_the_same(written, tarred, tmp_path):
    names = ["en_product1.xml", "en_product7.xml", "en_product9_ages.xml"]
    for name in names:
        written(f"folder/deep/{name}.gz", gzipped((FILES / name).read_bytes()))
    written("folder/.en_product1.xml.part", "half")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for name in names:
            archive.write(FILES / name, f"products/{name}")

    in_folder = contents(tmp_path / "folder")

    assert [d.name for d in in_folder.documents] == [f"deep/{name}.gz" for name in names]
    assert in_folder.skipped == ()
    separately = [fact for name in names for fact in facts(FILES / name)]
    assert facts(tmp_path / "folder") == facts(tmp_path / "all.zip") == separately
    in_tar = [
        (tarfile.TarInfo(f"./products/{name}"), (FILES / name).read_bytes()) for name in names
    ]
    assert facts(tarred(in_tar)) == separately


def test_what_is_not_read_is_said(zipped):
    found = contents(
        zipped(
            {
                "pack/en_product1.xml": (FILES / "en_product1.xml").read_bytes(),
                "pack/en_product6.xml": (FILES / "en_product6.xml").read_bytes(),
                "pack/guide.pdf": b"%PDF-1.7\n",
                "pack/list.xlsx": b"PK\x03\x04" + b"\0" * 40,
                "pack/readme.txt": "À lire avant tout.\n",
                "__MACOSX/pack/._en_product1.xml": b"\0\5\x16\7",
            }
        )
    )

    assert [document.name for document in found.documents] == ["pack.zip › pack/en_product1.xml"]
    assert [(file.name.rpartition("/")[2], file.why) for file in found.skipped] == [
        ("en_product6.xml", "c'est le produit 6 d'Orphadata (gènes), qui n'est pas lu ici"),
        ("guide.pdf", "c'est un PDF"),
        ("list.xlsx", "c'est un document de bureautique"),
        ("readme.txt", "c'est un texte, ni XML ni CSV"),
    ]
