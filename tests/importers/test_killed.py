"""An import that is killed at any moment leaves every table as it was, and then runs again.

The command runs in a process of its own on a database of its own, and SIGKILL ends it while it
reads, while PostgreSQL copies, between two tables, and just before it commits.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from benchmarks.database import ROOT, connect, create, drop
from tests.connections import end_connections
from tests.importers.finess import register

pytestmark = pytest.mark.xdist_group("killed")

SITES = 1_000
PATIENCE = 180  # seconds: a busy machine may take long to start a command

MOMENTS = {
    "while reading": ("importers.finess.reading:_site", 500),
    "while placing": ("importers.finess.rows:placed", 1),
    "while copying": ("psycopg:Copy.write_row", 300),
    "between two tables": ("importers.finess.telephones:Telephones.rows", 1),
    "once all is written": ("importers.hospitals.followers:feeds", 1),
    "before the commit": ("django.db.transaction:set_rollback", 1),
}
"""The function at whose nth call the import waits to be killed."""

WAITING_IMPORT = """
import importlib, pathlib, sys, time
import django
django.setup()
place, count, mark, file = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
module, _, name = place.partition(":")
owner = importlib.import_module(module)
*path, last = name.split(".")
for part in path:
    owner = getattr(owner, part)
meant, calls = getattr(owner, last), 0
def waits(*args, **kwargs):
    global calls
    calls += 1
    if calls == count:
        pathlib.Path(mark).write_text("here")
        time.sleep(600)
    return meant(*args, **kwargs)
setattr(owner, last, waits)
from django.core.management import call_command
call_command("load_finess", file)
"""
"""The real command, but that it waits at a call of one function, and says so in a file."""

TABLES = """
SELECT c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname = 'public'
  AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = c.oid AND d.deptype = 'e')
ORDER BY c.relname
"""
CONTENT = "SELECT count(*), sum(hashtextextended(t::text, 0)::numeric) FROM {} AS t"


@pytest.fixture(scope="module")
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A copy of the shipped data, outside the transactions of other tests."""
    yield from _copied("killed", django_db_blocker)


@pytest.fixture
def another_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A copy in which an import may end: whatever the order, the others find theirs as shipped."""
    yield from _copied("killed_then_run", django_db_blocker)


def _copied(suffix: str, blocker: DjangoDbBlocker) -> Iterator[str]:
    with blocker.unblock():
        # a database that is in use is no template: the site of the browser tests holds it too
        shipped = end_connections()
        name = f"{shipped}_{suffix}"
        drop(name)
        create(name, template=shipped)
    yield name
    with blocker.unblock():
        drop(name)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("killed") / "etalab-cs1100507-stock-20240520.csv"
    return register.write(path, register.lines(register.made(SITES)))


@pytest.fixture(scope="module")
def before(database: str, django_db_blocker: DjangoDbBlocker) -> dict[str, tuple]:
    with django_db_blocker.unblock():
        return contents(database)


def contents(name: str) -> dict[str, tuple]:
    """How many rows each table has and a sum of their hashes, whatever their order."""
    with connect(name) as reader:
        tables = [table for (table,) in reader.execute(TABLES).fetchall()]
        return {table: _content(reader, table) for table in tables}


def _content(reader: psycopg.Connection, table: str) -> tuple:
    found = reader.execute(sql.SQL(CONTENT).format(sql.Identifier(table))).fetchone()
    assert found is not None
    return found


def environment(name: str) -> dict[str, str]:
    own = {"DJANGO_SETTINGS_MODULE": "tests.importers.killed_settings", "KILLED_DATABASE": name}
    return {**os.environ, **own}


def killed(name: str, file: Path, mark: Path, place: str, count: int) -> None:
    """Start the import, wait until it is at that call, kill it, wait until PostgreSQL knows."""
    command = [sys.executable, "-c", WAITING_IMPORT, place, str(count), str(mark), str(file)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(name), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        _until(lambda: mark.exists() or process.poll() is not None, "the import did not get there")
        assert process.poll() is None, process.communicate()[1].decode()
    finally:
        process.kill()
        process.communicate()
    _until(lambda: not _connections(name), "PostgreSQL still works for a process that is dead")


def _until(is_so, what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, what
        time.sleep(0.1)


def _connections(name: str) -> int:
    with connect("postgres") as watching:
        found = watching.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [name]
        ).fetchone()
        assert found is not None
        return found[0]


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_it_leaves_every_table_as_it_was(
    database, file, before, tmp_path, django_db_blocker, moment
):
    with django_db_blocker.unblock():
        killed(database, file, tmp_path / "here", *MOMENTS[moment])

        assert contents(database) == before


def test_after_that_it_runs(another_database, file, before, tmp_path, django_db_blocker):
    with django_db_blocker.unblock():
        killed(another_database, file, tmp_path / "here", *MOMENTS["before the commit"])

        done = subprocess.run(
            [sys.executable, "manage.py", "load_finess", str(file)],
            cwd=ROOT,
            env=environment(another_database),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )

        assert done.returncode == 0, done.stderr
        after = contents(another_database)
    assert "FINESS du 20/05/2024 : 1000 établissements" in done.stdout
    changed = {table for table in after if after[table] != before[table]}
    assert {"structures_structure", "structures_service", "structures_phone"} <= changed
    assert "territories_commune" not in changed
