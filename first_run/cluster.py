"""The private PostGIS server: made, started, mended and stopped without a system service."""

import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from first_run import postgres
from first_run.console import Trouble, say
from first_run.home import SOCKET_NAME, Home, find_home
from first_run.postgres import Installation
from first_run.project import Project
from first_run.shell import Command, answer_of, failure, last_lines, require_space

ROLE = "esmara"
DATABASE = "esmara"
CLUSTER_ROOM = 600  # MB: 50 empty, 150 loaded, a test database for each worker, the journal
SMALLEST_ROOM = 100  # MB: below, a server that runs is about to stop
PATIENCE = 60  # s, for a start that recovers after a power cut

# For a machine of 2 cores and a few GB; durable: what an editor saved survives a power cut.
# Nothing that people ask may reach the log: no statement, no parameter, no value in a message.
SETTINGS = """\
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = 60
shared_buffers = 256MB
effective_cache_size = 1GB
work_mem = 16MB
maintenance_work_mem = 128MB
random_page_cost = 1.1
jit = off
fsync = on
synchronous_commit = on
full_page_writes = on
wal_level = minimal
max_wal_senders = 0
wal_compression = on
max_wal_size = 1GB
timezone = 'UTC'
log_timezone = 'UTC'
log_statement = none
log_duration = off
log_min_duration_statement = -1
log_min_error_statement = panic
log_min_messages = log
log_error_verbosity = terse
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
"""


@dataclass(frozen=True)
class Cluster:
    """One private server: its folders and the programs that fit its data."""

    home: Home
    installation: Installation

    @property
    def url(self) -> str:
        """The DATABASE_URL of the site's database."""
        return f"postgis://{ROLE}@/{DATABASE}?host={quote(str(self.home.socket))}"

    def answers(self) -> bool:
        """True when the server takes a query."""
        return self._psql("select 1").returncode == 0

    def ensure(self) -> None:
        """From whatever was left behind to a running server with the site's database."""
        made = _exists(self.home.data)
        require_space(self.home.folder, SMALLEST_ROOM if made else CLUSTER_ROOM, "The database")
        if not made:
            self._make()
        if self.answers():
            say("already running")
        else:
            self._start()
        self._ensure_database()

    def stop(self) -> bool:
        """Stops the server, waiting for it; False when it was not running."""
        if not self._processes():
            return False
        done = self._pg_ctl("stop", "--mode=fast", f"--timeout={PATIENCE}")
        if done.returncode:
            raise failure("Stopping the database", done.returncode, self.home.folder, done.stderr)
        return True

    def _make(self) -> None:
        """Makes the data folder aside and renames it: a half-made one is never taken for whole."""
        making = self.home.folder / "data.making"
        if making.exists():
            say("an earlier making of the database was interrupted: starting it over")
            shutil.rmtree(making)
        say(f"making a PostgreSQL {self.installation.major} cluster in {self.home.folder}")
        done = self._as_owner(
            self.installation.program("initdb"),
            f"--pgdata={making}",
            f"--username={ROLE}",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--auth-local=trust",  # the folder of the socket is closed to everyone else
            "--auth-host=reject",
            "--data-checksums",
            "--no-instructions",
        )
        if done.returncode:
            raise failure("initdb", done.returncode, self.home.folder, done.stderr)
        with (making / "postgresql.conf").open("a") as file:
            file.write("\ninclude 'esmara.conf'\n")
        making.rename(self.home.data)

    def _start(self) -> None:
        self._write_settings()
        if self._answers_in_the_end():
            return
        self._clear_stale_locks()
        self._keep_log_small()
        done = self._pg_ctl("start", "--wait", f"--timeout={PATIENCE}", f"--log={self.home.log}")
        if done.returncode or not self.answers():
            raise failure(
                "Starting the database",
                done.returncode,
                self.home.folder,
                last_lines(self.home.log),
                f"Its log is {self.home.log}",
            )
        say(f"started, on the socket in {self.home.socket}")

    def _write_settings(self) -> None:
        """Ours stand in a file of their own, written anew: a new version of them takes effect."""
        socket = str(self.home.socket).replace('"', '""').replace("'", "''")
        file = self.home.data / "esmara.conf"
        file.write_text(SETTINGS.format(socket=f'"{socket}"'))
        self.home.account.own(file)

    def _clear_stale_locks(self) -> None:
        """After a crash the lock files name a process that is gone, or worse, somebody else's."""
        locks = [self.home.data / "postmaster.pid", self.home.socket / f"{SOCKET_NAME}.lock"]
        stale = [lock for lock in locks if lock.exists()]
        if stale:
            say("the database was not stopped properly: it recovers by itself")
        for lock in stale:
            lock.unlink()

    def _processes(self) -> list[int]:
        """The server's processes: those at work in the data folder (a pid alone can be reused)."""
        found = []
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                at_work = (entry / "cwd").readlink() == self.home.data
            except OSError:  # ended meanwhile, or another user's
                continue
            if at_work:
                found.append(int(entry.name))
        return found

    def _answers_in_the_end(self) -> bool:
        """Gives processes found at work the time to answer, or to end: False when none is left."""
        deadline = time.monotonic() + PATIENCE
        while self._processes():
            if self.answers():
                return True
            if time.monotonic() > deadline:
                raise Trouble(
                    f"The database server (processes {self._processes()}) does not answer",
                    "Stop it with `make stop`, then run the same command again",
                    f"Its log is {self.home.log}",
                )
            time.sleep(0.2)
        return False

    def _keep_log_small(self) -> None:
        if self.home.log.exists() and self.home.log.stat().st_size > 5_000_000:
            self.home.log.replace(self.home.log.with_suffix(".log.1"))

    def _ensure_database(self) -> None:
        there = self._psql(f"select 1 from pg_database where datname = '{DATABASE}'")  # noqa: S608
        if there.stdout.strip() != "1":
            made = self._psql(f"create database {DATABASE}")
            if made.returncode:
                raise failure("create database", made.returncode, self.home.folder, made.stderr)

    def _psql(self, statement: str):
        return answer_of(
            [
                self.installation.program("psql"),
                *("--no-psqlrc", "--quiet", "--tuples-only", "--no-align"),
                *("--host", self.home.socket, "--username", ROLE, "--dbname", "postgres"),
                *("--command", statement),
            ],
            cwd=Path("/"),
        )

    def _pg_ctl(self, *arguments: str):
        program = self.installation.program("pg_ctl")
        return self._as_owner(program, f"--pgdata={self.home.data}", *arguments)

    def _as_owner(self, *command: str | Path):
        """Runs a server program as the account that owns the data, from a folder open to it.

        A session of its own keeps Ctrl-C for the site, away from the database. pg_ctl's output
        goes through pipes that the server, logging to its file, does not hold open.
        """
        words: Command = [*self.home.account.prefix, *command]
        return answer_of(words, cwd=Path("/"), own_session=True, timeout=2 * PATIENCE)


def private_cluster(project: Project) -> Cluster:
    """This clone's cluster with programs that fit. Raises Trouble when there are none."""
    home = find_home(project)
    here = {found.major: found for found in postgres.installations()}
    if not _exists(home.data):
        if not here:
            raise Trouble("PostgreSQL with PostGIS is missing", "make run installs it")
        return Cluster(home, here[max(here)])
    major = int((home.data / "PG_VERSION").read_text())
    if major not in here:
        raise _other_version(home, major, sorted(here))
    return Cluster(home, here[major])


def existing_cluster(project: Project) -> Cluster | None:
    """This clone's cluster, None when nothing was ever made."""
    return private_cluster(project) if _exists(find_home(project).data) else None


def _exists(data: Path) -> bool:
    return (data / "PG_VERSION").exists()


def _other_version(home: Home, made_by: int, here: list[int]) -> Trouble:
    present = " and ".join(map(str, here)) or "none"
    return Trouble(
        f"{home.data} was made by PostgreSQL {made_by}; with PostGIS, this machine has {present}",
        f"If it can still be installed: apt-get install postgresql-{made_by}-postgis-3",
        "Then keep what was edited: make backup FILE=before.dump",
        f"To start anew: mv '{home.data}' '{home.data}-{made_by}', then make run",
        "Last, to bring back what was edited: make restore FILE=before.dump",
    )
