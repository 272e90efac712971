"""Where bytes come from: a file, a packed file, the members of an archive, the files of a folder.

What a file is is read from its first bytes, not from its name: a page that says "not found" may
well have been saved as a zip.
"""

import gzip
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from importers.reading.archives import Member, tar_members, zip_members
from importers.reading.guarded import DAMAGED, Guarded, Opener
from importers.reading.limits import MAX_ARCHIVE_BYTES, MAX_MEMBER_BYTES
from importers.reading.wrong import Wrong, told

HEAD = 4096
"""Bytes looked at to tell what a file is."""

ZIP, GZIP, TAR_AT, TAR = b"PK\x03\x04", b"\x1f\x8b", 257, b"ustar"
EMPTY_ZIP = b"PK\x05\x06"
OFFICE = {
    "xl/": "c'est un classeur Excel",
    "word/": "c'est un document Word",
    "ppt/": "c'est une présentation PowerPoint",
}
OFFICE_NAMES = (".xlsx", ".docx", ".pptx", ".ods", ".odt")
SIGNATURES = {
    b"%PDF": "c'est un PDF",
    b"\xd0\xcf\x11\xe0": "c'est un ancien document Office (.xls, .doc)",
    b"Rar!": "c'est une archive RAR",
    b"7z\xbc\xaf": "c'est une archive 7z",
    b"BZh": "c'est un fichier bzip2",
    b"\xfd7zXZ": "c'est un fichier xz",
    b"\x89PNG": "c'est une image",
    b"SQLite format 3": "c'est une base SQLite",
    b"version https://git-lfs": "c'est un pointeur Git LFS, pas le fichier lui-même",
}


@dataclass(frozen=True)
class Source:
    """Bytes to read, anew at each `open`. `where` is what errors name, `name` what reports show."""

    where: str
    name: str
    open: Opener

    def head(self) -> bytes:
        """The first bytes. Raises BrokenFile."""
        with told(self.where), self.open() as stream:
            return io.BufferedReader(cast(io.RawIOBase, stream)).read(HEAD)


@dataclass(frozen=True)
class Skipped:
    """A file or a member that is not read, and why, in French."""

    name: str
    why: str


def sources(path: Path, name: str = "") -> Iterator[Source | Skipped]:
    """What a path holds: itself, the members of an archive, or the files of a folder.

    Raises BrokenFile for an archive that is refused and for a path that cannot be read.
    """
    name = name or path.name
    if path.is_dir():
        for child in sorted(path.rglob("*")):
            relative = child.relative_to(path)
            if child.is_file() and not any(part.startswith(".") for part in relative.parts):
                yield from sources(child, str(relative))
        return
    with told(str(path)):
        yield from _of_file(path, name)


def what_it_is(head: bytes, name: str) -> str:
    """What the first bytes say of a file that is neither XML nor text: in French, or empty.

    Raises Wrong for an archive, which is not looked into where something else was to be.
    """
    if head.startswith((ZIP, GZIP)):
        if name.lower().endswith(OFFICE_NAMES):
            return "c'est un document de bureautique"
        raise Wrong("une archive dans une archive : donner celle de l'intérieur seule")
    for signature, kind in SIGNATURES.items():
        if head.startswith(signature):
            return kind
    start = head[:1024].lower()
    if b"<!doctype html" in start or b"<html" in start:
        return "c'est une page HTML"
    if not head.strip():
        return "c'est un fichier vide"
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "c'est un fichier binaire"
    return ""


def _of_file(path: Path, name: str) -> Iterator[Source | Skipped]:
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except FileNotFoundError as error:
        raise Wrong("fichier absent") from error
    except OSError as error:
        raise Wrong(f"fichier illisible ({error.strerror})") from error
    if head.startswith((ZIP, EMPTY_ZIP)):
        if office := _office(path):
            yield Skipped(name, office)
        else:
            yield from _inside(path, name, zip_members(path))
        return
    if not head.startswith(GZIP):
        yield Source(str(path), name, _plain(path))
        return
    packed = Source(str(path), name, _gunzipped(path, MAX_MEMBER_BYTES))
    if packed.head()[TAR_AT : TAR_AT + len(TAR)] != TAR:
        yield packed
        return
    yield from _inside(path, name, tar_members(_gunzipped(path, MAX_ARCHIVE_BYTES)))


def _inside(path: Path, name: str, members: list[Member]) -> Iterator[Source]:
    for member in members:
        if not member.name.startswith("__MACOSX/"):
            where = f"{path} › {member.name}"
            yield Source(where, f"{name} › {member.name}", member.open)


def _office(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except DAMAGED:
        return ""
    found = (kind for folder, kind in OFFICE.items() if any(n.startswith(folder) for n in names))
    return next(found, "") if "[Content_Types].xml" in names else ""


def _plain(path: Path) -> Opener:
    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        with path.open("rb") as file:
            yield cast(BinaryIO, Guarded(file, MAX_MEMBER_BYTES))

    return opened


def _gunzipped(path: Path, limit: int) -> Opener:
    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        with gzip.open(path) as stream:
            guarded = Guarded(cast(BinaryIO, stream), limit, path.stat().st_size)
            yield cast(BinaryIO, guarded)

    return opened
