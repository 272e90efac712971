"""Load files of trial registries: `manage.py load_trials FILE… [--dry-run] [--rejections FILE]`."""

from pathlib import Path

from importers.file_command import FileCommand
from importers.report import Progress
from importers.trials.loading import Loading, load


class Command(FileCommand):
    title = "Essais cliniques"
    help = (
        "Charge des essais cliniques : réponses JSON de ClinicalTrials.gov (API v2) et Bundles "
        "FHIR d'ECLAIRE, seuls ou dans une archive zip. N'entrent que ceux qui portent le nom "
        "exact d'une maladie connue et sont ouverts en France ; aucun nom d'investigateur n'est "
        "lu."
    )

    def load(self, paths: list[Path], bars: Progress, *, dry_run: bool) -> Loading:
        return load(paths, bars, dry_run=dry_run)
