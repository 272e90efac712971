"""Load lists of PNDS: `manage.py load_protocols FILE… --source NAME [--source-url URL]`."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from importers.file_command import FileCommand
from importers.loading import Loading
from importers.protocol_list.loading import Origin, load
from importers.protocol_list.reading import TEMPLATE
from importers.report import Progress
from resources.models.protocol import OFFICIAL_LIST


class Command(FileCommand):
    title = "PNDS"
    help = (
        "Charge des listes de PNDS (CSV, XLSX, ODS). Colonnes, dans n'importe quel ordre et sous "
        f"leurs noms courants : {', '.join(TEMPLATE)} ; seul le titre est nécessaire. Un PNDS que "
        "la liste ne nomme pas reste."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--source", required=True, help="« Liste de la HAS, novembre 2026 »")
        parser.add_argument("--source-url", default=OFFICIAL_LIST, help="page de la liste")
        parser.add_argument("--licence", default="", help="licence de la liste")

    def own(self, options: dict[str, Any]) -> dict[str, Any]:
        return {"origin": Origin(options["source"], options["source_url"], options["licence"])}

    def load(self, paths: list[Path], bars: Progress, **options: Any) -> Loading:
        return load(paths, bars, **options)
