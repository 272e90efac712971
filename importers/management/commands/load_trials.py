"""Load files of trial registries: `manage.py load_trials FILE… [--dry-run] [--report FILE]`."""

from pathlib import Path
from typing import Any

from importers.file_command import FileCommand
from importers.loading import Loading
from importers.report import Progress
from importers.trials.loading import load


class Command(FileCommand):
    title = "Essais cliniques"
    help = (
        "Charge des essais cliniques : réponses JSON de ClinicalTrials.gov (API v2) et Bundles "
        "FHIR d'ECLAIRE, seuls ou dans une archive zip. N'entrent que ceux qui portent le nom "
        "exact d'une maladie connue et sont ouverts en France ; aucun nom d'investigateur n'est "
        "lu."
    )

    def load(self, paths: list[Path], bars: Progress, **options: Any) -> Loading:
        return load(paths, bars, **options)
