"""Every test sees the shipped data, loaded once a session (once a worker).

A test that writes does so in a transaction that is rolled back. A test with
`django_db(transaction=True)` or `live_server` ends by emptying the tables: the data is then loaded
again, which takes seconds. `available_apps=["django.contrib.sessions"]` in its mark spares that to
a test that only reads.
"""

from collections.abc import Iterator

import pytest
from django.contrib.gis.db.models.fields import get_srid_info
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.test.utils import setup_databases, teardown_databases
from pytest_django.plugin import blocking_manager_key

from foundations.geography import WGS84
from importers.models import LoadedFile
from importers.report import Quiet
from importers.shipped import load_everything


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The test database with its migrations, filled as `manage.py load_data` fills one.

    pytest-django makes it only when a collected test has the mark `django_db`. The browser's have
    none: alone, they would fill the database that `make run` uses.
    """
    made = None
    with django_db_blocker.unblock():
        if not connection.settings_dict["NAME"].startswith(TEST_DATABASE_PREFIX):
            made = setup_databases(verbosity=0, interactive=False)
        for _report in load_everything(Quiet()):
            pass
        # GeoDjango asks once for the units of WGS 84: not in a test that counts its queries
        get_srid_info(WGS84, connection)
    yield
    if made:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """After the fixtures of a test that emptied the tables, fill them for the next one."""
    yield
    mark = item.get_closest_marker("django_db")
    flushed = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    if nextitem is None or not (flushed or (mark and mark.kwargs.get("transaction"))):
        return
    with item.config.stash[blocking_manager_key].unblock():
        if not LoadedFile.objects.exists():
            for _report in load_everything(Quiet(), force=True):
                pass
        connection.close()
