"""Files made to harm are refused, in French, before they cost much memory or time."""

import gzip
import io
import stat
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from importers.orphanet.documents import contents
from importers.reading import guarded, limits
from importers.report import BrokenFile
from tests.importers.orphanet.conftest import entities, facts, gzipped

XML_HEAD = '<?xml version="1.0"?>\n'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))


def refusal(path: Path) -> str:
    """What is said of a path when it is read to its end, without using much memory."""
    tracemalloc.start()
    try:
        with pytest.raises(BrokenFile) as raised:
            facts(path)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 40_000_000, f"{peak / 1e6:.0f} Mo"
    assert str(path) in str(raised.value)
    return raised.value.message


@pytest.mark.parametrize(
    "declared",
    [
        f"<!DOCTYPE JDBOR [{LAUGHS}]>",
        '<!DOCTYPE JDBOR [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE JDBOR [<!ENTITY % out SYSTEM "http://127.0.0.1:9/x.dtd"> %out;]>',
        '<!DOCTYPE JDBOR SYSTEM "http://127.0.0.1:9/jdbor.dtd">',
    ],
    ids=["laughs", "external entity", "parameter entity", "external DTD"],
)
def test_xml_with_a_doctype_is_refused(written, declared):
    named = entities(1).replace("Entity 1", "&l9;" if "l9" in declared else "Entity 1")
    path = written("en.xml", XML_HEAD + declared + named.partition("?>")[2])

    assert refusal(path).startswith("déclaration DOCTYPE refusée")


def test_a_doctype_that_comes_late_is_refused_too(written):
    path = written("en.xml", entities(1).replace("<DisorderList", "<!DOCTYPE x><DisorderList"))

    assert "XML mal formé" in refusal(path)


def test_an_archive_whose_xml_has_a_doctype_names_the_member(zipped):
    path = zipped({"a/fine.xml": entities(2), "a/bad.xml": f"<!DOCTYPE x [{LAUGHS}]><JDBOR/>"})

    with pytest.raises(BrokenFile, match=r"pack\.zip › a/bad\.xml: déclaration DOCTYPE"):
        contents(path)


def bomb(mebibytes: int) -> bytes:
    """A nomenclature whose first entity is followed by so many spaces."""
    start, end = entities(1).split("</DisorderList>")
    return start.encode() + b" " * (mebibytes * limits.MEBIBYTE) + b"</DisorderList>" + end.encode()


def test_a_gzip_bomb_is_refused_while_it_is_read(written):
    path = written("en.xml.gz", gzipped(bomb(40)))
    assert path.stat().st_size < 60_000

    assert refusal(path) == "bombe de décompression : plus de 150 octets pour un octet compressé"


def test_a_zip_bomb_is_refused_by_what_it_announces(zipped):
    path = zipped({"en.xml": bomb(40)})

    assert "bombe de décompression : « en.xml » annonce plus de 150 octets" in refusal(path)


def test_a_zip_bomb_that_lies_on_its_size_is_refused(zipped):
    """The directory announces 500 bytes for 40 MiB: no more than 500 are ever unpacked."""
    path = zipped({"en.xml": bomb(40)})
    real_size = len(bomb(40)).to_bytes(4, "little")
    content = path.read_bytes()
    assert content.count(real_size) == 2
    path.write_bytes(content.replace(real_size, (500).to_bytes(4, "little")))

    assert "abîmé" in refusal(path) or "tronqué" in refusal(path)


def test_a_tar_bomb_is_refused_while_it_is_read(tarred):
    path = tarred([(tarfile.TarInfo("en.xml"), bomb(40))])

    assert "bombe de décompression" in refusal(path)


def test_the_size_of_a_member_is_bounded_as_it_is_read(monkeypatch, written):
    monkeypatch.setattr("importers.reading.sources.MAX_MEMBER_BYTES", 2 * limits.MEBIBYTE)
    path = written("en.xml", entities(10_000))
    assert path.stat().st_size > 3 * limits.MEBIBYTE

    assert refusal(path) == "bombe de décompression : plus de 2 Mio une fois ouvert"


def test_the_size_of_a_whole_zip_is_bounded(monkeypatch, zipped):
    monkeypatch.setattr("importers.reading.archives.MAX_ARCHIVE_BYTES", limits.MEBIBYTE)
    path = zipped({f"{n}.xml": entities(1_000) for n in range(4)})

    assert refusal(path) == "bombe de décompression : plus de 1 Mio une fois ouvert"


def test_the_real_ratio_is_far_from_the_limits():
    assert limits.MAX_RATIO >= 5 * 19
    assert limits.MAX_MEMBER_BYTES >= 4 * 50_000_000
    assert guarded.RATIO_FROM <= 8 * limits.MEBIBYTE


def test_too_many_members_are_refused(zipped, tarred):
    names = [f"{n}.txt" for n in range(limits.MAX_MEMBERS + 1)]

    assert refusal(zipped(dict.fromkeys(names, "x"))) == "l'archive a plus de 1\u202f000 membres"
    path = tarred([(tarfile.TarInfo(name), b"x") for name in names])
    assert refusal(path) == "l'archive a plus de 1\u202f000 membres"


@pytest.mark.parametrize(
    "name", ["../en.xml", "/etc/en.xml", "a/../../en.xml", "..\\en.xml", "C:\\en.xml"]
)
def test_a_name_that_leaves_the_archive_is_refused(zipped, tarred, name):
    said = f"le nom « {name} » sort de l'archive"

    assert refusal(zipped({name: entities(1)})) == said
    assert refusal(tarred([(tarfile.TarInfo(name), entities(1).encode())])) == said


@pytest.mark.parametrize("name", ["inner.zip", "inner.tar.gz", "en_product1.xml.gz", "INNER.ZIP"])
def test_an_archive_inside_an_archive_is_refused(zipped, tarred, name):
    said = f"l'archive en contient une autre, « {name} »"

    assert refusal(zipped({"en.xml": entities(1), name: b"PK\x03\x04"})).startswith(said)
    assert refusal(tarred([(tarfile.TarInfo(name), b"PK\x03\x04")])).startswith(said)


def test_an_archive_inside_under_another_name_is_refused(zipped, written):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("en.xml", entities(1))

    assert "une archive dans une archive" in refusal(zipped({"en.xml": inner.getvalue()}))
    twice = written("en.xml.gz", gzipped(gzipped(entities(1).encode())))
    assert "une archive dans une archive" in refusal(twice)


def test_an_encrypted_zip_is_refused(zipped):
    """Neither the standard library nor Orphanet makes one: its flag is set in both headers."""
    path = zipped({"en.xml": entities(1)})
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(content))

    assert refusal(path) == "« en.xml » est chiffré (mot de passe)"


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE])
def test_a_link_in_a_tar_is_refused(tarred, kind):
    link = tarfile.TarInfo("en.xml")
    link.type, link.linkname = kind, "/etc/passwd"

    assert refusal(tarred([(link, b"")])) == "l'archive contient un lien, « en.xml »"


def test_a_device_in_a_tar_is_refused(tarred):
    device = tarfile.TarInfo("en.xml")
    device.type = tarfile.CHRTYPE

    assert refusal(tarred([(device, b"")])) == "« en.xml » n'est ni un fichier ni un dossier"


def test_a_link_in_a_zip_is_refused(tmp_path):
    path = tmp_path / "pack.zip"
    link = zipfile.ZipInfo("en.xml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")

    assert refusal(path) == "l'archive contient un lien, « en.xml »"


def test_nothing_is_written_beside_an_archive(zipped, tmp_path):
    path = zipped({"folder/en.xml": entities(3)})

    assert len(facts(path)) == 3
    assert list(tmp_path.iterdir()) == [path]


def test_an_endless_line_is_refused(written):
    header = "orpha_code,target_disorder_code,association_type\n"
    path = written("l.csv.gz", gzip.compress((header + "1," + "9" * 3_000_000).encode()))

    assert "CSV mal formé" in refusal(path)


@pytest.mark.parametrize("inside", ["JDBOR", "DisorderList", "Disorder"])
def test_a_flood_of_elements_is_refused(written, inside):
    text = entities(2)
    at = text.rindex(f"</{inside}>")
    path = written("en.xml", text[:at] + "<x/>" * 60_000 + text[at:])

    assert "plus de 100\u202f000 éléments sans une entité de plus" in refusal(path)


def test_a_bottomless_classification_is_refused(written):
    nodes = 200
    path = written(
        "c.xml",
        '<JDBOR><ClassificationList count="1"><Classification id="1"><Name lang="en">x</Name>'
        + '<ClassificationNodeRootList count="1">'
        + "".join(
            f'<ClassificationNode><Disorder><OrphaCode>{n}</OrphaCode><Name lang="en">n</Name>'
            f'<DisorderType id="21394"/></Disorder><ClassificationNodeChildList count="1">'
            for n in range(1, nodes)
        ),
    )

    assert "plus de 64 niveaux" in refusal(path)
