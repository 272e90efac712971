"""What the commands that load files of one source share: their options, and how they fail."""

from abc import abstractmethod
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from importers.rejections import Rejection, write_rejections
from importers.report import BrokenFile, Progress, TableDiff, progress
from importers.tables import diff_table, print_table

REJECTIONS_SHOWN = 5


class FileCommand(BaseCommand):
    """Loads the files that it is given, in one transaction; subclasses say how and what to tell."""

    title = ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="FICHIER")
        parser.add_argument(
            "--dry-run", action="store_true", help="montre les différences, ne change rien"
        )
        parser.add_argument(
            "--rejections",
            type=Path,
            metavar="FICHIER",
            help="écrit les lignes laissées et la raison (.csv ou .xlsx)",
        )

    @abstractmethod
    def load(self, paths: list[Path], bars: Progress, *, dry_run: bool) -> Any:
        """Read the files into the tables: an object with `lines()`, `rejections` and `diffs`.

        Raises BrokenFile, having changed nothing.
        """

    def handle(
        self,
        *args: Any,
        paths: list[Path],
        dry_run: bool,
        rejections: Path | None,
        **options: Any,
    ) -> None:
        try:
            with progress() as bars:
                loading = self.load(paths, bars, dry_run=dry_run)
        except BrokenFile as error:
            raise CommandError(f"{error}\nRien n'a été changé.") from error
        except KeyboardInterrupt as error:
            raise CommandError(
                "Interrompu : rien n'a été changé ; relancez pour recommencer.", returncode=130
            ) from error
        if rejections is not None:
            write_rejections(rejections, loading.rejections)
        for line in loading.lines():
            self.stdout.write(line)
        self._show(loading.rejections, loading.diffs, dry_run)

    def _show(self, rejections: list[Rejection], diffs: list[TableDiff], dry_run: bool) -> None:
        if rejections:
            self.stdout.write(f"laissées : {len(rejections)}")
        for one in rejections[:REJECTIONS_SHOWN]:
            self.stdout.write(f"  {one.file}:{one.line} {one.value} : {one.reason}")
        if dry_run:
            self.stdout.write("Essai à blanc : rien n'est changé.")
        print_table(diff_table(self.title, diffs), self.stdout)
