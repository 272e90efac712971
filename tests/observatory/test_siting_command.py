"""`manage.py site_clinics`: a search in the terminal."""

import os
import signal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from observatory.management.commands import site_clinics
from observatory.models import SitingRun
from observatory.siting.question import read_siting
from observatory.siting.solving import Told, solve

pytestmark = pytest.mark.django_db

HERE = ("--network=toxibul", "--departments=77,91", "--minutes=30")
ASKED = {"network": "toxibul", "departments": "77,91", "minutes": "30"}


def said(*arguments: str) -> str:
    written = StringIO()
    call_command("site_clinics", *arguments, stdout=written)
    return written.getvalue()


@pytest.mark.parametrize("aim", ["cover", "shorten"])
def test_it_tells_the_sites_in_order_and_what_they_change(aim):
    told = said(*HERE, "--open=2", f"--aim={aim}")

    outcome = solve(read_siting({**ASKED, "p": "2", "aim": aim}), lambda *_: None, 20)
    assert len(outcome.opened) == 2
    for rank, one in enumerate(outcome.opened, 1):
        assert f"{rank}. {one.name}, {one.commune} ({one.department}), FINESS {one.finess}" in told
    people = f"{outcome.opened[0].brought.people:+,}".replace(",", "\u202f")
    assert f"{people} habitants à 30 min ou moins" in told
    assert "Choix optimal, prouvé" in told
    assert not SitingRun.objects.exists()


def test_a_region_is_its_departments():
    told = said("--network=toxibul", "--region=11", "--open=1")

    assert "On cherche le plus d’habitants à 60 min ou moins d’un site." in told
    assert "Habitants à 60 min ou moins :" in told


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("--network=nobody", "Aucun réseau"),
        ("--open=0", "p : On ouvre de 1 à 10 sites"),
        ("--aim=best", "aim : Choisissez"),
        ("--departments=999", "département inconnu"),
    ],
)
def test_what_is_wrong_is_told(wrong, told):
    with pytest.raises(CommandError, match=told):
        said(*HERE, wrong)


def test_interrupted_it_tells_the_best_so_far(monkeypatch):
    """Ctrl-C as soon as there is a choice; the search itself is the real one."""

    def interrupted(question: Any, told: Told, seconds: float) -> Any:
        def listening(stage: str, spent: float | None, best: Any) -> None:
            told(stage, spent, best)
            if best:
                os.kill(os.getpid(), signal.SIGINT)

        return solve(question, listening, seconds)

    monkeypatch.setattr(site_clinics, "solve", interrupted)
    before = signal.getsignal(signal.SIGINT)

    told = said(*HERE, "--open=3")

    assert "Interrompu. Le meilleur choix à ce moment :" in told
    assert "1. " in told
    assert "FINESS" in told
    assert "Choix optimal" not in told
    assert signal.getsignal(signal.SIGINT) is before


def test_with_nothing_waiting_it_ends():
    assert said("--waiting") == "0 recherches servies.\n"
