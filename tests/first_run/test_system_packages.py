"""System packages: what is missing is named, and nothing is installed without the right to."""

import os
import shutil
from pathlib import Path

import pytest

from first_run import postgres, system, typesetting
from first_run.console import Trouble
from first_run.shell import answer_of


def test_a_machine_that_runs_these_tests_lacks_nothing_to_serve() -> None:
    assert system.missing(database=True, suite=False) == []


def test_the_site_needs_neither_browser_nor_programs_of_gdal(monkeypatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert system.missing(database=True, suite=False) == []
    assert system.missing(database=True, suite=True) == ["Chromium", "GDAL's programs"]


def test_another_server_makes_postgis_needless(monkeypatch) -> None:
    monkeypatch.setattr(postgres, "DEBIAN_SERVERS", Path("/nonexistent"))
    monkeypatch.setenv("PATH", "/nonexistent")
    assert system.missing(database=True, suite=False) == ["PostgreSQL with PostGIS"]
    assert system.missing(database=False, suite=False) == []


def test_a_server_without_postgis_is_seen_as_such(monkeypatch, tmp_path) -> None:
    newest = postgres.installations()[-1]
    monkeypatch.setattr(postgres, "DEBIAN_SHARE", tmp_path)
    assert postgres.installations() == []
    assert newest.major in postgres.servers_without_postgis()


@pytest.mark.parametrize("programs", [["apt-get"], ["apt-get", "sudo"], []])
def test_without_the_right_to_install_it_says_what_to_ask_for(
    programs: list[str], project, monkeypatch, tmp_path
) -> None:
    """An ordinary user, without sudo, with a sudo that wants a password, or without apt."""
    for name in programs:
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    with monkeypatch.context() as ordinary_user:
        ordinary_user.setenv("PATH", str(tmp_path))
        ordinary_user.setattr(os, "geteuid", lambda: 1000)
        ordinary_user.setattr(postgres, "DEBIAN_SERVERS", Path("/nonexistent"))
        with pytest.raises(Trouble) as refusal:
            system.ensure_packages(project, database=True, suite=False)
    told = str(refusal.value)
    assert "Ask an administrator: apt-get install postgresql-postgis" in told
    assert "make run DATABASE_URL=postgis://" in told


def test_debian_makes_no_cluster_of_its_own_while_we_install(
    project, monkeypatch, tmp_path
) -> None:
    """Read back by Debian's own reader of that folder, which its installation scripts use."""
    reader = shutil.which("pg_conftool")
    assert reader, "postgresql-common has it"
    folder = tmp_path / "createcluster.d"
    (tmp_path / "createcluster.conf").write_text(f"include_dir '{folder}'\n")
    monkeypatch.setattr(system, "DEBIAN_CLUSTERS", folder)
    asking = [reader, tmp_path / "createcluster.conf", "show", "-bs", "create_main_cluster"]
    with system._no_main_cluster(project, []):
        assert answer_of(asking).stdout.strip() == "off"
    assert not folder.exists(), "nothing of ours stays behind"


def test_a_machine_without_the_libraries_of_the_pdf_goes_without_it(
    project, monkeypatch, tmp_path, capsys
) -> None:
    monkeypatch.setattr(typesetting, "PACKAGES", {"libnowhere.so.0": "libpango-1.0-0"})
    monkeypatch.setattr(typesetting, "FONTS", tmp_path)
    assert system.missing(database=True, suite=False) == ["what sets the PDF"]
    assert typesetting.missing_packages() == ["libpango-1.0-0", "fonts-dejavu-core"]
    with monkeypatch.context() as without_apt:
        without_apt.setenv("PATH", str(tmp_path))
        system.ensure_packages(project, database=True, suite=False)
    told = capsys.readouterr().out
    assert "the site goes without PDF" in told
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in told
