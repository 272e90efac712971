"""Fetching from a real server on this machine: whole, interrupted, absent, something else."""

import http.server
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from importers.orphanet import download as downloading
from importers.orphanet.documents import documents
from importers.orphanet.download import ADDRESSES, DownloadFailed, Partial, download
from importers.report import Quiet
from tests.importers.orphanet.conftest import FILES, entities, facts

NAME = "en_product1.xml"
ONE = (("products", NAME),)


@dataclass
class Served:
    """What the server answers, and the requests that it got."""

    bodies: dict[str, bytes] = field(default_factory=dict)
    version: str = '"v1"'
    cut_after: int | None = None
    ranges: bool = True
    status: int = 200
    location: str = ""
    announce_length: bool = True
    silent: threading.Event | None = None
    asked: list[tuple[str, str]] = field(default_factory=list)


@pytest.fixture
def served() -> Served:
    return Served()


@pytest.fixture
def server(served, monkeypatch) -> Iterator[str]:
    """The address of a server of `served`, on this machine only."""
    for variable in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.delenv(variable.lower(), raising=False)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.headers.get("Range", "")
            served.asked.append((self.path, asked))
            body = served.bodies.get(self.path)
            if served.location:
                self.send_response(302)
                self.send_header("Location", served.location)
                self.end_headers()
                return
            if body is None or served.status != 200:
                self.send_error(404 if served.status == 200 else served.status)
                return
            start = 0
            if asked and served.ranges and self.headers.get("If-Range") == served.version:
                start = int(asked.removeprefix("bytes=").rstrip("-"))
            if start and start >= len(body):
                self.send_error(416)
                return
            self.send_response(206 if start else 200)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
            if served.announce_length:
                self.send_header("Content-Length", str(len(body) - start))
            self.send_header("ETag", served.version)
            self.end_headers()
            self.wfile.write(body[start : served.cut_after])
            if served.silent:
                served.silent.wait(30)

        def log_message(self, *_arguments: object) -> None:
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{running.server_address[1]}/data"
    running.shutdown()
    thread.join()
    running.server_close()


def bodies(*names: str) -> dict[str, bytes]:
    return {f"/data/{name}": (FILES / name).read_bytes() for name in names}


def failure(server: str, folder: Path, files=ONE) -> str:
    with pytest.raises(DownloadFailed) as raised:
        download(folder, Quiet(), {"products": server, "packs": server}, files)
    assert server in str(raised.value)
    return str(raised.value)


class Steps(Quiet):
    """A progress that remembers."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, int | None]] = []
        self.steps = 0
        self.ended = 0

    def start(self, title: str, total: int | None = None) -> None:
        self.seen.append((title, total))

    def advance(self, steps: int = 1) -> None:
        self.steps += steps

    def done(self) -> None:
        self.ended += 1


def test_the_files_are_fetched_whole_with_their_progress(server, served, tmp_path):
    names = (NAME, "en_product7.xml", "en_product9_ages.xml")
    served.bodies = bodies(*names)
    progress = Steps()
    folder = tmp_path / ".local" / "orphanet"

    got = download(
        folder, progress, {"products": f"{server}/"}, [("products", name) for name in names]
    )

    assert got == [folder / name for name in names]
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)
    assert all(path.read_bytes() == (FILES / path.name).read_bytes() for path in got)
    assert len(list(documents(folder))) == 3
    sizes = [(FILES / name).stat().st_size for name in names]
    assert progress.seen == list(zip(names, sizes, strict=True))
    assert (progress.steps, progress.ended) == (sum(sizes), 3)


def test_an_interruption_keeps_the_file_of_before_and_is_resumed(server, served, tmp_path):
    (tmp_path / NAME).write_text(entities(1))
    served.bodies = bodies(NAME)
    served.cut_after = 3_000

    said = failure(server, tmp_path)

    assert f"{server}/{NAME} : interrompu après 3\u202f000 octets" in said
    assert "relancer reprend là" in said
    assert len(facts(tmp_path)) == 1
    served.cut_after = None
    progress = Steps()
    download(tmp_path, progress, {"products": server}, ONE)
    assert served.asked == [(f"/data/{NAME}", ""), (f"/data/{NAME}", "bytes=3000-")]
    assert (tmp_path / NAME).read_bytes() == (FILES / NAME).read_bytes()
    assert progress.steps == (FILES / NAME).stat().st_size
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


@pytest.mark.parametrize("change", [{"version": '"v2"'}, {"ranges": False}])
def test_another_version_or_a_server_without_ranges_starts_again(server, served, tmp_path, change):
    served.bodies = bodies(NAME)
    served.cut_after = 3_000
    failure(server, tmp_path)
    served.cut_after = None
    for name, value in change.items():
        setattr(served, name, value)

    download(tmp_path, Quiet(), {"products": server}, ONE)

    assert (tmp_path / NAME).read_bytes() == (FILES / NAME).read_bytes()


def test_a_rest_that_is_longer_than_the_file_starts_again_the_next_time(server, served, tmp_path):
    served.bodies = bodies(NAME)
    partial = Partial(tmp_path / NAME)
    partial.bytes.write_bytes(b"x" * 100_000)
    partial.mark.write_text(served.version)

    assert "la reprise est impossible, relancer" in failure(server, tmp_path)
    download(tmp_path, Quiet(), {"products": server}, ONE)

    assert (tmp_path / NAME).read_bytes() == (FILES / NAME).read_bytes()


def test_an_absent_file_names_its_address_and_another_way(server, tmp_path):
    said = failure(server, tmp_path)

    assert said.startswith(f"{server}/{NAME} : rien à cette adresse (404)")
    assert "donner son chemin, rien n'est alors demandé au réseau" in said
    assert list(tmp_path.iterdir()) == []


def test_a_server_in_trouble_is_named(server, served, tmp_path):
    served.bodies, served.status = bodies(NAME), 503

    assert "le serveur répond 503" in failure(server, tmp_path)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<!DOCTYPE html><html><body>Maintenance</body></html>", "c'est une page HTML"),
        (b"", "c'est un fichier vide"),
        ((FILES / "en_product6.xml").read_bytes(), "c'est le produit 6 d'Orphadata"),
        (b"PK\x03\x04 not a zip at all", "archive zip tronquée ou abîmée"),
    ],
)
def test_something_else_than_the_file_is_refused_and_not_kept(server, served, tmp_path, body, said):
    (tmp_path / NAME).write_text(entities(1))
    served.bodies = {f"/data/{NAME}": body}

    message = failure(server, tmp_path)

    assert f"{server}/{NAME} n'a pas donné le fichier attendu : {said}" in message
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert len(facts(tmp_path)) == 1


@pytest.mark.parametrize("announced", [True, False])
def test_a_file_that_is_too_large_is_stopped(monkeypatch, server, served, tmp_path, announced):
    monkeypatch.setattr(downloading, "MAX_BYTES", 2_000)
    served.bodies, served.announce_length = bodies(NAME), announced

    assert "ce n'est pas le fichier attendu" in failure(server, tmp_path)
    assert not (tmp_path / NAME).exists()


def test_without_a_network_another_way_is_told(tmp_path, monkeypatch, server):
    closed = "http://127.0.0.1:9/data"

    said = failure(closed, tmp_path)

    assert said.startswith(f"{closed}/{NAME} : pas d'accès (pas d'internet ?)")
    assert "donner son chemin" in said


def test_a_wrong_address_is_said(tmp_path):
    assert "adresse invalide" in failure("ftp://127.0.0.1/data", tmp_path)


def test_a_folder_that_cannot_be_written_is_said(server, served, tmp_path):
    served.bodies = bodies(NAME)
    Partial(tmp_path / NAME).bytes.mkdir()

    assert f"écriture impossible dans {tmp_path}" in failure(server, tmp_path)
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(DownloadFailed, match=f"impossible de créer {file}"):
        download(file, Quiet(), {"products": server}, ONE)


def test_a_redirect_is_followed_but_never_without_end(server, served, tmp_path):
    served.location = f"{server}/{NAME}"

    assert "renvoie sans fin" in failure(server, tmp_path)
    assert len(served.asked) > 5


def test_a_redirect_out_of_https_is_refused():
    answer = httpx.Response(200, request=httpx.Request("GET", "http://example.org/x"))

    with pytest.raises(DownloadFailed, match=r"renvoie vers http://example\.org/x, non protégé"):
        downloading._check(answer, "https://example.org/x")


def test_a_server_that_falls_silent_is_left(monkeypatch, server, served, tmp_path):
    monkeypatch.setattr(downloading, "TIMEOUT", httpx.Timeout(0.5))
    served.bodies, served.cut_after, served.silent = bodies(NAME), 2_000, threading.Event()

    try:
        assert "interrompu après 2\u202f000 octets" in failure(server, tmp_path)
    finally:
        served.silent.set()


def test_the_addresses_are_protected_and_each_file_has_one():
    assert all(address.startswith("https://") for address in ADDRESSES.values())
    assert {key for key, _name in downloading.FILES} == set(ADDRESSES)
    assert len({name for _key, name in downloading.FILES}) == 6
