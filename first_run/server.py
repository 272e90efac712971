"""Serving: granian in the foreground, its address printed when it answers, stopped by Ctrl-C."""

import http.client
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress

from first_run.console import Trouble, say
from first_run.project import LOOPBACK, Project
from first_run.shell import ending

PATIENCE = 60  # s
EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104  (recognised, never the default)


def require_free_port(host: str, port: int) -> None:
    """Raises Trouble when the server could not listen there; asked before anything is built."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise Trouble(
                f"Ports below 1024 are for root, and PORT is {port}", "Try: make run PORT=8001"
            ) from None
        except OSError as error:
            raise _not_free(host, port, error) from None


def _not_free(host: str, port: int, error: OSError) -> Trouble:
    if answers(host, port) is not None:
        what = f"Port {port} is taken, by a site that answers: {address(host, port)}"
    else:
        what = f"Port {port} of {host} cannot be used: {error.strerror}"
    return Trouble(
        what,
        f"Take another one: make run PORT={port + 1 if port < 65535 else 8000}",
        f"Or stop what uses it (who is it? ss -ltnp 'sport = :{port}')",
    )


def serve(project: Project, env: Mapping[str, str], host: str, port: int) -> None:
    """Runs until Ctrl-C or a SIGTERM. Raises Trouble when the server stops by itself."""
    command = [
        *(str(project.python), "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--workers", "2", "--blocking-threads", "1"),
        *("--host", host, "--port", str(port)),
        *("--log-level", "warning", "--no-access-log", "--workers-kill-timeout", "5"),
        "geo_directory.wsgi:application",
    ]
    process = subprocess.Popen(command, cwd=project.root, env=env)
    with ending(process, grace=0), suppress(KeyboardInterrupt):
        _announce(process, host, port)
        code = process.wait()
        if code not in (0, -signal.SIGINT, -signal.SIGTERM):
            raise Trouble(
                f"The server stopped by itself (exit code {code}): the lines above say why"
            )
    print("\nStopped. The database keeps running for the next time; `make stop` stops it too.")


def _announce(process: subprocess.Popen, host: str, port: int) -> None:
    """Waits for /healthz, then says where the site is."""
    deadline = time.monotonic() + PATIENCE
    status = None
    while time.monotonic() < deadline and process.poll() is None:
        status = answers(host, port)
        if status == 200:
            say(f"The site is at {address(host, port)}   (Ctrl-C stops it)")
            if host not in (LOOPBACK, "localhost", "::1"):
                say("others reach it by the names listed in ALLOWED_HOSTS=a.example,b.example")
            return
        time.sleep(0.1)
    if process.poll() is None:
        raise Trouble(
            f"The server did not become healthy in {PATIENCE} s: "
            f"{address(host, port)}healthz says {status or 'nothing'}",
            "The lines above may say why",
        )


def answers(host: str, port: int) -> int | None:
    """The status of /healthz, None when nothing speaks HTTP there."""
    reachable = LOOPBACK if host in EVERYWHERE else host
    connection = http.client.HTTPConnection(reachable, port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def address(host: str, port: int) -> str:
    """What to type in a browser on this machine."""
    name = "localhost" if host in (*EVERYWHERE, LOOPBACK) else host
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/"
