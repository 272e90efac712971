"""The private server is made, started, mended and stopped for real."""

import os
import signal
import subprocess
import time
from pathlib import Path

import environ
import psycopg
import pytest

from first_run.cluster import Cluster, existing_cluster, private_cluster
from first_run.console import Trouble
from first_run.home import LONGEST_SOCKET, SOCKET_NAME, private_folder


@pytest.fixture(scope="module")
def shared_cluster(make_module_project) -> Cluster:
    running = private_cluster(make_module_project("shared"))
    running.ensure()
    return running


def connect(cluster: Cluster) -> psycopg.Connection:
    """As Django does: the address is read by django-environ, the socket comes as an option."""
    read = environ.Env.db_url_config(cluster.url)
    return psycopg.connect(
        dbname=read["NAME"], user=read["USER"], autocommit=True, **read["OPTIONS"]
    )


def first_process(cluster: Cluster) -> int:
    return int((cluster.home.data / "postmaster.pid").read_text().split()[0])


def test_it_serves_the_sites_database_with_postgis(shared_cluster: Cluster) -> None:
    with connect(shared_cluster) as connection:
        connection.execute("create extension postgis")
        found = connection.execute("select st_distance('POINT(0 0)', 'POINT(3 4)')").fetchone()
    assert found == (5.0,)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("listen_addresses", ""),
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("data_checksums", "on"),
        ("jit", "off"),
        ("log_statement", "none"),
        ("log_min_error_statement", "panic"),
        ("log_parameter_max_length_on_error", "0"),
        ("server_encoding", "UTF8"),
    ],
)
def test_it_is_durable_silent_and_closed_to_the_network(
    shared_cluster: Cluster, name: str, value: str
) -> None:
    with connect(shared_cluster) as connection:
        assert connection.execute(f"show {name}").fetchone() == (value,)


def test_what_people_ask_never_reaches_its_log(cluster: Cluster) -> None:
    with connect(cluster) as connection:
        connection.execute("create table asked (disease text primary key, age int)")
        connection.execute("insert into asked values ('drepanocytose', 28)")
        for statement, parameters in [
            ("insert into asked values (%s, 30)", ["drepanocytose"]),
            ("select 'drepanocytose'::int", None),
            ("select %s::int", ["drepanocytose"]),
            ("select drepanocytose from asked", None),
        ]:
            with pytest.raises(psycopg.Error):
                connection.execute(statement, parameters)
    cluster.stop()
    log = cluster.home.log.read_text()
    assert "database system is shut down" in log
    assert "drepanocytose" not in log


def test_a_second_time_changes_nothing(shared_cluster: Cluster) -> None:
    before = first_process(shared_cluster)
    shared_cluster.ensure()
    assert first_process(shared_cluster) == before


def test_it_stops_once_and_starts_again_with_its_rows(cluster: Cluster) -> None:
    with connect(cluster) as connection:
        connection.execute("create table kept as select 7 as seven")
    assert cluster.stop()
    assert not cluster.answers()
    assert not cluster.stop()
    cluster.ensure()
    with connect(cluster) as connection:
        assert connection.execute("select seven from kept").fetchone() == (7,)


def test_it_recovers_from_a_crash(cluster: Cluster) -> None:
    with connect(cluster) as connection:
        connection.execute("create table kept as select 7 as seven")
    os.kill(first_process(cluster), signal.SIGKILL)
    assert (cluster.home.data / "postmaster.pid").exists()
    cluster.ensure()
    with connect(cluster) as connection:
        assert connection.execute("select seven from kept").fetchone() == (7,)


def test_a_lock_that_names_somebody_elses_process_is_no_obstacle(cluster: Cluster) -> None:
    """After a reboot, the number in the lock file is often another program's of the same user."""
    lock = cluster.home.data / "postmaster.pid"
    left_behind = lock.read_text().split("\n")
    cluster.stop()
    sleeper = subprocess.Popen([*cluster.home.account.prefix, "sleep", "60"], cwd="/")
    try:
        time.sleep(0.2)
        lock.write_text("\n".join([str(sleeper.pid), *left_behind[1:]]))
        cluster.home.account.own(lock)
        cluster.ensure()
        assert cluster.answers()
        assert sleeper.poll() is None
    finally:
        sleeper.kill()
        sleeper.wait()


def test_a_half_made_cluster_is_made_over(project) -> None:
    cluster = private_cluster(project)
    half = cluster.home.folder / "data.making"
    half.mkdir()
    (half / "PG_VERSION").write_text(f"{cluster.installation.major}\n")
    cluster.home.account.own(half)
    cluster.ensure()
    assert cluster.answers()
    assert not half.exists()


@pytest.mark.parametrize("name", ["with spaces, 'quotes' & co", "long/" * 20 + "end"])
def test_any_path_will_do(make_project, name: str) -> None:
    cluster = private_cluster(make_project(name))
    cluster.ensure()
    assert len(os.fsencode(cluster.home.socket / SOCKET_NAME)) <= LONGEST_SOCKET
    assert cluster.home.data.stat().st_mode & 0o777 == 0o700
    assert cluster.home.socket.stat().st_mode & 0o777 == 0o700
    with connect(cluster) as connection:
        assert connection.execute("select current_user").fetchone() == ("esmara",)


def test_a_folder_closed_to_the_server_keeps_its_data_elsewhere(project) -> None:
    """As root in /root, the `postgres` user cannot come in; an ordinary user always can."""
    project.root.chmod(0o700)
    cluster = private_cluster(project)
    cluster.ensure()
    inside = cluster.home.folder.is_relative_to(project.root)
    assert inside == (os.geteuid() != 0)
    cluster.stop()
    project.root.chmod(0o755)
    assert private_cluster(project).home == cluster.home, "a cluster that exists stays where it is"


def test_data_of_another_version_is_left_alone_and_explained(cluster: Cluster, project) -> None:
    cluster.stop()
    version = cluster.home.data / "PG_VERSION"
    before = version.read_text()
    version.write_text("9\n")
    with pytest.raises(Trouble, match="made by PostgreSQL 9") as refusal:
        private_cluster(project)
    version.write_text(before)
    assert "make backup" in str(refusal.value)
    assert str(cluster.home.data) in str(refusal.value)


def test_a_folder_of_somebody_else_is_refused(project) -> None:
    account = private_cluster(project).home.account
    with pytest.raises(Trouble, match="/usr does not belong to"):
        private_folder(Path("/usr"), account)


def test_nothing_to_stop_in_a_fresh_clone(project) -> None:
    assert existing_cluster(project) is None
