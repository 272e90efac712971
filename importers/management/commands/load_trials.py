"""Load files of trial registries: `manage.py load_trials FILE… [--dry-run] [--rejections FILE]`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from importers.rejections import write_rejections
from importers.report import BrokenFile, progress
from importers.tables import diff_table, print_table
from importers.trials.loading import Loading, load


class Command(BaseCommand):
    help = (
        "Charge des essais cliniques : réponses JSON de ClinicalTrials.gov (API v2) et Bundles "
        "FHIR d'ECLAIRE, seuls ou dans une archive zip. N'entrent que ceux qui portent le nom exact "
        "d'une maladie connue et sont ouverts en France ; aucun nom d'investigateur n'est lu."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="FICHIER")
        parser.add_argument(
            "--dry-run", action="store_true", help="montre les différences, ne change rien"
        )
        parser.add_argument(
            "--rejections",
            type=Path,
            metavar="FICHIER",
            help="écrit les études illisibles et la raison (.csv ou .xlsx)",
        )

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
                loading = load(paths, bars, dry_run=dry_run)
        except BrokenFile as error:
            raise CommandError(f"{error}\nRien n'a été changé.") from error
        except KeyboardInterrupt as error:
            raise CommandError(
                "Interrompu : rien n'a été changé ; relancez pour recommencer.", returncode=130
            ) from error
        if rejections is not None:
            write_rejections(rejections, loading.rejections)
        self._show(loading, dry_run)

    def _show(self, loading: Loading, dry_run: bool) -> None:
        self.stdout.write(f"{loading.read} études lues, {loading.taken} retenues.")
        for why, count in sorted(loading.left.items()):
            self.stdout.write(f"laissées : {count} ({why})")
        if loading.rejections:
            self.stdout.write(f"illisibles : {len(loading.rejections)}")
            for one in loading.rejections[:5]:
                self.stdout.write(f"  {one.file}, étude {one.line} : {one.reason}")
        if dry_run:
            self.stdout.write("Essai à blanc : rien n'est changé.")
        print_table(diff_table("Essais cliniques", loading.diffs), self.stdout)
