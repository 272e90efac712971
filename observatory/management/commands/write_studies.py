"""`manage.py write_studies`: the worked studies of docs/studies/, from the data of the moment."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from observatory.studies.writing import write_all
from routing.siting.solver import SolverMissing, require_solver


class Command(BaseCommand):
    help = "Writes the studies of coverage in Markdown, with their maps. Same data, same bytes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        folder = Path(settings.BASE_DIR) / "docs" / "studies"
        parser.add_argument("--folder", type=Path, default=folder, help="docs/studies by default")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            require_solver()  # a choice that is not proved would depend on the machine
        except SolverMissing as missing:
            raise CommandError(str(missing)) from missing
        for study, changed in write_all(options["folder"]):
            self.stdout.write(f"{study.slug} : {_words(len(changed))}")


def _words(changed: int) -> str:
    return f"{changed} fichiers écrits." if changed else "rien n’a changé."
