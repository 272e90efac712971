"""`manage.py purge_contributions`: take away what was kept long enough. To be run every day."""

from typing import Any

from django.core.management.base import BaseCommand

from contributions.retention import purge


class Command(BaseCommand):
    help = "Efface les signalements et les adresses de réponse gardés assez longtemps."

    def handle(self, *args: Any, **options: Any) -> None:
        for purged in purge():
            self.stdout.write(f"{purged.what} : {purged.count} effacé(s)")
