"""Load the SAE's emergency departments: `manage.py load_sae ID.csv.gz URGENCES.csv.gz`."""

from pathlib import Path
from typing import Any

from importers.file_command import FileCommand
from importers.hospitals.loading import load_sae
from importers.loading import Loading
from importers.report import Progress


class Command(FileCommand):
    help = (
        "Charge les services d'urgences autorisés de toute la France et leurs hôpitaux, des "
        "fichiers ID et URGENCES de la SAE (DREES), compressés ou non."
    )
    title = "SAE"
    after = "Une autorisation n'est pas un horaire. Positions : load_gisco, load_finess."

    def load(self, paths: list[Path], bars: Progress, **options: Any) -> Loading:
        return load_sae(paths, bars, **options)
