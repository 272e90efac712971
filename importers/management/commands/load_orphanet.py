"""Load Orphanet's own files: `manage.py load_orphanet FILE… [--download] [--dry-run] [--force]`."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from diseases.models import Disease
from importers.file_command import told
from importers.orphanet.download import DownloadFailed, download
from importers.orphanet.loading import Loading, load
from importers.report import Progress
from importers.tables import diff_table, print_table

FOLDER = Path(settings.BASE_DIR) / ".local" / "orphanet"


class Command(BaseCommand):
    help = (
        "Charge les fichiers officiels d'Orphanet (pack de nomenclature, zippé ou non, et produits "
        "Orphadata) : toutes les maladies rares, leur hiérarchie, leurs codes et leur fréquence."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths", nargs="*", type=Path, metavar="FICHIER", help=f"ou dossier ({FOLDER})"
        )
        parser.add_argument(
            "--download",
            action="store_true",
            help=f"va d'abord chercher les fichiers en vigueur, dans {FOLDER}",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="montre les différences, ne change rien"
        )
        parser.add_argument("--force", action="store_true", help="accepte de grandes disparitions")
        parser.add_argument(
            "--excerpt",
            action="store_true",
            help="accepte un extrait : un fichier qui contient moins d'entités qu'il n'en annonce",
        )

    def handle(
        self,
        *args: Any,
        paths: list[Path],
        download: bool,
        dry_run: bool,
        force: bool,
        excerpt: bool,
        **options: Any,
    ) -> None:
        started = time.monotonic()
        with told() as bars:
            found = self._found(paths, bars, download)
            loading = load(found, bars, dry_run=dry_run, force=force, excerpt=excerpt)
        self._show(loading, dry_run)
        self.stdout.write(f"{time.monotonic() - started:.1f} s")

    @staticmethod
    def _found(paths: list[Path], bars: Progress, fetch: bool) -> list[Path]:
        """The files to read: those given and fetched, else those that were fetched before."""
        if fetch:
            try:
                return [*paths, *download(FOLDER, bars)]
            except DownloadFailed as error:
                raise CommandError(f"{error}\nRien n'a été changé.") from error
        if not paths and not FOLDER.is_dir():
            raise CommandError(
                "Donnez le chemin d'un pack d'Orphanet, ou --download pour aller le chercher."
            )
        return paths or [FOLDER]

    def _show(self, loading: Loading, dry_run: bool) -> None:
        for line in _read(loading):
            self.stdout.write(line)
        for file in loading.skipped:
            self.stdout.write(f"laissé : {file.name} ({file.why})")
        if loading.strangers:
            self.stdout.write(
                f"{loading.strangers} codes ORPHA ne sont dans aucune nomenclature chargée : "
                "leurs faits sont laissés."
            )
        if dry_run:
            self.stdout.write("Essai à blanc : rien n'est changé.")
        print_table(diff_table("Orphanet", loading.diffs), self.stdout)
        for diff in loading.diffs if dry_run else []:
            for example in diff.examples:
                self.stdout.write(f"  {diff.table} {example}")
        if not dry_run:
            active = Disease.objects.filter(status=Disease.Status.ACTIVE, searchable=True).count()
            self.stdout.write(f"{active} maladies et groupes en vigueur sont connus.")


def _read(loading: Loading) -> Iterator[str]:
    """A line a document that was read, the classifications of a language in one."""
    classifications: dict[str, list[int]] = {}
    for document, facts in loading.documents:
        if document.kind == "classification":
            classifications.setdefault(document.language, []).append(facts)
            continue
        yield f"lu : {document.name.rsplit('/', 1)[-1]}, {facts} faits"
        for left in document.left_out:
            yield f"  laissé : {left.where} ({left.why})"
    for language, facts_read in classifications.items():
        yield f"lu : {len(facts_read)} classifications ({language}), {sum(facts_read)} faits"
