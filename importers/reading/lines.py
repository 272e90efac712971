"""The lines of the State's CSV files, whatever their encoding, from a file or an archive.

One file may mix UTF-8 lines with Latin-1 ones (the SAE of 2023 does): each line is decoded alone.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from importers.reading.sources import Skipped, Source, sources, what_it_is
from importers.reading.wrong import Cut, Wrong, told
from importers.report import BrokenFile

MAX_LINE = 65_536
"""Bytes; the longest line of the SAE has some 600."""


@dataclass(frozen=True)
class TextFile:
    """A text to read, anew each time. `name` is what reports show, `first` its first line."""

    source: Source
    first: str

    @property
    def name(self) -> str:
        return self.source.name

    @contextmanager
    def lines(self) -> Iterator[Iterator[tuple[int, str]]]:
        """Number and text of each line, without its end; the first is number 1.

        Raises BrokenFile for a last line without an end, a line too long, and damaged bytes.
        """
        with told(self.source.where), self.source.open() as stream:
            yield _decoded(stream)


def text_files(paths: list[Path]) -> list[TextFile]:
    """Every text below the paths. Raises BrokenFile for what is no text, and for nothing at all."""
    found = [one for path in paths for one in sources(path)]
    texts = []
    for one in found:
        if isinstance(one, Skipped):
            raise BrokenFile(one.name, f"ce n'est pas un CSV : {one.why}")
        with told(one.where):
            if other := what_it_is(one.head(), one.name):
                raise Wrong(f"ce n'est pas un CSV : {other}")
        texts.append(TextFile(one, one.head().split(b"\n")[0].decode("latin-1").strip()))
    if not texts:
        raise BrokenFile(", ".join(map(str, paths)), "aucun fichier à lire")
    return texts


def columns_of(first_line: str, separator: str) -> list[str]:
    """The columns that a header names, in lower case."""
    bare = first_line.removeprefix("ï»¿").removeprefix("\ufeff")
    return [name.strip().strip('"').lower() for name in bare.split(separator)]


def _decoded(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    buffered = io.BufferedReader(cast(io.RawIOBase, stream), 1 << 20)
    number = 0
    while line := buffered.readline(MAX_LINE):
        number += 1
        if len(line) == MAX_LINE:
            raise Cut(f"ligne de plus de {MAX_LINE} octets", number)
        if b"\0" in line:
            raise Cut("octet nul : le fichier est abîmé", number)
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        yield number, decoded(line).rstrip("\r\n")
        if not line.endswith(b"\n"):
            raise Cut("fichier tronqué : sa dernière ligne n'a pas de fin", number)


def decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
