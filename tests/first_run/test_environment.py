"""The lock files, and a virtual environment that survives what happens to folders."""

import re
import shutil

import pytest

from first_run import environment
from first_run.console import Trouble
from first_run.environment import LOCKS, ensure_environment, number_of_pins
from first_run.project import here

PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)", re.MULTILINE)


def pins(need: str) -> dict[str, str]:
    return dict(PIN.findall((here().root / LOCKS[need]).read_text()))


@pytest.mark.parametrize("need", LOCKS)
def test_every_pin_has_hashes_and_no_index_is_named(need: str) -> None:
    text = (here().root / LOCKS[need]).read_text()
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(blocks) == number_of_pins(here().root / LOCKS[need]) > 0
    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text


def test_the_tests_run_on_the_versions_that_serve() -> None:
    served, tested = pins("run"), pins("test")
    assert {name: tested.get(name) for name in served} == served


@pytest.fixture
def project(make_project):
    """A clone whose lock files ask for nothing, so that nothing is fetched."""
    project = make_project("a clone")
    for lock in LOCKS.values():
        (project.root / lock).write_text("# nothing\n")
    return project


def test_it_is_made_once_in_a_place_and_anew_in_another(project, make_project, capsys) -> None:
    ensure_environment(project, "run")
    assert "making the virtual environment" in capsys.readouterr().out
    ensure_environment(project, "run")
    assert capsys.readouterr().out.strip() == "up to date"
    elsewhere = make_project("moved")
    shutil.copytree(project.root, elsewhere.root, symlinks=True, dirs_exist_ok=True)
    ensure_environment(elsewhere, "run")
    assert "making it anew" in capsys.readouterr().out


def test_what_serves_the_tests_serves_the_site_and_not_the_reverse(project, capsys) -> None:
    ensure_environment(project, "test")
    capsys.readouterr()
    ensure_environment(project, "run")
    assert capsys.readouterr().out.strip() == "up to date"
    (project.root / LOCKS["run"]).write_text("# nothing, otherwise\n")
    ensure_environment(project, "run")
    assert "installing the packages of requirements.lock" in capsys.readouterr().out
    ensure_environment(project, "test")
    assert "installing the packages of requirements-dev.lock" in capsys.readouterr().out


def test_an_interrupted_one_is_made_anew(project, capsys) -> None:
    (project.venv / "bin").mkdir(parents=True)
    (project.venv / "bin" / "python").write_text("half written")
    ensure_environment(project, "run")
    assert "making it anew" in capsys.readouterr().out
    ensure_environment(project, "run")
    assert capsys.readouterr().out.strip() == "up to date"


def test_a_package_that_cannot_be_had_is_named_and_leaves_no_stamp(project) -> None:
    (project.root / LOCKS["run"]).write_text("no such name==1.0 --hash=sha256:00\n")
    with pytest.raises(Trouble, match=r"installing the packages of requirements\.lock: failed"):
        ensure_environment(project, "run")
    assert not (project.venv / "first-run.stamp").exists()


def test_a_full_disk_is_told_before_and_not_after(project, monkeypatch) -> None:
    monkeypatch.setitem(environment.ROOM, "run", 10**9)
    with pytest.raises(Trouble, match=r"needs about \d+ MB and the disk of .* has \d+ MB free"):
        ensure_environment(project, "run")
