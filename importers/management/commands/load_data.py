"""Load what the project ships: `manage.py load_data [--dry-run] [--force]`."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from importers.report import BrokenFile, progress
from importers.shipped import SourceReport, load_everything
from importers.tables import diff_table, print_table


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
            print_table(diff_table(report.title, report.diffs), self.stdout)
            for diff in report.diffs:
                for example in diff.examples if dry_run else []:
                    self.stdout.write(f"  {diff.table} {example}")
