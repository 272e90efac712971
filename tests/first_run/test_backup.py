"""A backup goes into an empty database and gives the same answers; a failed one costs nothing."""

import psycopg
import pytest

from first_run import database
from first_run.cluster import Cluster
from first_run.console import Trouble


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgis://esmara@/esmara?host=/a%20b/socket",
            {"PGUSER": "esmara", "PGDATABASE": "esmara", "PGHOST": "/a b/socket"},
        ),
        (
            "postgis://me:p%40ss@db.example:5433/care?sslmode=require",
            {
                "PGUSER": "me",
                "PGPASSWORD": "p@ss",
                "PGHOST": "db.example",
                "PGPORT": "5433",
                "PGDATABASE": "care",
                "PGSSLMODE": "require",
            },
        ),
    ],
)
def test_an_address_becomes_what_libpq_reads(url: str, expected: dict[str, str]) -> None:
    found = database.libpq(url)
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("url", ["sqlite:///care.db", "postgis://me@host", "care"])
def test_what_is_no_address_of_postgis_is_refused(url: str) -> None:
    with pytest.raises(Trouble, match="DATABASE_URL is not the address of a PostGIS database"):
        database.libpq(url)


def connect(cluster: Cluster) -> psycopg.Connection:
    return psycopg.connect(
        host=str(cluster.home.socket), user="esmara", dbname="esmara", autocommit=True
    )


@pytest.fixture
def filled(cluster: Cluster) -> Cluster:
    with connect(cluster) as connection:
        connection.execute("create extension postgis")
        connection.execute("create table site (name text, point geography(point, 4326))")
        connection.execute("insert into site values ('Créteil', 'POINT(2.4556 48.7904)')")
    return cluster


ROWS = "select name, st_astext(point) from site order by name"


def test_there_and_back(filled: Cluster, project, tmp_path) -> None:
    file = tmp_path / "kept.dump"
    database.backup(project, filled.url, file)
    with connect(filled) as connection:
        before = connection.execute(ROWS).fetchall()
        connection.execute("insert into site values ('Melun', 'POINT(2.65 48.54)')")
    aside = database.make_room(filled.url)
    database.restore(project, filled.url, file)
    with connect(filled) as connection:
        assert connection.execute(ROWS).fetchall() == before
        names = connection.execute("select datname from pg_database").fetchall()
    assert (aside,) in names, "what was there before is set aside, not lost"


def test_a_database_with_tables_is_not_overwritten(filled: Cluster, project, tmp_path) -> None:
    file = tmp_path / "kept.dump"
    database.backup(project, filled.url, file)
    with pytest.raises(Trouble, match="1 tables: a backup goes into an empty one"):
        database.restore(project, filled.url, file)


def test_an_empty_database_needs_no_room(cluster: Cluster) -> None:
    assert database.make_room(cluster.url) is None


def test_a_site_at_work_is_not_pulled_from_under_its_users(filled: Cluster) -> None:
    with connect(filled), pytest.raises(Trouble, match="The site is using the database"):
        database.make_room(filled.url)


def test_a_file_that_is_no_backup_leaves_everything_as_it_was(
    filled: Cluster, project, tmp_path
) -> None:
    wrong = tmp_path / "wrong.dump"
    wrong.write_text("not a dump")
    aside = database.make_room(filled.url)
    with pytest.raises(Trouble, match="pg_restore: failed"):
        database.restore(project, filled.url, wrong)
    database.put_back(filled.url, aside)
    with connect(filled) as connection:
        assert connection.execute("select name from site").fetchall() == [("Créteil",)]


def test_an_interrupted_backup_leaves_no_file_that_looks_whole(
    filled: Cluster, project, tmp_path
) -> None:
    file = tmp_path / "kept.dump"
    filled.stop()
    with pytest.raises(Trouble, match="pg_dump: failed"):
        database.backup(project, filled.url, file)
    assert not file.exists()
