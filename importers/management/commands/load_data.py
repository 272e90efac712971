"""Load what the project ships: `manage.py load_data [--dry-run] [--force]`."""

import sys
import time
from typing import IO, Any, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.table import Table

from importers.report import BrokenFile, TableDiff, progress
from importers.shipped import SourceReport, load_everything


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # half of the time of a run that has nothing to do
    help = (
        "Charge les données livrées : communes, maladies, annuaire. Sans effet si rien n'a changé."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="montre les différences, ne change rien"
        )
        parser.add_argument(
            "--force",
            action="store_true",
            help="relit aussi les fichiers inchangés et accepte de grandes disparitions",
        )

    def handle(self, *args: Any, dry_run: bool, force: bool, **options: Any) -> None:
        started = time.monotonic()
        reports: list[SourceReport] = []
        try:
            with progress() as bars:
                for report in load_everything(bars, dry_run=dry_run, force=force):
                    reports.append(report)
        except BrokenFile as error:
            self._show(reports, dry_run)
            raise CommandError(
                f"{error}\nRien de cette source n'a été changé ; corrigez le fichier et relancez."
            ) from error
        except KeyboardInterrupt as error:
            self._show(reports, dry_run)
            raise CommandError(
                "Interrompu : la source en cours n'a rien changé ; relancez pour reprendre.",
                returncode=130,
            ) from error
        self._show(reports, dry_run)
        self.stdout.write(f"{time.monotonic() - started:.1f} s")

    def _show(self, reports: list[SourceReport], dry_run: bool) -> None:
        """One line a table that was compared, one a source that had not changed."""
        if dry_run:
            self.stdout.write("Essai à blanc : rien n'est changé.")
        for report in reports:
            if report.skipped:
                self.stdout.write(f"{report.title} : inchangé")
                continue
            console = Console(
                file=cast(IO[str], self.stdout._out), width=None if sys.stdout.isatty() else 100
            )
            console.print(_table(report.title, report.diffs))
            console.file.flush()
            for diff in report.diffs:
                for example in diff.examples if dry_run else []:
                    self.stdout.write(f"  {diff.table} {example}")


def _table(title: str, diffs: list[TableDiff]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("table")
    for heading in ("ajoutées", "changées", "retirées", "inchangées"):
        table.add_column(heading, justify="right")
    for diff in diffs:
        counts = (diff.added, diff.changed, diff.removed, diff.unchanged)
        table.add_row(diff.table, *(f"{count:,}".replace(",", " ") for count in counts))
    return table
