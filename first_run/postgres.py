"""The PostgreSQL programs of this machine, and which of them know PostGIS."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from first_run.shell import answer_of

DEBIAN_SERVERS = Path("/usr/lib/postgresql")
DEBIAN_SHARE = Path("/usr/share/postgresql")
SERVER_PROGRAMS = ("postgres", "initdb", "pg_ctl")


@dataclass(frozen=True)
class Installation:
    """One major version of the server programs."""

    major: int
    programs: Path

    def program(self, name: str) -> Path:
        return self.programs / name


def installations() -> list[Installation]:
    """Servers with PostGIS, oldest first: Debian's, else the one that pg_config tells of."""
    return [
        Installation(major, programs)
        for major, programs, share in _servers()
        if (share / "extension" / "postgis.control").exists()
    ]


def servers_without_postgis() -> set[int]:
    """Major versions whose server is here and lacks only PostGIS."""
    return {major for major, _, _ in _servers()} - {found.major for found in installations()}


def client_program(name: str) -> Path | None:
    """pg_dump, pg_restore or psql of the newest version here."""
    folders = sorted(_debian_versions(), reverse=True)
    here = [programs / name for _, programs in folders if (programs / name).exists()]
    if here:
        return here[0]
    found = shutil.which(name)
    return Path(found) if found else None


def _servers() -> list[tuple[int, Path, Path]]:
    debian = [
        (major, programs, DEBIAN_SHARE / str(major)) for major, programs in _debian_versions()
    ]
    found = [server for server in debian if _has_server(server[1])]
    return sorted(found) or _server_of_pg_config()


def _debian_versions() -> list[tuple[int, Path]]:
    if not DEBIAN_SERVERS.is_dir():
        return []
    folders = [folder for folder in DEBIAN_SERVERS.iterdir() if folder.name.isdigit()]
    return [(int(folder.name), folder / "bin") for folder in folders]


def _server_of_pg_config() -> list[tuple[int, Path, Path]]:
    """Other layouts than Debian's (a build of one's own, another distribution)."""
    if not shutil.which("pg_config"):
        return []
    lines = answer_of(["pg_config", "--bindir", "--sharedir", "--version"]).stdout.splitlines()
    if len(lines) != 3 or not (version := re.search(r"\d+", lines[2])):
        return []
    programs, share = Path(lines[0]), Path(lines[1])
    return [(int(version[0]), programs, share)] if _has_server(programs) else []


def _has_server(programs: Path) -> bool:
    return all((programs / name).exists() for name in SERVER_PROGRAMS)
