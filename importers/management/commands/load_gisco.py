"""Load positions and switchboards of hospitals: `manage.py load_gisco gisco_FR.csv.gz`."""

from pathlib import Path
from typing import Any

from importers.hospitals.command import RegisterCommand
from importers.hospitals.loading import Loading, load_gisco
from importers.report import BrokenFile, Progress


class Command(RegisterCommand):
    help = "Charge d'Eurostat GISCO la position et le standard des hôpitaux déjà connus."
    register = "GISCO"

    def load(self, paths: list[Path], bars: Progress, **options: Any) -> Loading:
        if len(paths) != 1:
            raise BrokenFile(", ".join(map(str, paths)), "un seul fichier est attendu")
        return load_gisco(paths[0], bars, **options)
