"""The virtual environment: made by Python's venv, filled by pip from hashed pins."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from first_run import stamps
from first_run.console import say
from first_run.project import Project
from first_run.shell import answer_of, quietly, require_space

LOCKS = {
    "run": "requirements.lock",
    "test": "requirements-dev.lock",  # what run needs, in the same versions, and more
    "node": "requirements-node.lock",  # Node.js itself, for machines without npm
}
ROOM = {"run": 1200, "test": 1600, "node": 400}  # MB
VERSION = "import sys; print(*sys.version_info[:2], sys.prefix, sep='\\n')"


def ensure_environment(project: Project, need: str) -> None:
    """Makes the environment serve `need` (`run` or `test`); quick when it already does."""
    if not _healthy(project):
        _make(project)
    lock = project.root / LOCKS[need]
    stamp = project.venv / "first-run.stamp"
    if stamps.stamped(stamp, stamps.digest(need, lock)):
        say("up to date")
        return
    stamp.unlink(missing_ok=True)
    install(project, need)
    served = [need] if need == "run" else ["run", need]
    stamps.write(stamp, [stamps.digest(word, project.root / LOCKS[word]) for word in served])


def install(project: Project, need: str) -> None:
    """Installs one lock file. Raises Trouble with pip's last lines."""
    lock = project.root / LOCKS[need]
    require_space(project.root, ROOM[need], "The Python environment")
    pins = number_of_pins(lock)

    def how_far(log: str) -> str:
        return f"{log.count('Collecting ')}/{pins}"

    quietly(
        [
            *(project.python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"),
            *("--require-hashes", "--no-deps", "--only-binary=:all:", "--requirement", lock),
        ],
        label=f"installing the packages of {lock.name}",
        log=project.log(f"pip-{need}"),
        cwd=project.root,
        progress=how_far,
        remedies=["Is the network there? The next run goes on from what was installed"],
    )


def number_of_pins(lock: Path) -> int:
    """How many packages a lock file names."""
    return len(re.findall(r"^[A-Za-z0-9][\w.-]*==", lock.read_text(), re.MULTILINE))


def _healthy(project: Project) -> bool:
    """False when it is not there, half made, moved from elsewhere, or its Python went away."""
    try:
        answer = answer_of([project.python, "-c", VERSION + "; import pip"])
    except (OSError, subprocess.TimeoutExpired):
        return False
    lines = answer.stdout.splitlines()
    return (
        answer.returncode == 0
        and (int(lines[0]), int(lines[1])) >= (3, 11)
        and Path(lines[2]).resolve() == project.venv.resolve()
        and _made_here(project)
    )


def _made_here(project: Project) -> bool:
    """False when the folder was copied or moved: its programs would act on the first place."""
    made = re.search(r"^command = .* (/.*)$", (project.venv / "pyvenv.cfg").read_text(), re.M)
    return made is None or made[1].endswith(str(project.venv))


def _make(project: Project) -> None:
    if project.venv.exists():
        say(".venv is not usable (interrupted, or moved here): making it anew")
        shutil.rmtree(project.venv)
    require_space(project.root, ROOM["run"], "The Python environment")
    quietly(
        [sys.executable, "-m", "venv", project.venv],
        label="making the virtual environment",
        log=project.log("venv"),
        cwd=project.root,
    )
