"""What one types, as one types it."""

import os
import re
import subprocess
import sys
import threading

import pytest

from first_run import steps
from first_run.lock import alone
from first_run.project import here
from first_run.steps import RECIPES


def make(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """As typed in a shell of one's own, even when these tests run under `make test ARGS=…`."""
    outer = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "ARGS", "PORT", "HOST", "FILE")
    env = {name: value for name, value in os.environ.items() if name not in outer}
    return subprocess.run(
        ["make", f"PYTHON={sys.executable}", *arguments],
        cwd=here().root,
        env={**env, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_help_has_one_line_for_each_target() -> None:
    lines = make().stdout.splitlines()
    listed = {re.match(r"make ([\w-]+) +\S.*", line)[1] for line in lines}
    assert listed == {*RECIPES, "help"}
    assert make("help").stdout.splitlines() == lines


def test_a_wrong_port_is_refused_at_once() -> None:
    done = make("run", "PORT=eight")
    assert done.returncode != 0
    assert "PORT=eight is not a port" in done.stderr
    assert "[1/" not in done.stdout


@pytest.mark.parametrize("target", ["backup", "restore"])
def test_a_file_not_named_is_asked_for(target: str) -> None:
    done = make(target, FILE="")
    assert done.returncode != 0
    assert f"make {target} FILE=" in done.stderr


def test_a_file_that_is_not_there_is_told(tmp_path) -> None:
    done = make("restore", f"FILE={tmp_path / 'absent.dump'}")
    assert done.returncode != 0
    assert f"There is no file {tmp_path / 'absent.dump'}" in done.stderr


def test_an_unknown_recipe_lists_those_there_are(capsys) -> None:
    assert steps.main(["fly"]) == 2
    assert "run|test|test-all|mutate|stop" in capsys.readouterr().err


def test_a_database_out_of_reach_is_told_with_its_remedy(monkeypatch, capsys) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgis://nobody@127.0.0.1:1/none")
    monkeypatch.setattr("first_run.quality.lint", lambda *_: pytest.fail("went on all the same"))
    assert steps.main(["lint"]) == 1
    told = capsys.readouterr().err
    assert "The database of DATABASE_URL cannot be used" in told
    assert "-> Correct DATABASE_URL" in told


def test_each_clone_signs_with_a_key_of_its_own(make_project, monkeypatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    one, other = make_project("one"), make_project("other")
    for project in (one, other):
        project.local.mkdir()
    keys = [clone.django("dev", "postgis:///x")["SECRET_KEY"] for clone in (one, other, one)]
    assert keys[0] == keys[2] != keys[1]
    assert (one.local / "secret_key").stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("SECRET_KEY", "given")
    assert one.django("dev", "postgis:///x")["SECRET_KEY"] == "given"


def test_two_set_ups_in_one_clone_take_turns(make_project, capsys) -> None:
    project = make_project()
    events: list[str] = []

    def second() -> None:
        with alone(project):
            events.append("second")

    waiting = threading.Thread(target=second)
    with alone(project):
        waiting.start()
        waiting.join(0.5)
        events.append("first")
    waiting.join(10)
    assert events == ["first", "second"]
    assert "Another set-up is at work in this folder" in capsys.readouterr().out
