"""`manage.py measure_networks`: the national figures of every network, before anybody asks."""

from typing import Any

from django.core.management.base import BaseCommand
from rich.progress import track

from observatory.overview import keep, stale
from routing.directory import current


class Command(BaseCommand):
    help = (
        "Measures the networks of which a site, a label or a commune has changed. Interrupted, it "
        "keeps what is done and goes on from there."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = list(stale(current()))
        for network in track(waiting, "Réseaux", disable=not waiting, transient=True):
            keep(network)
        self.stdout.write(f"{len(waiting)} réseaux calculés, {_others(len(waiting))} à jour.")


def _others(measured: int) -> int:
    return len(current().networks) - measured
