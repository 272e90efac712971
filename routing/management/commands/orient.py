"""`manage.py orient`: the same answer as the page and the API, in the terminal."""

from argparse import ArgumentParser
from typing import Any, TextIO, cast, get_args

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from foundations.problems import Problem
from routing.answer import Situation
from routing.forms import NotAnAge, parse_age
from routing.orientation import orient
from routing.question import Question
from routing.terminal import print_orientation


class Command(BaseCommand):
    help = "Where to go for a rare disease: --place 77300 --disease drépanocytose --age 28"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--place", required=True, help="postcode, commune or INSEE code")
        disease = parser.add_mutually_exclusive_group(required=True)
        disease.add_argument("--disease", default="", help="name, acronym or ORPHA code")
        disease.add_argument("--no-diagnosis", action="store_true", help="no diagnosis yet")
        parser.add_argument("--age", default="", help="28, '3 mois', 1,5")
        parser.add_argument(
            "--situation",
            choices=get_args(Situation),
            default="confirmed",
            help="the diagnosis is confirmed or suspected, or it is a relative's",
        )

    def _age(self, text: str) -> float | None:
        try:
            return parse_age(text)
        except NotAnAge as error:
            raise CommandError(str(error)) from error

    def handle(self, *args: Any, **options: Any) -> None:
        question = Question(
            place_text=options["place"],
            disease_text=options["disease"],
            no_diagnosis=options["no_diagnosis"],
            age=self._age(str(options["age"])),
            situation=options["situation"],
        )
        try:
            orientation = orient(question)
        except Problem as problem:
            raise CommandError(problem.detail) from problem
        print_orientation(orientation, Console(file=cast(TextIO, self.stdout), highlight=False))
