"""The recipes behind each `make` target: which steps, in which order."""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout

from first_run import cluster, database, quality
from first_run.console import Trouble, refuse, say, step
from first_run.environment import ensure_environment
from first_run.frontend import ensure_frontend
from first_run.lock import alone
from first_run.project import Project, address, given_database_url, here
from first_run.server import require_free_port, serve
from first_run.shell import aloud, end_in_order, quietly
from first_run.static import ensure_static
from first_run.system import ensure_packages

# What packages bring and no page of ours loads: half of the time that compressing takes.
NOT_SERVED = ("redoc", "rest_framework")

Step = tuple[str, Callable[[], None]]


def main(arguments: Sequence[str]) -> int:
    """Plays one recipe; gives the exit code. Every refusal says what to do about it."""
    end_in_order()
    if len(arguments) != 1 or arguments[0] not in RECIPES:
        print(f"python3 -m first_run {{{'|'.join(RECIPES)}}}", file=sys.stderr)
        return 2
    try:
        RECIPES[arguments[0]](here())
    except Trouble as trouble:
        refuse(trouble)
        return 1
    except subprocess.TimeoutExpired as late:
        refuse(Trouble(f"{late.cmd[0]} gave no answer in {late.timeout:.0f} s", "Run it once more"))
        return 1
    except OSError as error:
        refuse(Trouble(f"{error}", "Is a disk full, or a folder closed to you? Then run it again"))
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. The same command goes on from here.", file=sys.stderr)
        return 130
    return 0


def run(project: Project) -> None:
    """From a fresh clone to the served site."""
    host, port = address()
    require_free_port(host, port)  # said at once, and not after three minutes

    def serve_site() -> None:
        require_free_port(host, port)
        serve(project, _site_environment(project, "dev"), host, port)

    _play(project, [*_foundations(project, "run"), *_site(project)], ("Server", serve_site))


def test(project: Project) -> None:
    """The whole suite on a database of its own; ARGS goes to pytest."""
    steps: list[Step] = [
        *_foundations(project, "test", suite=True),
        ("Front-end files", lambda: ensure_frontend(project, with_test_packages=True)),
    ]
    _play(
        project,
        steps,
        ("Tests", lambda: _python(project, "test", "pytest", "-n", "2", "--dist", "loadgroup")),
    )


def test_all(project: Project) -> None:
    """Every question that the suite samples: some 20 minutes, resumed where it stopped."""
    questions = ("Questions", lambda: _python(project, "test", "tests.enumeration"))
    _play(project, _foundations(project, "test"), questions)


def mutate(project: Project) -> None:
    """How many mistakes made on purpose in the ladder its tests notice; needs no database."""
    steps: list[Step] = [("Python environment", lambda: ensure_environment(project, "test"))]
    _play(project, steps, ("Mistakes", lambda: _python(project, "test", "tests.mutate")))


def lint(project: Project) -> None:
    """Every check on the code."""

    def check() -> None:
        env, production = (_site_environment(project, kind) for kind in ("dev", "prod"))
        quality.lint(project, env, production)

    _play(project, _foundations(project, "test"), ("Checks", check))


def bench(project: Project) -> None:
    """The comparisons of benchmarks/; ARGS goes to them."""
    steps = [*_foundations(project, "test"), *_site(project)]
    _play(project, steps, ("Benchmarks", lambda: _python(project, "dev", "benchmarks")))


def manage(project: Project) -> None:
    """One management command: ARGS="orient --place 77300 --disease drépanocytose"."""
    if not given_database_url():
        with alone(project), redirect_stdout(sys.stderr):  # stdout is the command's own
            private = cluster.private_cluster(project)
            if not private.answers():
                private.ensure()
    _manage(project, *(_words() or ["help"]))


def data_full(project: Project) -> None:
    """Every rare disease: Orphanet's files, fetched, or those of FILES="pack.zip folder"."""
    files = _words("FILES")
    steps = [*_foundations(project, "run"), *_site(project)]
    command = ["load_orphanet", *(files or ["--download"])]
    _play(project, steps, ("Orphanet", lambda: _manage(project, *command)))


def stop(project: Project) -> None:
    """Stops the private database server."""
    there = cluster.existing_cluster(project)
    print("The database is stopped." if there and there.stop() else "The database was not running.")


def backup(project: Project) -> None:
    """A dump of the site's database into FILE."""
    file = database.file_asked_for("backup")
    database.backup(project, _started_url(project), file)


def restore(project: Project) -> None:
    """FILE into the site's database; what the private one held before is set aside, not lost."""
    file = database.file_asked_for("restore")
    if not file.is_file():
        raise Trouble(f"There is no file {file}")
    url = _started_url(project)
    aside = None if given_database_url() else database.make_room(url)
    try:
        database.restore(project, url, file)
    except (Trouble, KeyboardInterrupt):
        if aside:
            database.put_back(url, aside)
        raise
    say(f"{file} is restored: make run")
    if aside:
        say(f"what the database held before is kept in the database {aside} of the same server")


def lock(project: Project) -> None:
    """The lock files, anew."""
    quality.lock(project)


RECIPES: dict[str, Callable[[Project], None]] = {
    "run": run,
    "test": test,
    "test-all": test_all,
    "mutate": mutate,
    "stop": stop,
    "lint": lint,
    "bench": bench,
    "manage": manage,
    "data-full": data_full,
    "backup": backup,
    "restore": restore,
    "lock": lock,
}


def _foundations(project: Project, need: str, *, suite: bool = False) -> list[Step]:
    """System packages, Python environment, database: what every recipe stands on."""
    own_server = given_database_url() is None
    return [
        ("System packages", lambda: ensure_packages(project, database=own_server, suite=suite)),
        ("Python environment", lambda: ensure_environment(project, need)),
        ("Database server", lambda: _ensure_database(project)),
    ]


def _site(project: Project) -> list[Step]:
    """What the site serves: files and rows."""
    return [
        ("Front-end files", lambda: ensure_frontend(project, with_test_packages=False)),
        ("Static files", lambda: ensure_static(project, lambda: _collect_static(project))),
        ("Tables", lambda: _manage_quietly(project, "migrating", "migrate", "--no-input")),
        ("Shipped data", lambda: _manage(project, "load_data")),
        ("Coverage of the networks", lambda: _manage(project, "measure_networks")),
    ]


def _play(project: Project, steps: Sequence[Step], last: Step) -> None:
    """The steps one after the other, alone in this clone; the last one once others may come."""
    total = len(steps) + 1
    with alone(project):
        for number, (title, action) in enumerate(steps, start=1):
            with step(number, total, title):
                action()
    title, action = last
    with step(total, total, title):
        action()


def _ensure_database(project: Project) -> None:
    url = given_database_url()
    if url:
        database.require_fit(project, url)
    else:
        cluster.private_cluster(project).ensure()


def _collect_static(project: Project) -> None:
    unused = [word for name in NOT_SERVED for word in ("--ignore", name)]
    arguments = ["collectstatic", "--no-input", "--clear", "--verbosity", "0", *unused]
    _manage_quietly(project, "collecting and compressing", *arguments)


def _python(project: Project, settings: str, module: str, *arguments: str) -> None:
    aloud(
        [project.python, "-m", module, *arguments, *_words()],
        label=module,
        cwd=project.root,
        env=_site_environment(project, settings),
    )


def _manage(project: Project, *arguments: str) -> None:
    aloud(
        [project.python, "manage.py", *arguments],
        label=f"manage.py {arguments[0]}",
        cwd=project.root,
        env=_site_environment(project, "dev"),
    )


def _manage_quietly(project: Project, label: str, *arguments: str) -> None:
    quietly(
        [project.python, "manage.py", *arguments],
        label=label,
        log=project.log(arguments[0]),
        cwd=project.root,
        env=_site_environment(project, "dev"),
    )


def _site_environment(project: Project, settings: str) -> dict[str, str]:
    return project.django(settings, _url(project))


def _url(project: Project) -> str:
    return given_database_url() or cluster.private_cluster(project).url


def _started_url(project: Project) -> str:
    with alone(project):
        if not given_database_url():
            cluster.private_cluster(project).ensure()
    return _url(project)


def _words(variable: str = "ARGS") -> list[str]:
    """ARGS="..." as a shell would split it."""
    try:
        return shlex.split(os.environ.get(variable, ""))
    except ValueError as error:
        raise Trouble(
            f"{variable} cannot be read: {error}", "Close what was opened: quotes"
        ) from None
