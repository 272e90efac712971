"""Load the national register of associations: `manage.py load_associations FILE… [--dry-run]`."""

from pathlib import Path
from typing import Any

from importers.file_command import FileCommand
from importers.loading import Loading
from importers.report import Progress
from importers.rna.loading import load


class Command(FileCommand):
    title = "Associations"
    help = (
        "Rapproche nos associations du répertoire national (RNA, fichiers « waldec », CSV ou "
        "zip) : numéro, siège déclaré, dissolution. Celles qui se disent consacrées aux maladies "
        "rares et que nous n'avons pas entrent cachées, jusqu'à ce qu'une personne les relise."
    )

    def load(self, paths: list[Path], bars: Progress, **options: Any) -> Loading:
        return load(paths, bars, **options)
