"""The site as `make run` serves it, on the throw-away database and a port of its own."""

import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from benchmarks.database import ROOT, child

HOST = "127.0.0.1"
CONNECTIONS = 8
PATIENCE = 60  # s


@dataclass(frozen=True, slots=True)
class Site:
    port: int

    def request(self, path: str, body: dict[str, Any] | None = None) -> str:
        """The text of one HTTP request: GET, or POST when there is a body."""
        head = f"Host: {HOST}:{self.port}\r\nAccept: application/json\r\n"
        if body is None:
            return f"GET {path} HTTP/1.1\r\n{head}\r\n"
        text = json.dumps(body)  # ASCII only: as many bytes as characters
        head += f"Content-Type: application/json\r\nContent-Length: {len(text)}\r\n"
        return f"POST {path} HTTP/1.1\r\n{head}\r\n{text}"

    def load(self, requests: list[str], seconds: float) -> dict[str, Any]:
        """What the load client, a process of its own, measured. Raises on a wrong answer."""
        job = {
            "host": HOST,
            "port": self.port,
            "requests": requests,
            "seconds": seconds,
            "connections": CONNECTIONS,
        }
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.load_client"],
            input=json.dumps(job),
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        measured = json.loads(done.stdout)
        if measured["failures"]:
            raise SystemExit(f"{requests[0].splitlines()[0]}: answers {measured['failures']}")
        return measured

    def seconds_of(self, path: str) -> tuple[float, bytes]:
        """Seconds and body of one GET on a warm connection, as a client sees it."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            start = time.perf_counter()
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            seconds = time.perf_counter() - start
        finally:
            connection.close()
        if answer.status != 200:
            raise SystemExit(f"GET {path}: {answer.status}")
        return seconds, body


@contextmanager
def served(database: str) -> Iterator[Site]:
    """Granian with the workers and threads of `make run`."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--workers", "2", "--blocking-threads", "1", "--host", HOST, "--port", str(port)),
        *("--log-level", "warning", "--no-access-log", "--workers-kill-timeout", "5"),
        "geo_directory.wsgi:application",
    ]
    with child(command, database) as process:
        wait_until_healthy(port, process)
        yield Site(port)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def wait_until_healthy(port: int, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit(f"the server stopped by itself ({process.returncode})")
        try:
            connection = http.client.HTTPConnection(HOST, port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise SystemExit(f"the server is not healthy after {PATIENCE} s")
