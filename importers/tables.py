"""What an import changed, as a table in the terminal."""

import sys
from typing import IO, Any, cast

from rich.console import Console
from rich.table import Table

from importers.report import TableDiff

PLAIN_WIDTH = 100  # columns, where the output is no terminal


def diff_table(title: str, diffs: list[TableDiff]) -> Table:
    """One line a table: rows added, changed, removed, unchanged."""
    table = Table(title=title, title_justify="left")
    table.add_column("table")
    for heading in ("ajoutées", "changées", "retirées", "inchangées"):
        table.add_column(heading, justify="right")
    for diff in diffs:
        counts = (diff.added, diff.changed, diff.removed, diff.unchanged)
        table.add_row(diff.table, *(f"{count:,}".replace(",", " ") for count in counts))
    return table


def print_table(table: Table, stdout: Any) -> None:
    """On the output of a management command."""
    width = None if sys.stdout.isatty() else PLAIN_WIDTH
    console = Console(file=cast(IO[str], stdout._out), width=width)
    console.print(table)
    console.file.flush()
