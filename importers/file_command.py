"""What the commands that load a register's files share: options, words, report."""

import time
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from importers.loading import Loading
from importers.report import BrokenFile, Progress, progress
from importers.row_errors import by_reason, check_report, write_report
from importers.tables import diff_table, print_table


class FileCommand(BaseCommand):
    """A command that loads files all or nothing and tells what it left out."""

    title = ""
    """Of the table of what changed."""
    one_file = False
    """Whether a second path is refused."""
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

    @abstractmethod
    def load(self, paths: list[Path], bars: Progress, **options: Any) -> Loading:
        """Bring the files in; `options` are `dry_run`, `force` and those of `own`.

        Raises BrokenFile, having changed nothing.
        """

    def own(self, options: dict[str, Any]) -> dict[str, Any]:
        """The options of this command alone, for its loader."""
        return {}

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
        with told() as bars:
            if report:
                check_report(report)
            if self.one_file and len(paths) != 1:
                raise BrokenFile(", ".join(map(str, paths)), "un seul fichier est attendu")
            loading = self.load(paths, bars, dry_run=dry_run, force=force, **self.own(options))
        if report:
            write_report(report, loading.errors)
        self._show(loading, dry_run, report)
        self.stdout.write(f"{time.monotonic() - started:.1f} s")

    def _show(self, loading: Loading, dry_run: bool, report: Path | None) -> None:
        for line in loading.read:
            self.stdout.write(f"lu : {line}")
        for reason, count in by_reason(loading.errors):
            self.stdout.write(f"{count} × {reason}")
        if loading.errors and report is None:
            self.stdout.write("Ligne par ligne : --report FICHIER.csv")
        if dry_run:
            self.stdout.write("Essai à blanc : rien n'est changé.")
        print_table(diff_table(self.title, loading.diffs), self.stdout)
        for diff in loading.diffs if dry_run else []:
            for example in diff.examples:
                self.stdout.write(f"  {diff.table} {example}")
        if self.after and not dry_run:
            self.stdout.write(self.after)


@contextmanager
def told() -> Iterator[Progress]:
    """Progress bars, and what stops a load in a person's words. Raises CommandError."""
    try:
        with progress() as bars:
            yield bars
    except BrokenFile as error:
        raise CommandError(f"{error}\nRien n'a été changé.") from error
    except KeyboardInterrupt as error:
        message = "Interrompu : rien n'a été changé ; relancez pour recommencer."
        raise CommandError(message, returncode=130) from error
