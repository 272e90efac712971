"""A stream that counts what comes out of it, and says in French why it stops."""

import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import BinaryIO

from importers.reading.limits import MAX_RATIO, MEBIBYTE, RATIO_FROM
from importers.reading.wrong import Cut, Wrong

Opener = Callable[[], AbstractContextManager[BinaryIO]]
"""Gives the same bytes anew at each call."""

DAMAGED = (
    EOFError,
    zlib.error,
    zipfile.BadZipFile,
    tarfile.TarError,
    OSError,
    NotImplementedError,
)
"""What the standard library raises for packed bytes that stop too early or are wrong.

BadGzipFile is an OSError; so is a disk that fails, which is told with its own words. The last one
is zipfile's word for a way of compressing, or a version of the format, that it does not read.
"""


class Guarded(io.RawIOBase):
    """`stream`, of which at most `limit` bytes are read, and not too many for the bytes packed.

    Raises Wrong for a bomb, Cut for a stream that stops too early.
    """

    def __init__(self, stream: BinaryIO, limit: int, packed: int | None = None) -> None:
        self._stream, self._limit, self._packed = stream, limit, packed
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        """Fill `buffer` as far as the stream goes; 0 at its end."""
        try:
            chunk = self._stream.read(len(buffer))
        except DAMAGED as error:
            raise Cut(f"fichier tronqué ou abîmé ({error})") from error
        self._count += len(chunk)
        self._check()
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def _check(self) -> None:
        if self._count > self._limit:
            raise Wrong(
                f"bombe de décompression : plus de {self._limit // MEBIBYTE} Mio une fois ouvert"
            )
        if self._packed is None or self._count < RATIO_FROM:
            return
        if self._count > MAX_RATIO * self._packed:
            raise Wrong(
                f"bombe de décompression : plus de {MAX_RATIO} octets pour un octet compressé"
            )
