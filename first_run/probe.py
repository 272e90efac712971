"""Run inside the environment: does the server of PGHOST & co. answer, and does it know PostGIS?"""

import sys

import psycopg

EXTENSIONS = {"postgis", "pg_trgm"}


def what_is_wrong() -> str | None:
    """In one line, None when the server is fit."""
    try:
        with psycopg.connect(connect_timeout=10) as connection:
            rows = connection.execute("select name from pg_available_extensions").fetchall()
    except psycopg.Error as error:
        return str(error)
    absent = EXTENSIONS - {name for (name,) in rows}
    return f"it lacks the extensions {', '.join(sorted(absent))}" if absent else None


if __name__ == "__main__":
    wrong = what_is_wrong()
    print(wrong or "the server of DATABASE_URL answers and knows PostGIS")
    sys.exit(1 if wrong else 0)
