"""Stamps: a small file, written only after success, that says what a folder was made from."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(*sources: Path | str) -> str:
    """One hash of the contents of files and of plain words, in order."""
    sum_ = hashlib.sha256()
    for source in sources:
        content = source.read_bytes() if isinstance(source, Path) else source.encode()
        sum_.update(len(content).to_bytes(8, "big") + content)
    return sum_.hexdigest()


def stamped(stamp: Path, mark: str) -> bool:
    """True when the folder was made from `mark`."""
    try:
        return mark in stamp.read_text().split()
    except OSError:
        return False


def write(stamp: Path, marks: Iterable[str]) -> None:
    """Replaces the stamp in one go; several marks mean that the folder serves several needs."""
    making = stamp.with_name(stamp.name + ".making")
    making.write_text("\n".join(marks) + "\n")
    making.replace(stamp)
