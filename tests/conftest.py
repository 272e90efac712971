"""Every test sees the shipped data, loaded once a session (once a worker).

A test that writes does so in a transaction that is rolled back. A test with
`django_db(transaction=True)` or `live_server` ends by emptying the tables: the data is then loaded
again, which takes seconds. `available_apps=["contributions"]` in its mark spares that to a test
that writes in the tables of these apps alone: only those are emptied.
"""

import gc
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import blocking_manager_key

from importers.models import LoadedFile
from importers.report import Quiet
from importers.shipped import load_everything
from tests.scenarios.doubts import not_confirmed
from tests.shipped_database import shipped_database

# An example is judged by what it gives, never by how long a busy machine takes for it.
hypothesis_settings.register_profile("without-clock", deadline=None)
hypothesis_settings.load_profile("without-clock")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The test database with its migrations, filled as `manage.py load_data` fills one.

    pytest-django makes it only when a collected test has the mark `django_db`. The browser's have
    none: alone, they would fill the database that `make run` uses.
    """
    filled = ExitStack()
    with django_db_blocker.unblock():
        filled.enter_context(shipped_database())
    yield
    with django_db_blocker.unblock():
        filled.close()


def pytest_collection_finish() -> None:
    """What was imported stays to the end: the collector need not go through it again and again.

    An eighth of the time of a test of pages was that. What no longer serves is still collected.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that stay together begin: at the end, one worker would do them while others wait."""
    items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)


def pytest_runtest_setup() -> None:
    """A page asked in English leaves the process in English: each test begins in French."""
    translation.activate(settings.LANGUAGE_CODE)


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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The referral cases that are answered otherwise than a referrer finds probable."""
    reports = [
        report for kind in ("passed", "failed") for report in terminalreporter.getreports(kind)
    ]
    for doubt in not_confirmed(reports):
        terminalreporter.write_line(f"PROBABLE, not confirmed: {doubt}", yellow=True)
