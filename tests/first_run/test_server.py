"""The site is served for real, says where, and stops when told."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.db import connection

from first_run.cluster import private_cluster
from first_run.console import Trouble
from first_run.project import address as asked
from first_run.project import here
from first_run.server import LOOPBACK, address, answers, require_free_port

SERVE = """
import os, signal, sys
from first_run.project import here
from first_run.server import serve
from first_run.shell import end_in_order
signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a script's `make run &` hands it down
end_in_order()
serve(here(), {**os.environ, "DJANGO_SETTINGS_MODULE": "geo_directory.settings.test"}, "127.0.0.1",
      int(sys.argv[1]))
"""


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that something else listens on."""
    with socket.socket() as other:
        other.bind((LOOPBACK, 0))
        other.listen()
        yield other.getsockname()[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


def test_a_taken_port_is_named_with_what_to_type(taken: int) -> None:
    with pytest.raises(Trouble, match=f"Port {taken} of 127.0.0.1 cannot be used") as refusal:
        require_free_port(LOOPBACK, taken)
    assert "make run PORT=" in str(refusal.value)


def test_a_free_port_is_left_free() -> None:
    port = free_port()
    require_free_port(LOOPBACK, port)
    require_free_port(LOOPBACK, port)


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1", "8000; rm", "٨٠٠٠"])
def test_what_is_no_port_is_refused(port: str, monkeypatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Trouble, match="is not a port"):
        asked()


def test_without_a_word_it_is_8000_on_this_machine_only(monkeypatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.delenv("HOST", raising=False)
    assert asked() == ("127.0.0.1", 8000)


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://localhost:8000/"),
        ("0.0.0.0", "http://localhost:8000/"),
        ("::1", "http://[::1]:8000/"),
        ("care.example", "http://care.example:8000/"),
    ],
)
def test_the_address_is_what_one_types(host: str, shown: str) -> None:
    assert address(host, 8000) == shown


@pytest.fixture
def database_url(db) -> str:
    """The tests' own database, for a process that is not pytest's."""
    url = os.environ.get("DATABASE_URL") or private_cluster(here()).url
    return urlsplit(url)._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_announces_itself_when_it_answers_and_stops_cleanly(
    ending: signal.Signals, database_url: str
) -> None:
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, str(port)],
        cwd=here().root,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "DATABASE_URL": database_url},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        try:
            assert server.stdout
            assert f"http://localhost:{port}/" in server.stdout.readline()
            assert answers(LOOPBACK, port) == 200
            with pytest.raises(Trouble, match=f"Port {port} is taken, by a site that answers"):
                require_free_port(LOOPBACK, port)
            server.send_signal(ending)
            rest, _ = server.communicate(timeout=20)
        finally:
            server.terminate()
    assert "Stopped." in rest
    assert "Traceback" not in rest
    require_free_port(LOOPBACK, port)


def test_a_site_that_cannot_start_is_an_error_and_not_a_wait() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SERVE.replace("settings.test", "settings.absent"), str(free_port())],
        cwd=here().root,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode != 0
    assert "The server stopped by itself" in ended.stderr
