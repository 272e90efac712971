"""Load the FINESS register: `manage.py load_finess etalab-cs1100507-stock-20240108.csv`."""

from pathlib import Path
from typing import Any

from importers.finess.loading import load_finess
from importers.hospitals.command import RegisterCommand
from importers.hospitals.loading import Loading
from importers.report import BrokenFile, Progress


class Command(RegisterCommand):
    help = (
        "Charge le fichier FINESS géolocalisé (etalab-cs1100507) : hôpitaux, structures de soin "
        "et d'accompagnement de toute la France."
    )
    register = "FINESS"

    def load(self, paths: list[Path], bars: Progress, **options: Any) -> Loading:
        if len(paths) != 1:
            raise BrokenFile(", ".join(map(str, paths)), "un seul fichier est attendu")
        return load_finess(paths[0], bars, **options)
