"""One process searches at a time, whichever started it: a lock that dies with its holder."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

KEY = (0x5173, 1)

HELD = """
SELECT EXISTS (
    SELECT FROM pg_locks
    WHERE locktype = 'advisory' AND classid = %s AND objid = %s AND objsubid = 2 AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
)
"""


def somebody_works() -> bool:
    """Whether a process holds the lock. It is read, not tried: a try could keep a worker out."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, KEY)
        return bool(cursor.fetchone()[0])


@contextmanager
def only_worker() -> Iterator[bool]:
    """Whether this process is now the one that works; it then is until the end of the block."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", KEY)
        [alone] = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", KEY)
