"""The test database filled with the shipped data, for what runs outside pytest too."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.gis.db.models.fields import get_srid_info
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.test.utils import setup_databases, teardown_databases

from foundations.geography import WGS84
from importers.report import Quiet
from importers.shipped import load_everything


@contextmanager
def shipped_database() -> Iterator[None]:
    """Fills the current test database; makes one, and drops it at the end, when there is none."""
    made = None
    if not connection.settings_dict["NAME"].startswith(TEST_DATABASE_PREFIX):
        made = setup_databases(verbosity=0, interactive=False)
    try:
        for _report in load_everything(Quiet()):
            pass
        # GeoDjango asks once for the units of WGS 84: not in a test that counts its queries
        get_srid_info(WGS84, connection)
        yield
    finally:
        if made:
            teardown_databases(made, verbosity=0)
