"""Load the centres of a labelling order: `manage.py load_centres liste.xlsx --order "Arrêté…"`."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from importers.file_command import FileCommand, told
from importers.label_orders.loading import load_centres
from importers.label_orders.rows import Order
from importers.label_orders.template import write_template
from importers.loading import Loading
from importers.report import Progress


class Command(FileCommand):
    help = (
        "Charge la liste des centres d'un arrêté de labellisation (CSV, XLSX, ODS), sous ses "
        "propres titres de colonnes. Aucun nom de personne n'est lu."
    )
    title = "Centres labellisés"
    one_file = True

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--order", default="", help="« Arrêté du 26 décembre 2023 … »")
        parser.add_argument("--url", default="", help="adresse de l'arrêté")
        parser.add_argument(
            "--from",
            dest="label_from",
            type=date.fromisoformat,
            help="labellisés depuis (AAAA-MM-JJ)",
        )
        parser.add_argument(
            "--until", dest="label_until", type=date.fromisoformat, help="labellisés jusqu'au"
        )
        parser.add_argument(
            "--new-networks",
            action="store_true",
            help="crée les réseaux inconnus dont la filière l'est",
        )
        parser.add_argument(
            "--template", action="store_true", help="écrit un modèle à remplir dans FICHIER"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["template"]:
            with told():
                write_template(options["paths"][0])
            self.stdout.write(f"Modèle écrit : {options['paths'][0]}")
            return
        if not options["order"] or not options["label_from"]:
            raise CommandError("Donnez l'arrêté (--order) et sa date d'effet (--from).")
        super().handle(*args, **options)

    def own(self, options: dict[str, Any]) -> dict[str, Any]:
        order = Order(
            options["order"], options["url"], options["label_from"], options["label_until"]
        )
        return {"order": order, "new_networks": options["new_networks"]}

    def load(self, paths: list[Path], bars: Progress, **options: Any) -> Loading:
        return load_centres(paths[0], bars, **options)
