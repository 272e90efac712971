"""Throw-away clones: a folder of their own, and whatever they start is stopped and removed."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from first_run.cluster import Cluster, existing_cluster, private_cluster
from first_run.home import find_home
from first_run.project import Project


def _projects() -> Iterator[Callable[[str], Project]]:
    """Makes clones at a path below a folder that every user may enter (pytest's own are closed)."""
    top = Path(tempfile.mkdtemp(prefix="first-run-")).resolve()
    top.chmod(0o755)
    made: list[Project] = []

    def make(name: str = "clone") -> Project:
        project = Project(top / name)
        project.root.mkdir(parents=True)
        made.append(project)
        return project

    yield make
    for project in made:
        project.root.chmod(0o755)
        home = find_home(project)
        there = existing_cluster(project)
        if there:
            there.stop()
        shutil.rmtree(home.folder)
        shutil.rmtree(home.socket, ignore_errors=True)
    shutil.rmtree(top)


make_project = pytest.fixture(_projects, name="make_project")
make_module_project = pytest.fixture(_projects, scope="module", name="make_module_project")


@pytest.fixture
def project(make_project: Callable[[], Project]) -> Project:
    return make_project()


@pytest.fixture
def cluster(project: Project) -> Cluster:
    """A private server that runs."""
    running = private_cluster(project)
    running.ensure()
    return running
