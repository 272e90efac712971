"""Load positions and switchboards of hospitals: `manage.py load_gisco gisco_FR.csv.gz`."""

from pathlib import Path
from typing import Any

from importers.file_command import FileCommand
from importers.hospitals.loading import load_gisco
from importers.loading import Loading
from importers.report import Progress


class Command(FileCommand):
    help = "Charge d'Eurostat GISCO la position et le standard des hôpitaux déjà connus."
    title = "GISCO"
    one_file = True

    def load(self, paths: list[Path], bars: Progress, **options: Any) -> Loading:
        return load_gisco(paths[0], bars, **options)
