"""What the commands that load a register share: their options, what they say, their report file."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from importers.hospitals.loading import Loading
from importers.report import BrokenFile, Progress, progress
from importers.row_errors import by_reason, check_report, write_report
from importers.tables import diff_table, print_table


class RegisterCommand(BaseCommand):
    """A command that loads files all or nothing and tells what it left out."""

    register = ""
    after = ""
    """Said at the end of a load."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="FICHIER")
        parser.add_argument(
            "--dry-run", action="store_true", help="montre les différences, ne change rien"
        )
        parser.add_argument("--force", action="store_true", help="accepte de grandes disparitions")
        parser.add_argument(
            "--report",
            type=Path,
            metavar="FICHIER",
            help="écrit là les lignes refusées ou douteuses (.csv ou .xlsx)",
        )

    def load(self, paths: list[Path], bars: Progress, **options: Any) -> Loading:
        raise NotImplementedError

    def handle(
        self,
        *args: Any,
        paths: list[Path],
        dry_run: bool,
        force: bool,
        report: Path | None,
        **options: Any,
    ) -> None:
        started = time.monotonic()
        with self.told() as bars:
            if report:
                check_report(report)
            loading = self.load(paths, bars, dry_run=dry_run, force=force, **self.own(options))
        if report:
            write_report(report, loading.errors)
        self._show(loading, dry_run, report)
        self.stdout.write(f"{time.monotonic() - started:.1f} s")

    def own(self, options: dict[str, Any]) -> dict[str, Any]:
        """The options of this command alone, for its loader."""
        return {}

    @staticmethod
    def told():
        return _Told()

    def _show(self, loading: Loading, dry_run: bool, report: Path | None) -> None:
        for line in loading.read:
            self.stdout.write(f"lu : {line}")
        for reason, count in by_reason(loading.errors):
            self.stdout.write(f"{count} × {reason}")
        if loading.errors and report is None:
            self.stdout.write("Ligne par ligne : --report FICHIER.csv")
        if dry_run:
            self.stdout.write("Essai à blanc : rien n'est changé.")
        print_table(diff_table(self.register, loading.diffs), self.stdout)
        for diff in loading.diffs if dry_run else []:
            for example in diff.examples:
                self.stdout.write(f"  {diff.table} {example}")
        if self.after and not dry_run:
            self.stdout.write(self.after)


class _Told:
    """Progress bars, and what stops a load in a person's words."""

    def __enter__(self) -> Progress:
        self._bars = progress()
        return self._bars.__enter__()

    def __exit__(self, kind, error, traceback) -> None:
        self._bars.__exit__(None, None, None)
        if isinstance(error, BrokenFile):
            raise CommandError(f"{error}\nRien n'a été changé.") from error
        if isinstance(error, KeyboardInterrupt):
            message = "Interrompu : rien n'a été changé ; relancez pour recommencer."
            raise CommandError(message, returncode=130) from error
