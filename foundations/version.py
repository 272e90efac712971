"""The version of the directory: a number that changes with every write to a watched table.

It makes caches safe: what was computed at one version is valid as long as the number stands. The
database keeps it by triggers, so that no writer can forget it: back office, importers, SQL by hand.
Numbers come from a sequence and are never used twice, even after a rollback.
"""

from django.db import connection
from django.db.migrations.operations import RunSQL

CREATE = """
CREATE SEQUENCE foundations_version_numbers;
CREATE FUNCTION foundations_new_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO foundations_directoryversion (id, number)
    VALUES (1, nextval('foundations_version_numbers'))
    ON CONFLICT (id) DO UPDATE SET number = excluded.number;
    RETURN NULL;
END $$;
"""
DROP = """
DROP FUNCTION foundations_new_version() CASCADE;
DROP SEQUENCE foundations_version_numbers;
"""


def watch(*tables: str) -> RunSQL:
    """A migration operation: writing to these tables makes a new version of the directory."""
    return RunSQL(
        sql="".join(
            f'CREATE TRIGGER new_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "{table}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION foundations_new_version();\n"
            for table in tables
        ),
        reverse_sql="".join(f'DROP TRIGGER new_version ON "{table}";\n' for table in tables),
    )


def current_version() -> int:
    """The number of the directory as it stands; 0 before the first write."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM foundations_directoryversion")
        row = cursor.fetchone()
    return row[0] if row else 0
