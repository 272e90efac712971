"""Ends every connection to a test database, this thread's own first: then it can be copied or go.

A request that its reader left behind may hold one. The word is given from another database: a
connection never ends itself, and one that was ended is never asked anything.
"""

import time

from django.db import connection

from benchmarks.database import maintenance

END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
PATIENCE = 30  # seconds


def end_connections() -> str:
    """The name of the test database, which nobody holds any more."""
    name = connection.settings_dict["NAME"]
    connection.close()
    end = time.monotonic() + PATIENCE
    with maintenance() as other:
        while other.execute(END, [name]).fetchall():
            assert time.monotonic() < end, f"{name} is still held"
            time.sleep(0.05)
    return name
