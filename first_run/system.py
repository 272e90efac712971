"""Debian packages: what is missing is named, then installed by root or through sudo."""

import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from importlib.util import find_spec
from pathlib import Path

from first_run import postgres, typesetting
from first_run.console import Trouble, say
from first_run.project import Project
from first_run.shell import aloud, answer_of, failure, quietly, require_space

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
ROOM = 700  # MB, Chromium included
# Installing the server package makes and starts a cluster called `main`, which nobody asked for:
# postgresql-common reads this folder, and the file lies there only while we install.
DEBIAN_CLUSTERS = Path("/etc/postgresql-common/createcluster.d")
NO_MAIN_CLUSTER = "create_main_cluster = false\n"
# For an administrator who reads this on another day: names that follow the distribution.
ANY_VERSION = {
    "Python's venv": "python3-venv",
    "PostgreSQL with PostGIS": "postgresql-postgis",
    "Chromium": "chromium",
    "GDAL's programs": "gdal-bin",
    "what sets the PDF": " ".join([*typesetting.PACKAGES.values(), typesetting.PACKAGE_OF_FONT]),
}
SPARED = ["what sets the PDF"]
INSTEAD = "Or use a PostGIS server that exists: make run DATABASE_URL=postgis://user@host/name"


def ensure_packages(project: Project, *, database: bool, suite: bool) -> None:
    """Installs what this machine lacks. Raises Trouble when there is no right to, or no apt.

    What only the PDF needs is spared: the site starts, and says itself that it has no PDF.
    """
    wanted = missing(database=database, suite=suite)
    if not wanted:
        say("nothing is missing")
        return
    say(f"missing: {', '.join(wanted)}")
    try:
        _install(project, wanted, database=database, suite=suite)
    except Trouble as trouble:
        if wanted != SPARED:
            raise
        say(f"the site goes without PDF: {trouble}")


def _install(project: Project, wanted: list[str], *, database: bool, suite: bool) -> None:
    privilege = _privilege(wanted)
    require_space(Path("/usr"), ROOM, "Installing system packages")
    packages = _names(project, wanted, privilege)
    say(f"installing with apt-get: {' '.join(packages)}")
    server = "PostgreSQL with PostGIS" in wanted
    with _no_main_cluster(project, privilege) if server else nullcontext():
        _apt(project, privilege, ["install", "--no-install-recommends", *packages])
    still = missing(database=database, suite=suite)
    if still:
        raise Trouble(f"apt-get succeeded and yet this is missing: {', '.join(still)}")


def missing(*, database: bool, suite: bool) -> list[str]:
    """What is missing, in words that `_names` turns into packages.

    The tests (`suite`) need more than the site: a browser, and a reader of maps that is not ours.
    """
    wanted = []
    if find_spec("ensurepip") is None:
        wanted.append("Python's venv")
    if database and not postgres.installations():
        wanted.append("PostgreSQL with PostGIS")
    if suite and not any(map(shutil.which, CHROMIUM_NAMES)):
        wanted.append("Chromium")
    if suite and not shutil.which("ogrinfo"):
        wanted.append("GDAL's programs")
    if typesetting.missing_packages():
        wanted.append("what sets the PDF")
    return wanted


def _names(project: Project, wanted: Sequence[str], privilege: Sequence[str]) -> list[str]:
    """Debian's names of what is wanted, from fresh package lists."""
    _apt(project, privilege, ["update"])
    names = {
        "Python's venv": f"python3.{sys.version_info.minor}-venv",
        "Chromium": "chromium",
        "GDAL's programs": "gdal-bin",
    }
    if "PostgreSQL with PostGIS" in wanted:
        names["PostgreSQL with PostGIS"] = _postgis_package()
    if "what sets the PDF" in wanted:
        names["what sets the PDF"] = " ".join(typesetting.missing_packages())
    return [name for want in wanted for name in names[want].split()]


def _postgis_package() -> str:
    """`postgresql-15-postgis-3` or the distribution's; a server already there decides."""
    listed = answer_of(["apt-cache", "search", "--names-only", r"^postgresql-[0-9]+-postgis-3$"])
    versions = sorted(
        int(found) for found in re.findall(r"^postgresql-(\d+)-", listed.stdout, re.M)
    )
    if not versions:
        raise Trouble("This distribution has no package postgresql-*-postgis-3", INSTEAD)
    present = [version for version in versions if version in postgres.servers_without_postgis()]
    return f"postgresql-{(present or versions)[-1]}-postgis-3"


def _privilege(wanted: Sequence[str]) -> list[str]:
    """What to put before a command that needs root: nothing, or sudo."""
    if "Python's venv" in wanted and not sys.executable.startswith("/usr/bin/"):
        raise Trouble(
            f"{sys.executable} cannot make virtual environments (it has no ensurepip)",
            "Use the distribution's Python: make run PYTHON=/usr/bin/python3",
        )
    names = " ".join(map(ANY_VERSION.__getitem__, wanted))
    remedies = [f"Ask an administrator: apt-get install {names}", "Then run the same command again"]
    if "PostgreSQL with PostGIS" in wanted:
        remedies.append(INSTEAD)
    if not shutil.which("apt-get"):
        raise Trouble("This machine has no apt-get: packages cannot be installed here", *remedies)
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        raise Trouble("Installing system packages needs root, and there is no sudo", *remedies)
    if answer_of(["sudo", "-n", "true"]).returncode and not sys.stdin.isatty():
        raise Trouble("Installing system packages needs root: sudo asks for a password", *remedies)
    aloud(["sudo", "-v"], label="sudo", cwd=Path("/"), remedies=remedies)
    return ["sudo"]


def _apt(project: Project, privilege: Sequence[str], action: Sequence[str]) -> None:
    log = project.log("apt")
    command = [
        *privilege,
        *("env", "DEBIAN_FRONTEND=noninteractive"),
        *("apt-get", "-y", "-q", "-o", "DPkg::Lock::Timeout=120", *action),
    ]
    label = f"apt-get {action[0]}"
    try:
        quietly(command, label=label, log=log, cwd=Path("/"))
    except Trouble:
        if "dpkg --configure -a" not in log.read_text(errors="replace"):
            raise
        say("an earlier installation was interrupted: completing it first")
        repair = [*privilege, "env", "DEBIAN_FRONTEND=noninteractive", "dpkg", "--configure", "-a"]
        quietly(repair, label="dpkg --configure -a", log=project.log("dpkg"), cwd=Path("/"))
        quietly(command, label=label, log=log, cwd=Path("/"))


@contextmanager
def _no_main_cluster(project: Project, privilege: Sequence[str]) -> Iterator[None]:
    """While a server package is installed, tells Debian not to make a cluster of its own."""
    file = DEBIAN_CLUSTERS / "esmara-first-run.conf"
    if file.exists():
        yield
        return
    project.local.mkdir(parents=True, exist_ok=True)
    ours = project.local / "createcluster.conf"
    ours.write_text(NO_MAIN_CLUSTER)
    say(f"no default cluster is made meanwhile ({file} lies there while installing)")
    placed = answer_of([*privilege, "install", "-D", "-m", "644", ours, file])
    if placed.returncode:
        raise failure(f"Writing {file}", placed.returncode, Path("/etc"), placed.stderr)
    try:
        yield
    finally:
        answer_of([*privilege, "rm", "-f", file])
        answer_of([*privilege, "rmdir", "--ignore-fail-on-non-empty", DEBIAN_CLUSTERS])
