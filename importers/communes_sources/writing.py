"""Files that come out byte for byte the same from the same rows."""

import csv
import gzip
import hashlib
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import shapely
from django.db import connection
from shapely import Geometry

TWKB_BATCH = 4_000


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 CSV with Unix line ends; None is an empty field."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def gzipped(data: bytes) -> bytes:
    """Without a date nor a name, so that the same rows give the same file."""
    return gzip.compress(data, 9, mtime=0)


def write(folder: Path, name: str, data: bytes) -> Path:
    """Write `folder/name` whole or not at all."""
    path, partial = folder / name, folder / f".{name}.part"
    partial.write_bytes(data)
    partial.replace(path)
    return path


def write_checksums(folder: Path, names: Iterable[str]) -> Path:
    """SHA256SUMS of the named files of a folder, as `sha256sum -c` reads it."""
    lines = [
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n"
        for name in sorted(names)
    ]
    return write(folder, "SHA256SUMS", "".join(lines).encode())


def twkb(areas: Sequence[Geometry | None], decimals: int) -> list[str]:
    """Each area as PostgreSQL writes a bytea (``\\x...``) in PostGIS's Tiny WKB; "" for None."""
    encoded: list[str] = []
    with connection.cursor() as cursor:
        for start in range(0, len(areas), TWKB_BATCH):
            batch = [None if a is None else shapely.to_wkb(a) for a in areas[start:][:TWKB_BATCH]]
            cursor.execute(
                "SELECT encode(ST_AsTWKB(ST_GeomFromWKB(wkb), %s), 'hex')"
                " FROM unnest(%s::bytea[]) WITH ORDINALITY AS area(wkb, i) ORDER BY i",
                [decimals, batch],
            )
            encoded += [r"\x" + hexadecimal if hexadecimal else "" for (hexadecimal,) in cursor]
    return encoded
