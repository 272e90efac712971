"""A throw-away database on the configured server: made, filled, dropped, never the site's own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

POLLED_EVERY = 0.01  # seconds
ROOT = Path(__file__).resolve().parent.parent
SETTINGS = "benchmarks.reference.settings"


def connection_parameters() -> dict[str, Any]:
    """How libpq reaches the configured server, whatever the database."""
    from django.db import connection

    parameters = connection.get_connection_params()
    return {
        name: value
        for name, value in parameters.items()
        if name in {"host", "port", "user", "password", "sslmode", "sslrootcert", "options"}
    }


def connect(name: str, **options: Any) -> psycopg.Connection:
    return psycopg.connect(**{**connection_parameters(), "options": ""}, dbname=name, **options)


@contextmanager
def throwaway(name: str, template: str | None = None) -> Iterator[str]:
    """A new database, dropped at the end whatever happens in between."""
    create(name, template)
    try:
        yield name
    finally:
        drop(name)


def create(name: str, template: str | None = None) -> None:
    with maintenance() as connection:
        wanted = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if template:
            wanted += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
        connection.execute(wanted)


def drop(name: str) -> None:
    with maintenance() as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


@contextmanager
def maintenance() -> Iterator[psycopg.Connection]:
    """A connection from which databases are made: not to the site's own, it may be in use."""
    reasons = []
    for name in ("postgres", "template1"):
        try:
            connection = connect(name, autocommit=True)
        except psycopg.OperationalError as error:
            reasons.append(str(error))
            continue
        with connection:
            yield connection
        return
    raise SystemExit("\n".join(["No database can be made on the configured server:", *reasons]))


def environment(name: str) -> dict[str, str]:
    """For a child: the site's settings on the throw-away database, reference views beside."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "BENCH_DATABASE": name,
        "PYTHONUNBUFFERED": "1",
    }


@contextmanager
def child(command: Sequence[str], name: str, **options: Any) -> Iterator[subprocess.Popen]:
    """A process of ours on the throw-away database, ended with all it started."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(name), start_new_session=True, **options
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def manage(name: str, *arguments: str) -> tuple[float, int]:
    """Runs a management command. Returns its seconds and its peak memory in bytes."""
    start = time.perf_counter()
    command = [sys.executable, "manage.py", *arguments]
    peak = 0
    with child(command, name, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, _peak_so_far(process.pid))
            time.sleep(POLLED_EVERY)
        seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"manage.py {' '.join(arguments)} failed ({process.returncode})")
    return seconds, peak


def _peak_so_far(pid: int) -> int:
    """Bytes resident at most since the program began. `getrusage` would tell of ours too: a process
    inherits the peak of the one that started it."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    lines = (line.split() for line in status.splitlines())
    return next((int(words[1]) * 1024 for words in lines if words[0] == "VmHWM:"), 0)
