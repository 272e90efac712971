"""The current files of Orphanet, fetched into a folder: the only place that asks the network.

A file is written beside its place and moved there once it is whole and recognised; what was fetched
of it before an interruption is kept, and asked for no more when the server still has the same.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from importers.orphanet.documents import contents
from importers.reading.limits import MEBIBYTE
from importers.reading.wrong import spaced
from importers.report import BrokenFile, Progress

# Both addresses were read in public code that used them in 2025 and 2026; they were not visited.
ADDRESSES: Mapping[str, str] = {
    "packs": "https://www.orphacode.org/data/packs",
    "products": "https://www.orphadata.com/data/xml",
}
FILES: Sequence[tuple[str, str]] = (
    ("packs", "Orphanet_Nomenclature_Pack_FR.zip"),
    ("packs", "Orphanet_Nomenclature_Pack_EN.zip"),
    ("products", "en_product1.xml"),
    ("products", "en_product7.xml"),
    ("products", "en_product9_prev.xml"),
    ("products", "en_product9_ages.xml"),
)
"""The key of an address, and a file there. Products in English: their words are stored so."""

MAX_BYTES = 300 * MEBIBYTE
"""Of one file as sent; the largest known is some 50 MB."""

TIMEOUT = httpx.Timeout(30, connect=10)
"""Seconds without a byte, and to connect."""

OFFLINE = (
    "Un fichier ou un dossier déjà téléchargé convient aussi : donner son chemin, rien n'est alors"
    " demandé au réseau."
)


class DownloadFailed(Exception):
    """A file could not be had; the message names its address, in French."""


@dataclass(frozen=True)
class Partial:
    """A file that is being fetched: its bytes so far, and the mark of the version they are of."""

    place: Path

    @property
    def bytes(self) -> Path:
        return self.place.with_name(f".{self.place.name}.part")

    @property
    def mark(self) -> Path:
        return self.place.with_name(f".{self.place.name}.mark")

    def resume(self) -> dict[str, str]:
        """The headers that ask for the rest only, if the server still has that version."""
        if not (self.bytes.exists() and self.mark.exists()):
            return {}
        size, mark = self.bytes.stat().st_size, self.mark.read_text("utf-8")
        return {"Range": f"bytes={size}-", "If-Range": mark} if size and mark else {}

    def forget(self) -> None:
        """Remove what was fetched so far."""
        self.bytes.unlink(missing_ok=True)
        self.mark.unlink(missing_ok=True)


def download(
    folder: Path,
    progress: Progress,
    addresses: Mapping[str, str] = ADDRESSES,
    files: Sequence[tuple[str, str]] = FILES,
) -> list[Path]:
    """Fetch `files` into `folder`, in place of those of before. Raises DownloadFailed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DownloadFailed(f"impossible de créer {folder} ({error.strerror})") from error
    headers = {"Accept-Encoding": "identity", "User-Agent": "esmara-care-finder"}
    with httpx.Client(timeout=TIMEOUT, headers=headers, follow_redirects=True) as client:
        return [
            _fetch(client, f"{addresses[base].rstrip('/')}/{name}", folder / name, progress)
            for base, name in files
        ]


def _fetch(client: httpx.Client, address: str, place: Path, progress: Progress) -> Path:
    partial = Partial(place)
    try:
        with _explained(address, partial):
            _receive(client, address, partial, progress)
    finally:
        progress.done()
    try:
        contents(partial.bytes)
    except BrokenFile as error:
        partial.forget()
        raise DownloadFailed(
            f"{address} n'a pas donné le fichier attendu : {error.message}. {OFFLINE}"
        ) from error
    partial.bytes.replace(place)
    partial.mark.unlink(missing_ok=True)
    return place


def _receive(client: httpx.Client, address: str, partial: Partial, progress: Progress) -> None:
    asked = partial.resume()
    with client.stream("GET", address, headers=asked) as response:
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE and asked:
            partial.forget()
            raise DownloadFailed(f"{address} : la reprise est impossible, relancer. {OFFLINE}")
        _check(response, address)
        start = _start(response, partial, address)
        length = response.headers.get("Content-Length", "")
        total = start + int(length) if length.isdigit() else None
        _check_size(total or 0, address)
        partial.mark.write_text(_mark(response), "utf-8")
        progress.start(partial.place.name, total)
        progress.advance(start)
        with partial.bytes.open("ab" if start else "wb") as file:
            for chunk in response.iter_raw():
                _check_size(file.tell() + len(chunk), address)
                file.write(chunk)
                progress.advance(len(chunk))


def _start(response: httpx.Response, partial: Partial, address: str) -> int:
    """How many bytes are already there of what the server is about to send."""
    if response.status_code != httpx.codes.PARTIAL_CONTENT:
        return 0
    size = partial.bytes.stat().st_size if partial.bytes.exists() else 0
    if not response.headers.get("Content-Range", "").startswith(f"bytes {size}-"):
        partial.forget()
        raise DownloadFailed(f"{address} : la reprise est impossible, relancer. {OFFLINE}")
    return size


def _check(response: httpx.Response, address: str) -> None:
    if httpx.URL(address).scheme == "https" != response.url.scheme:
        raise DownloadFailed(f"{address} renvoie vers {response.url}, non protégé. {OFFLINE}")
    if response.status_code == httpx.codes.NOT_FOUND:
        raise DownloadFailed(
            f"{address} : rien à cette adresse (404), le fichier a dû changer de place. {OFFLINE}"
        )
    if response.status_code not in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT):
        raise DownloadFailed(f"{address} : le serveur répond {response.status_code}. {OFFLINE}")


def _check_size(size: int, address: str) -> None:
    if size > MAX_BYTES:
        limit = spaced(MAX_BYTES // MEBIBYTE)
        raise DownloadFailed(f"{address} : plus de {limit} Mio, ce n'est pas le fichier attendu.")


def _mark(response: httpx.Response) -> str:
    """What names the version of a file: a strong ETag, else its date; empty without either."""
    etag = response.headers.get("ETag", "")
    return etag if etag.startswith('"') else response.headers.get("Last-Modified", "")


@contextlib.contextmanager
def _explained(address: str, partial: Partial) -> Iterator[None]:
    try:
        yield
    except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
        raise DownloadFailed(f"{address} : adresse invalide ({error})") from error
    except OSError as error:
        raise DownloadFailed(
            f"{address} : écriture impossible dans {partial.place.parent} ({error.strerror})"
        ) from error
    except httpx.TooManyRedirects as error:
        raise DownloadFailed(
            f"{address} renvoie sans fin d'une adresse à l'autre. {OFFLINE}"
        ) from error
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
        raise DownloadFailed(
            f"{address} : pas d'accès (pas d'internet ?) : {error}. {OFFLINE}"
        ) from error
    except httpx.HTTPError as error:
        size = partial.bytes.stat().st_size if partial.bytes.exists() else 0
        raise DownloadFailed(
            f"{address} : interrompu après {spaced(size)} octets ({error}) ; relancer reprend là."
            f" {OFFLINE}"
        ) from error
