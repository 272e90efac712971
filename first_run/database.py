"""Any database server: is it fit, dump it, restore it. The address never reaches a command line."""

import os
import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from first_run import postgres
from first_run.console import Trouble, say
from first_run.project import Project
from first_run.shell import Command, answer_of, failure, quietly, require_space, surroundings

# libpq's variables for what an address may say; a password on a command line is in every `ps`.
VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}
GRACE = 3  # s
TABLES = """
select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
"""
CONNECTIONS = "select count(*) from pg_stat_activity where datname = :'name'"
RENAME = 'alter database :"before" rename to :"after"'


def libpq(url: str) -> dict[str, str]:
    """The environment that makes PostgreSQL's programs use the database of a DATABASE_URL."""
    parts = urlsplit(url)
    name = unquote(parts.path.removeprefix("/"))
    if not parts.scheme.startswith(("postgis", "postgres")) or not name:
        raise Trouble(
            "DATABASE_URL is not the address of a PostGIS database",
            "Its form: postgis://user:password@host:5432/name",
        )
    settings = {"PGDATABASE": name}
    for key, value in (("PGUSER", parts.username), ("PGPASSWORD", parts.password)):
        if value:
            settings[key] = unquote(value)
    if parts.hostname:
        settings["PGHOST"] = unquote(parts.hostname)
    if parts.port:
        settings["PGPORT"] = str(parts.port)
    for key, value in parse_qsl(parts.query):
        if key in VARIABLES:
            settings[VARIABLES[key]] = value
    return surroundings(**settings)


def require_fit(project: Project, url: str) -> None:
    """Raises Trouble when the server given is out of reach or has no PostGIS."""
    command: Command = [project.python, "-m", "first_run.probe"]
    answer = answer_of(command, cwd=project.root, env=libpq(url))
    if answer.returncode:
        raise Trouble(
            f"The database of DATABASE_URL cannot be used: {answer.stdout.strip()}{answer.stderr}",
            "Correct DATABASE_URL (postgis://user:password@host:5432/name), or unset it to use a"
            " private server",
        )
    say(answer.stdout.strip())


def backup(project: Project, url: str, file: Path) -> None:
    """Dumps into `file`, which appears only when it is whole."""
    require_space(file.parent, 100, "The backup")
    making = file.with_name(file.name + ".making")
    quietly(
        [_program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", "--file", making],
        label="pg_dump",
        log=project.log("backup"),
        cwd=project.root,
        env=libpq(url),
    )
    making.replace(file)
    say(f"{file}: {file.stat().st_size / 1_000_000:.1f} MB")


def restore(project: Project, url: str, file: Path) -> None:
    """Restores a dump into the empty database of `url`, all or nothing."""
    tables = _query(libpq(url), TABLES)
    if tables != "0":
        raise Trouble(f"The database has {tables} tables: a backup goes into an empty one")
    quietly(
        [
            *(_program("pg_restore"), "--no-owner", "--no-privileges", "--single-transaction"),
            *("--exit-on-error", "--dbname", libpq(url)["PGDATABASE"], file),
        ],
        label="pg_restore",
        log=project.log("restore"),
        cwd=project.root,
        env=libpq(url),
    )


def make_room(url: str) -> str | None:
    """Sets a database that has tables aside under another name and makes an empty one.

    Gives the name of the one set aside, None when it was empty and stays.
    """
    env = libpq(url)
    name = env["PGDATABASE"]
    if _query(env, TABLES) == "0":
        return None
    elsewhere = {**env, "PGDATABASE": "postgres"}
    _require_unused(elsewhere, name)
    aside = f"{name}_{datetime.now():%Y%m%d_%H%M%S}"
    _query(elsewhere, RENAME, before=name, after=aside)
    _query(elsewhere, 'create database :"name"', name=name)
    return aside


def _require_unused(env: Mapping[str, str], name: str) -> None:
    """Raises Trouble when someone works there; a connection just closed takes a moment to end."""
    deadline = time.monotonic() + GRACE
    while (others := _query(env, CONNECTIONS, name=name)) != "0":
        if time.monotonic() > deadline:
            raise Trouble(
                f"The site is using the database ({others} connections)",
                "Stop the site (Ctrl-C in its window), then run the same command again",
            )
        time.sleep(0.2)


def put_back(url: str, aside: str) -> None:
    """Undoes `make_room` after a restore that failed."""
    env = libpq(url)
    name = env["PGDATABASE"]
    elsewhere = {**env, "PGDATABASE": "postgres"}
    _query(elsewhere, 'drop database :"name"', name=name)
    _query(elsewhere, RENAME, before=aside, after=name)


def file_asked_for(target: str) -> Path:
    """FILE from the command line, from the folder where make was called."""
    given = os.environ.get("FILE")
    if not given:
        raise Trouble("Which file?", f"make {target} FILE=esmara.dump")
    return Path(given).expanduser().absolute()


def _query(env: Mapping[str, str], statement: str, **names: str) -> str:
    """One value; `names` are quoted by psql where the statement has :'name' or :"name"."""
    variables = [word for name, value in names.items() for word in ("--set", f"{name}={value}")]
    command: Command = [
        *(_program("psql"), "--no-psqlrc", "--quiet", "--tuples-only", "--no-align"),
        *("--set", "ON_ERROR_STOP=1", *variables, "--file", "-"),
    ]
    done = answer_of(command, env=env, typed=statement)
    if done.returncode:
        raise failure("psql", done.returncode, Path("/"), done.stderr)
    return done.stdout.strip()


def _program(name: str) -> Path:
    found = postgres.client_program(name)
    if found is None:
        raise Trouble(f"{name} is missing", "It comes with the package postgresql-client")
    return found
