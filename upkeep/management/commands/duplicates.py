"""Look for structures that may be one: `manage.py duplicates [--keep]`."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from structures.models import Structure
from upkeep.duplicates import finder


class Command(BaseCommand):
    help = (
        "Liste les structures qui pourraient n’en faire qu’une, avec les raisons. Avec --keep, les "
        "met dans la file du back-office ; les paires déjà écartées le restent."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--keep", action="store_true", help="garde les paires pour le back-office"
        )

    def handle(self, *args: Any, keep: bool, **options: Any) -> None:
        started = time.monotonic()
        if keep:
            count = finder.look_again()
            self.stdout.write(f"{count} paires à trancher ({time.monotonic() - started:.1f} s)")
            return
        found = sorted(finder.scored(), key=lambda pair: (-pair[1].score, pair[0]))
        keys = {pk for pair, _ in found for pk in pair[:2]}
        slugs = dict(Structure.objects.filter(pk__in=keys).values_list("pk", "slug"))
        for pair, likeness in found:
            self.stdout.write(f"{likeness.score:3} {slugs[pair.first]} = {slugs[pair.second]}")
            self.stdout.write(f"    {' ; '.join(likeness.reasons)}")
        self.stdout.write(f"{len(found)} paires ({time.monotonic() - started:.1f} s)")
