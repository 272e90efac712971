"""`manage.py site_clinics --network toxibul --region 11 --open 2 --aim cover --minutes 60`."""

import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from foundations.problems import Problem
from observatory.siting.question import AIM, AIMS, MOST_OPENED, SITES, SitingQuestion, read_siting
from observatory.siting.solving import Opened, Outcome, Told, solve, time_limit
from observatory.siting.wording import aim_words, brought_words, how_sure, stage_words
from observatory.siting.worker import work
from observatory.templatetags.coverage_words import percent, share_at
from routing.coverage.parameters import CoverageParameters

OF_COVERAGE = ("disease", "network", "filiere", "label", "audience", "minutes")
OF_ZONE = ("region", "departments")


class Command(BaseCommand):
    help = (
        "Cherche dans quels hôpitaux ouvrir une consultation. Interrompu (Ctrl-C), il donne le "
        "meilleur choix trouvé. Avec --waiting, il sert ce qui est demandé sur le site."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        fields = CoverageParameters().fields
        for name in (*OF_COVERAGE, *OF_ZONE):
            parser.add_argument(f"--{name}", default="", help=str(fields[name].help_text))
        many = f"combien de sites ouvrir, de 1 à {MOST_OPENED}"
        parser.add_argument("--open", dest=SITES, default="1", help=many)
        parser.add_argument("--aim", default=AIMS[0], help=" ou ".join(AIMS))
        parser.add_argument("--time-limit", type=float, default=time_limit(), help="en secondes")
        parser.add_argument(
            "--waiting", action="store_true", help="sert la file d'attente du site, puis s'arrête"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["waiting"]:
            self.stdout.write(f"{work()} recherches servies.")
            return
        try:
            question = read_siting({k: options[k] for k in (*OF_COVERAGE, *OF_ZONE, SITES, AIM)})
            self._search(question, options["time_limit"])
        except Problem as problem:
            wrong = [f"{name} : {', '.join(said)}" for name, said in problem.errors.items()]
            raise CommandError("\n".join([problem.detail, *wrong])) from None

    def _search(self, question: SitingQuestion, seconds: float) -> None:
        minutes = question.coverage.minutes
        self.stdout.write(f"On cherche {aim_words(question.aim, minutes)}.")
        best: list[Opened] = []
        try:
            with _bar(best) as told:
                outcome = solve(question, told, seconds)
        except KeyboardInterrupt:
            self.stdout.write("Interrompu. Le meilleur choix à ce moment :")
            self._list(best, minutes)
            return
        self._list(outcome.opened, minutes)
        self._conclude(outcome, minutes)

    def _list(self, opened: Iterable[Opened], minutes: int) -> None:
        for rank, one in enumerate(opened, 1):
            where = f"{one.commune} ({one.department})"
            self.stdout.write(f"{rank}. {one.name}, {where}, FINESS {one.finess}")
            self.stdout.write(f"   {brought_words(one.brought, minutes)}")

    def _conclude(self, outcome: Outcome, minutes: int) -> None:
        if not outcome.opened:
            self.stdout.write("Aucun site de plus n'y changerait rien.")
        shares = [share_at(figures, minutes) for figures in (outcome.before, outcome.after)]
        before, after = (percent(share["central"] or 0) for share in shares)
        self.stdout.write(f"Habitants à {minutes} min ou moins : {before} → {after}")
        self.stdout.write(how_sure(outcome.method, outcome.proven, outcome.gap))


@contextmanager
def _bar(best: list[Opened]) -> Iterator[Told]:
    """How far the search is, on a terminal; `best` holds the best choice as it is found.

    Ctrl-C is heard when the search next tells something: the solver is never cut in the middle.
    Twice, it stops at once.
    """
    stopped = False

    def stop(number: int, frame: Any) -> None:
        nonlocal stopped
        if stopped:
            raise KeyboardInterrupt
        stopped = True

    columns = (TextColumn("{task.description:<50}"), BarColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    silent = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=silent) as bar:
        task = bar.add_task("", total=None)

        def told(stage: str, spent: float | None, found: list[Opened] | None) -> None:
            if found is not None:
                best[:] = found
            if stopped:
                raise KeyboardInterrupt
            total = None if spent is None else 1.0
            bar.update(task, description=stage_words(stage), total=total, completed=spent or 0)

        before = signal.signal(signal.SIGINT, stop)
        try:
            yield told
        finally:
            signal.signal(signal.SIGINT, before)
