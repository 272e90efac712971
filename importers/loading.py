"""What loading a register's files is: one transaction, and what a person is told of it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.utils import DataError, IntegrityError

from importers.report import BrokenFile, TableDiff
from importers.row_errors import RowError


@dataclass(frozen=True, slots=True)
class Loading:
    """What an import read, changed, and could not take. `read` is said to a person."""

    read: tuple[str, ...]
    diffs: list[TableDiff]
    errors: list[RowError]


@dataclass
class Tally:
    """What is counted while files are read: their rows, and what became of them, in French."""

    rows: int = 0
    became: Counter[str] = field(default_factory=Counter)
    errors: list[RowError] = field(default_factory=list)

    def lines(self, rows: str) -> tuple[str, ...]:
        """`rows` says what they are: « études »."""
        counted = sorted(self.became.items())
        return (f"{self.rows} {rows}", *(f"{count} {became}" for became, count in counted))


@contextmanager
def all_or_nothing(lock: str, file: str, dry_run: bool) -> Iterator[None]:
    """One transaction, one import of the `lock` at a time; undone at the end with `dry_run`.

    Raises BrokenFile, at `file`, for what the database refuses.
    """
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL statement_timeout = 0")
                cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [lock])
            yield
            transaction.set_rollback(dry_run)
    except (DataError, IntegrityError) as error:
        raise BrokenFile(file, str(error).strip()) from error
