"""Give a point to the structures that have none: `manage.py geocode [--department 94]`."""

import sys
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from upkeep import placing
from upkeep.geocoding import run
from upkeep.geocoding.ban import Ask, SwitchedOff, TooManyQuestions, Unanswered, asking

WORDS = {
    run.PLACED: "placées d’après leur adresse",
    run.ASKED: "à trancher par une personne",
    run.AT_COMMUNE: "au point de leur commune",
    run.NOWHERE: "sans aucun point",
}
AT_ONCE = 500


class Command(BaseCommand):
    help = (
        "Place les structures sans position : d’après leur adresse si le géocodeur est permis "
        "(GEOCODER=true), sinon au point de leur commune. Peut être interrompue et relancée."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, help="n’en traite pas plus que ce nombre")
        parser.add_argument("--department", help="seulement celles de ce département : 94, 2A, 972")
        parser.add_argument(
            "--dry-run", action="store_true", help="compte ce qui serait placé, ne demande rien"
        )

    def handle(
        self,
        *args: Any,
        limit: int | None,
        department: str | None,
        dry_run: bool,
        **options: Any,
    ) -> None:
        if limit is not None and limit < 1:
            raise CommandError("--limit : un nombre à partir de 1")
        ask = self._ask()
        if not dry_run and (back := placing.give_way()):
            self.stdout.write(f"{back} points rendus à leur source, qui les donne maintenant")
        rows = placing.to_place()
        if department:
            rows = rows.in_department(department)
        if ask is None:
            rows = rows.filter(point__isnull=True)
        keys = list(rows.order_by("pk").values_list("pk", flat=True)[:limit])
        if dry_run:
            self.stdout.write(f"{len(keys)} structures à placer ; rien n’est changé.")
            return
        done: Counter[str] = Counter()
        try:
            self._place(keys, ask, done)
        except TooManyQuestions as error:
            self._report(done)
            raise CommandError("Le géocodeur demande d’attendre ; relancez plus tard.") from error
        except Unanswered as error:
            self._report(done)
            raise CommandError(f"Le géocodeur ne répond pas ({error}) ; relancez.") from error
        except KeyboardInterrupt as error:
            self._report(done)
            message = "Interrompu : ce qui est placé le reste ; relancez pour continuer."
            raise CommandError(message, returncode=130) from error
        self._report(done)

    def _ask(self) -> Ask | None:
        try:
            return asking()
        except SwitchedOff:
            self.stdout.write("Géocodeur non permis (GEOCODER) : point de la commune seulement.")
            return None

    def _place(self, keys: list[int], ask: Ask | None, done: Counter[str]) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        console = Console(file=sys.stderr)
        with Progress(
            *columns, TimeElapsedColumn(), console=console, disable=not sys.stderr.isatty()
        ) as bars:
            task = bars.add_task("structures", total=len(keys))
            for start in range(0, len(keys), AT_ONCE):
                some = placing.Structure.objects.filter(pk__in=keys[start : start + AT_ONCE])
                rows = run.with_what_is_asked(some).order_by("pk")
                for outcome in run.geocode(rows, ask):
                    done[outcome] += 1
                    bars.advance(task)

    def _report(self, done: Counter[str]) -> None:
        for outcome, words in WORDS.items():
            if done[outcome]:
                self.stdout.write(f"{done[outcome]} {words}")
        if not done:
            self.stdout.write("Rien à placer.")
