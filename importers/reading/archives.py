"""The members of an archive as streams; nothing is ever written to disk.

Refused (Wrong): names that leave the archive, encryption, links, archives inside, too many members
or bytes.
"""

import stat
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from importers.reading.guarded import DAMAGED, Guarded, Opener
from importers.reading.limits import (
    MAX_ARCHIVE_BYTES,
    MAX_MEMBER_BYTES,
    MAX_MEMBERS,
    MAX_RATIO,
    MEBIBYTE,
    RATIO_FROM,
)
from importers.reading.wrong import Cut, Wrong, spaced

NESTED = (".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar")
ENCRYPTED = 0x1


@dataclass(frozen=True)
class Member:
    """A member of an archive; `open` gives its bytes anew, as a guarded stream."""

    name: str
    open: Opener


def zip_members(path: Path) -> list[Member]:
    """The files inside a zip archive, in its own order."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except DAMAGED as error:
        raise Cut(f"archive zip tronquée ou abîmée ({error})") from error
    _check_number(len(entries))
    _check_total(sum(entry.file_size for entry in entries))
    for entry in entries:
        _check_zip_entry(entry)
    return [
        Member(entry.filename, _zip_opener(path, entry)) for entry in entries if not entry.is_dir()
    ]


def tar_members(open_tar: Opener) -> list[Member]:
    """The files inside a tar archive whose unpacked bytes `open_tar` gives."""
    members = []
    with _tar(open_tar) as archive:
        for index, entry in enumerate(_entries(archive)):
            _check_number(index + 1)
            _check_name(entry.name)
            if entry.issym() or entry.islnk():
                raise Wrong(f"l'archive contient un lien, « {entry.name} »")
            if entry.isfile():
                members.append(Member(entry.name, _tar_opener(open_tar, index)))
            elif not entry.isdir():
                raise Wrong(f"« {entry.name} » n'est ni un fichier ni un dossier")
    return members


def _check_number(number: int) -> None:
    if number > MAX_MEMBERS:
        raise Wrong(f"l'archive a plus de {spaced(MAX_MEMBERS)} membres")


def _check_total(total: int) -> None:
    if total > MAX_ARCHIVE_BYTES:
        limit = MAX_ARCHIVE_BYTES // MEBIBYTE
        raise Wrong(f"bombe de décompression : plus de {spaced(limit)} Mio une fois ouvert")


def _check_name(name: str) -> None:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name[:2]:
        raise Wrong(f"le nom « {name} » sort de l'archive")
    if path.name.lower().endswith(NESTED):
        raise Wrong(f"l'archive en contient une autre, « {name} » : donner celle-ci seule")


def _check_zip_entry(entry: zipfile.ZipInfo) -> None:
    _check_name(entry.orig_filename)
    _check_name(entry.filename)
    if entry.flag_bits & ENCRYPTED:
        raise Wrong(f"« {entry.filename} » est chiffré (mot de passe)")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Wrong(f"l'archive contient un lien, « {entry.filename} »")
    if entry.file_size > max(RATIO_FROM, MAX_RATIO * entry.compress_size):
        raise Wrong(
            f"bombe de décompression : « {entry.filename} » annonce plus de {MAX_RATIO} octets"
            " pour un octet compressé"
        )


def _zip_opener(path: Path, entry: zipfile.ZipInfo) -> Opener:
    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        try:
            archive = zipfile.ZipFile(path)
            stream = archive.open(entry)
        except DAMAGED as error:
            raise Cut(f"archive zip abîmée ({error})") from error
        with archive, stream:
            yield cast(
                BinaryIO, Guarded(cast(BinaryIO, stream), MAX_MEMBER_BYTES, entry.compress_size)
            )

    return opened


def _tar_opener(open_tar: Opener, wanted: int) -> Opener:
    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        with _tar(open_tar) as archive:
            for index, entry in enumerate(_entries(archive)):
                stream = archive.extractfile(entry) if index == wanted else None
                if stream is not None:
                    yield cast(BinaryIO, Guarded(cast(BinaryIO, stream), MAX_MEMBER_BYTES))
                    return
            raise Cut("archive tar abîmée : un membre a disparu")

    return opened


@contextmanager
def _tar(open_tar: Opener) -> Iterator[tarfile.TarFile]:
    with open_tar() as stream, _opened(stream) as archive:
        yield archive


def _opened(stream: BinaryIO) -> tarfile.TarFile:
    try:
        return tarfile.open(fileobj=stream, mode="r|")
    except DAMAGED as error:
        raise Cut(f"archive tar tronquée ou abîmée ({error})") from error


def _entries(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    while True:
        try:
            entry = archive.next()
        except DAMAGED as error:
            raise Cut(f"archive tar tronquée ou abîmée ({error})") from error
        if entry is None:
            return
        yield entry
