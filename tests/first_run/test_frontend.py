"""The front-end packages: a lock without addresses, and only the files that pages load."""

import json
import re
import shutil

import pytest

from first_run import stamps
from first_run.frontend import SERVED, ensure_frontend
from first_run.project import here
from first_run.static import ensure_static


def test_the_lock_has_a_hash_for_each_package_and_names_no_registry() -> None:
    packages = json.loads((here().root / "package-lock.json").read_text())["packages"]
    fetched = {name: told for name, told in packages.items() if name}
    assert {"node_modules/maplibre-gl", "node_modules/axe-core"} <= set(fetched)
    assert [name for name, told in fetched.items() if "integrity" not in told] == []
    assert [name for name, told in fetched.items() if "resolved" in told] == []


@pytest.mark.parametrize("package", SERVED)
def test_each_file_that_pages_load_is_there_and_whole(package: str) -> None:
    for file in SERVED[package]:
        source = here().root / "node_modules" / package / file
        served = here().vendor / package / source.name
        assert served.read_bytes() == source.read_bytes()


def test_no_served_script_or_style_names_a_file_that_is_not_served() -> None:
    """collectstatic hashes names and refuses what it cannot find; .mjs it leaves alone."""
    named = re.compile(r"sourceMappingURL=([^\s*]+)")
    for file in [*here().vendor.rglob("*.js"), *here().vendor.rglob("*.css")]:
        for name in named.findall(file.read_text()):
            assert (file.parent / name).exists(), f"{file.name} names {name}"


def test_a_second_time_calls_nothing(make_project, capsys, monkeypatch) -> None:
    project = make_project()
    for name in ("package.json", "package-lock.json", "requirements-node.lock"):
        shutil.copy(here().root / name, project.root)
    project.venv.symlink_to(here().venv)  # where Node.js is, on a machine without npm
    (project.root / "assets").mkdir()
    ensure_frontend(project, with_test_packages=True)
    assert "installing the front-end packages" in capsys.readouterr().out
    with monkeypatch.context() as without_programs:
        without_programs.setenv("PATH", "/nonexistent")
        ensure_frontend(project, with_test_packages=True)
        ensure_frontend(project, with_test_packages=False)
    assert capsys.readouterr().out.split("\n") == ["      up to date", "      up to date", ""]


def test_static_files_are_collected_again_only_when_one_has_changed(make_project) -> None:
    project = make_project()
    (project.root / "requirements.lock").write_text("# nothing\n")
    for folder in ("assets/vendor", "assets/css", "structures/static", ".local/static"):
        (project.root / folder).mkdir(parents=True)
    (project.vendor / ".stamp").write_text("one")
    style = project.root / "assets" / "css" / "site.css"
    style.write_text("a {}")
    collected = []

    def collect() -> None:
        collected.append(len(collected))
        (project.local / "static" / f"made-{len(collected)}.css").write_text("a {}")

    ensure_static(project, collect)
    ensure_static(project, collect)
    assert collected == [0]
    style.write_text("a { color: red }")
    ensure_static(project, collect)
    (project.root / "structures" / "static" / "new.js").write_text("")
    ensure_static(project, collect)
    (project.vendor / ".stamp").write_text("two")
    ensure_static(project, collect)
    assert collected == [0, 1, 2, 3]
    style.write_text("a {}")
    with pytest.raises(ZeroDivisionError):
        ensure_static(project, lambda: 1 // 0)
    ensure_static(project, collect)
    assert len(collected) == 5, "one that failed is done again"


def test_a_stamp_tells_what_from(tmp_path) -> None:
    stamps.write(tmp_path / "stamp", ["one", "two"])
    assert stamps.stamped(tmp_path / "stamp", "two")
    assert not stamps.stamped(tmp_path / "stamp", "three")
    assert not stamps.stamped(tmp_path / "none", "one")
    assert stamps.digest("ab", "c") != stamps.digest("a", "bc")
