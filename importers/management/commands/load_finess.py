"""Load the FINESS register: `manage.py load_finess etalab-cs1100507-stock-20240108.csv`."""

from pathlib import Path
from typing import Any

from importers.file_command import FileCommand
from importers.finess.loading import load_finess
from importers.loading import Loading
from importers.report import Progress


class Command(FileCommand):
    help = (
        "Charge le fichier FINESS géolocalisé (etalab-cs1100507) : hôpitaux, structures de soin "
        "et d'accompagnement de toute la France."
    )
    title = "FINESS"
    one_file = True

    def load(self, paths: list[Path], bars: Progress, **options: Any) -> Loading:
        return load_finess(paths[0], bars, **options)
