"""`manage.py permission_table`: who may do what in the back office, for the documentation."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from accounts.permission_table import as_markdown

PAGE = settings.BASE_DIR / "docs" / "reference" / "permissions.md"


class Command(BaseCommand):
    help = "Affiche le tableau des droits de la gestion."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--write", action="store_true", help="l’écrit dans docs/reference/permissions.md"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            PAGE.write_text(as_markdown())
            self.stdout.write(f"{PAGE} est à jour.")
        else:
            self.stdout.write(as_markdown(), ending="")
