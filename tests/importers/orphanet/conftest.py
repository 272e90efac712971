"""The real files of Orphanet, small ones written after its format, and ways to spoil them."""

import gzip
import io
import os
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from django.conf import settings

from importers.orphanet.documents import contents
from importers.orphanet.facts import Document, Fact

FILES = Path(__file__).parent / "files"
"""Small files, written after the formats that Orphadata publishes."""

ENGLISH_PACK = "Orphanet_Nomenclature_Pack_EN_2023.zip"
FRENCH_EXCERPT = "Orphanet_Nomenclature_Pack_FR_short.zip"
FRENCH_CSV = "orpha_nomenclature_fr_2023-06.csv.gz"
EPIDEMIOLOGY_CSV = "epidemiology_of_rare_diseases.csv.gz"
LINEARISATION_CSV = "linearisation_of_rare_diseases.csv.gz"
NOMENCLATURE_MEMBER = "pack-2023_en/ORPHAnomenclature_en_2023.xml"


def real(name: str) -> Path:
    """A real file of Orphanet, kept beside the project; without it the test is skipped, or fails
    where CI is set."""
    path = settings.BASE_DIR.parent / "shared" / "data" / "orphanet" / name
    if not path.exists():
        message = f"le fichier réel {name} n'est pas à côté du projet"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return path


def only(path: Path, excerpt: bool = False) -> Document:
    """The document of a path that holds just one."""
    [document] = contents(path, excerpt).documents
    return document


def facts(path: Path, excerpt: bool = False) -> list[Fact]:
    """Everything that a path states."""
    return [fact for document in contents(path, excerpt).documents for fact in document.facts()]


def counted(stated: Iterable[Fact]) -> Counter[str]:
    """How many facts there are of each kind."""
    return Counter(type(fact).__name__ for fact in stated)


@pytest.fixture(scope="session")
def nomenclature() -> bytes:
    """The English nomenclature of 2023, as its XML."""
    with zipfile.ZipFile(real(ENGLISH_PACK)) as pack:
        return pack.read(NOMENCLATURE_MEMBER)


def entities(count: int, announced: int | None = None) -> str:
    """A nomenclature of `count` made entities, ORPHA:1 and on."""
    written = "".join(
        f'<Disorder id="{n}"><OrphaCode>{n}</OrphaCode><Name lang="en">Entity {n}</Name>'
        f'<FlagValue>1</FlagValue><Totalstatus lang="en">Active</Totalstatus>'
        f'<SynonymList count="0"/><DisorderType id="21394"><Name lang="en">Disease</Name>'
        f'</DisorderType><ClassificationLevel id="36547"><Name lang="en">Disorder</Name>'
        f'</ClassificationLevel><DisorderDisorderAssociationList count="0"/></Disorder>\n'
        for n in range(1, count + 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<JDBOR ExtractionDate="2026-01-02 03:04:05">\n'
        f'<DisorderList count="{count if announced is None else announced}">\n{written}'
        "</DisorderList>\n</JDBOR>\n"
    )


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file and give its path."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def zipped(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Make a zip of these members."""

    def write(members: Mapping[str, str | bytes]) -> Path:
        path = tmp_path / "pack.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return path

    return write


@pytest.fixture
def tarred(tmp_path: Path) -> Callable[[Iterable[tuple[tarfile.TarInfo, bytes]]], Path]:
    """Make a tar.gz of these entries."""

    def write(entries: Iterable[tuple[tarfile.TarInfo, bytes]]) -> Path:
        path = tmp_path / "pack.tar.gz"
        with tarfile.open(path, "w:gz") as archive:
            for entry, content in entries:
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
        return path

    return write


def gzipped(content: bytes) -> bytes:
    """The same bytes in gzip."""
    return gzip.compress(content, mtime=0)
