"""A file that is cut, or wrong somewhere, is refused with the entity where it broke."""

import re
import tarfile

import pytest

from importers.orphanet.documents import contents, documents
from importers.report import BrokenFile
from tests.importers.orphanet.conftest import (
    ENGLISH_PACK,
    FILES,
    FRENCH_CSV,
    FRENCH_EXCERPT,
    entities,
    facts,
    gzipped,
    real,
)


def broken(path, excerpt=False) -> BrokenFile:
    with pytest.raises(BrokenFile) as raised:
        facts(path, excerpt)
    return raised.value


def test_a_nomenclature_cut_in_its_third_entity_says_so(written, nomenclature):
    third = nomenclature.index(b"<OrphaCode>166032</OrphaCode>")
    path = written("ORPHAnomenclature_en_2023.xml", nomenclature[: third + 200])

    error = broken(path)

    assert str(error.path) == str(path)
    assert error.message == "fichier tronqué après l'entité ORPHA:58 (2e de 10\u202f839)"
    assert error.line == nomenclature[: third + 200].count(b"\n") + 1


@pytest.mark.parametrize("share", [0.02, 0.5, 0.999])
def test_a_nomenclature_cut_anywhere_says_after_which_entity(written, nomenclature, share):
    kept = nomenclature[: int(len(nomenclature) * share)]
    whole = re.findall(rb"\n    <Disorder id=.*?<OrphaCode>(\d+)<.*?\n    </Disorder>", kept, re.S)
    last, rank = int(whole[-1]), f"{len(whole):,}".replace(",", "\u202f")

    error = broken(written("en.xml", kept))

    assert error.message == f"fichier tronqué après l'entité ORPHA:{last} ({rank}e de 10\u202f839)"


def test_a_nomenclature_cut_before_any_entity(written, nomenclature):
    early = nomenclature.index(b"<OrphaCode>")

    assert broken(written("en.xml", nomenclature[:early])).message.startswith("fichier tronqué")
    assert broken(written("en.xml", nomenclature[:300])).message.startswith("fichier tronqué")
    assert broken(written("en.xml", nomenclature[:20])).message.startswith("fichier tronqué")


def test_a_file_cut_in_its_gzip_says_after_which_entity(written):
    whole = gzipped(entities(3_000).encode())

    error = broken(written("en.xml.gz", whole[: len(whole) * 2 // 3]))

    assert re.search(r"tronqué.* après l'entité ORPHA:\d+ \(.*e de 3\u202f000\)", error.message)


def test_a_zip_that_is_cut_or_damaged_is_refused(written, zipped):
    whole = real(ENGLISH_PACK).read_bytes()
    for share in (0.1, 0.6, 0.9999):
        error = broken(written("cut.zip", whole[: int(len(whole) * share)]))
        assert error.message.startswith("archive zip tronquée ou abîmée")
    content = bytearray(zipped({"en.xml": entities(2_000)}).read_bytes())
    content[len(content) // 2] ^= 0xFF
    error = broken(written("damaged.zip", bytes(content)))
    assert "damaged.zip › en.xml" in str(error.path)
    assert re.search(r"(abîmé|mal formé|annonce)", error.message)


def test_a_tar_that_is_cut_is_refused(tarred, tmp_path):
    path = tarred([(tarfile.TarInfo("a.xml"), entities(2_000).encode())])
    whole = path.read_bytes()
    assert len(facts(path)) == 2_000

    for share in (0.3, 0.9):
        path.write_bytes(whole[: int(len(whole) * share)])
        assert "tronqué" in broken(path).message


def test_a_well_formed_file_that_holds_less_than_it_announces_is_refused(written):
    error = broken(written("en.xml", entities(6, announced=10_675)))
    assert error.message == "le fichier annonce 10\u202f675 entités et en contient 6"

    error = broken(real(FRENCH_EXCERPT))
    assert "› Orphanet_Nomenclature_Pack_FR/ORPHAnomenclature_fr.xml" in str(error.path)
    assert error.message == "le fichier annonce 10\u202f675 entités et en contient 6"


def test_more_than_announced_is_refused_even_in_an_excerpt(written):
    path = written("en.xml", entities(6, announced=5))

    assert broken(path, excerpt=True).message == "le fichier annonce 5 entités et en contient 6"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            ">2</OrphaCode>",
            ">abc</OrphaCode>",
            "entité sans code (2e de 3) : « abc » n'est pas un code ORPHA",
        ),
        (
            ">2</OrphaCode>",
            ">-2</OrphaCode>",
            "entité sans code (2e de 3) : « -2 » n'est pas un code ORPHA",
        ),
        (
            ">2</OrphaCode>",
            ">٢</OrphaCode>",
            "entité sans code (2e de 3) : « ٢ » n'est pas un code ORPHA",
        ),
        (
            ">2</OrphaCode>",
            "></OrphaCode>",
            "entité sans code (2e de 3) : «  » n'est pas un code ORPHA",
        ),
        (">2</OrphaCode>", ">1</OrphaCode>", "ORPHA:1 (2e de 3) : l'entité est deux fois"),
        (">Entity 2<", "> <", "ORPHA:2 (2e de 3) : entité sans nom"),
        ('lang="en">Entity 2', 'lang="">Entity 2', "ORPHA:2 (2e de 3) : langue inconnue"),
    ],
)
def test_a_wrong_entity_is_named(written, old, new, said):
    assert broken(written("en.xml", entities(3).replace(old, new))).message.startswith(said)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"21394"', '"99999"', "type inconnu : id « 99999 » (« Disease »)"),
        ('"36547"', '"11111"', "niveau inconnu : id « 11111 » (« Disorder »)"),
        (">Active<", ">Sleeping<", None),
        ("<FlagValue>1</FlagValue>", "<FlagValue>9000</FlagValue>", None),
        ('SynonymList count="0"', 'SynonymList count="2"', "la liste SynonymList annonce 2"),
    ],
)
def test_an_unknown_id_is_named_but_one_of_two_signs_of_a_status_is_enough(written, old, new, said):
    path = written("en.xml", entities(3).replace(old, new))

    if said is None:
        assert [fact.status for fact in facts(path)] == ["active"] * 3
        return
    assert broken(path).message.startswith(f"ORPHA:1 (1re de 3) : {said}")


@pytest.mark.parametrize(
    ("flag", "status"),
    [
        (1, "active"),
        (129, "active"),
        (513, "active"),
        (8449, "deprecated"),
        (8208, "obsolete"),
        (9216, "obsolete"),
        (8225, "non_rare"),
    ],
)
def test_a_status_in_another_language_is_read_from_its_flag(written, flag, status):
    text = entities(1).replace(">Active<", ">Statut<")
    text = text.replace("<FlagValue>1<", f"<FlagValue>{flag}<")

    assert [fact.status for fact in facts(written("fr.xml", text))] == [status]


@pytest.mark.parametrize("flag", ["0", "8192", "", "un"])
def test_a_status_with_neither_word_nor_flag_is_refused(written, flag):
    text = entities(1).replace(">Active<", ">Statut<")
    path = written("fr.xml", text.replace("<FlagValue>1<", f"<FlagValue>{flag}<"))

    assert f"statut inconnu (« Statut », FlagValue « {flag} »)" in broken(path).message


def test_a_classification_that_is_cut_or_lacks_a_child_is_refused(written):
    text = (FILES / "en_product3_212.xml").read_text("utf-8")
    cut = text[: text.index("<OrphaCode>91378")]
    error = broken(written("cut.xml", cut))
    assert error.message == "fichier tronqué après l'entité ORPHA:658 (2e)"

    start = text.index('<ClassificationNode>\n<Disorder id="12136">')
    end = text.index("</ClassificationNode>", start) + len("</ClassificationNode>\n")
    error = broken(written("less.xml", text[:start] + text[end:]))
    assert error.message == "la liste sous ORPHA:658 annonce 1 élément et en contient 0"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("21436", "7", "ORPHA:658 (2e) : type inconnu : id « 7 »"),
        (">658<", ">six<", "entité sans code (2e) : « six » n'est pas un code ORPHA"),
        ('Classification id="212"', 'Classification id="x"', "le numéro de la classification"),
    ],
)
def test_a_wrong_classification_is_named(written, old, new, said):
    text = (FILES / "en_product3_212.xml").read_text("utf-8").replace(old, new)

    assert broken(written("c.xml", text)).message.startswith(said)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("en_product1.xml", ">E (Exact", ">EXACT (Exact", "ORPHA:399 (1re de 3) : relation inc"),
        ("en_product9_prev.xml", ">Point prev", ">Pint prev", "type de prévalence inconnu"),
        ("en_product9_prev.xml", ">4.0<", ">quatre<", "valeur de prévalence illisible"),
        ("en_product9_prev.xml", ">4.0<", ">nan<", "valeur de prévalence illisible"),
        ("en_product9_prev.xml", ">Validated<", ">Sure<", "statut de validation inconnu"),
        ("en_product7.xml", ">93419<", ">x<", "ORPHA:166024 (1re de 4) : « x » n'est pas"),
    ],
)
def test_a_wrong_word_in_a_product_is_named(written, name, old, new, said):
    text = (FILES / name).read_text("latin-1")
    assert old in text

    assert said in broken(written(name, text.replace(old, new).encode("latin-1"))).message


HEADER = "orpha_code,name_fr,name_en,synonyms_fr,level,type,status,icd10\n"
LINE = "399,Maladie de Huntington,Huntington disease,,Disorder,Disease,Active,\n"


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (HEADER + LINE + "58,Maladie d'Alex", 3, "8 après l'entité ORPHA:399 (1re)"),
        (HEADER + LINE.strip(), 2, "fichier tronqué après l'entité ORPHA:399 (1re)"),
        (HEADER + "399,a\n" + LINE, 2, "2 champs au lieu de 8"),
        (
            HEADER + LINE.replace("399", "x"),
            2,
            "entité sans code (1re) : « x » n'est pas un code ORPHA",
        ),
        (HEADER + LINE.replace(",Disorder", ",Other"), 2, "ORPHA:399 (1re) : niveau inconnu"),
        (HEADER + LINE.replace(",Disease,", ",Illness,"), 2, "type inconnu (« Illness »)"),
        (HEADER + LINE.replace(",Active", ",Asleep"), 2, "statut inconnu (« Asleep »)"),
        (HEADER + LINE + LINE, 3, "ORPHA:399 (2e) : l'entité est deux fois dans le fichier"),
        (HEADER, 1, "fichier sans aucune ligne"),
        (HEADER + LINE.replace("Maladie", '"Maladie'), 2, "CSV mal formé"),
        ((HEADER + LINE).encode() + "58,é".encode("latin-1"), 3, "ce n'est pas de l'UTF-8"),
    ],
)
def test_a_broken_csv_is_named_with_its_line(written, content, line, said):
    error = broken(written("n.csv", content))

    assert (error.line, said in error.message) == (line, True), str(error)


def test_a_csv_cut_in_its_gzip_is_refused(written):
    whole = real(FRENCH_CSV).read_bytes()

    error = broken(written("n.csv.gz", whole[: len(whole) // 2]))

    assert re.search(r"tronqué.* après l'entité ORPHA:\d+ \([\d\u202f]+e\)$", error.message)


def test_a_broken_member_does_not_hide_the_others(zipped):
    path = zipped({"a.xml": entities(2), "b.xml": entities(2).replace('"21394"', '"1"')})

    first, second = documents(path)

    assert len(list(first.facts())) == 2
    with pytest.raises(BrokenFile, match=r"pack\.zip › b\.xml: ORPHA:1 \(1re de 2\) : type inc"):
        list(second.facts())
    assert len(contents(path).documents) == 2
