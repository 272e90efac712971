"""Centres and services stand where their establishment stands: they follow it when it moves."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from importers.feed import Feed
from importers.places import PLACE, assumed, places_of_establishments
from structures.models import Centre, Hosted, Service


def feeds(path: str) -> list[Feed]:
    """The places of hosted rows, which other sources made, after those of their establishments."""
    return [
        _feed("places des centres", Centre, _centres, path),
        _feed("places des services", Service, partial(_hosted, Service), path),
    ]


def _feed(title: str, model: type[Hosted], rows: Callable, path: str) -> Feed:
    return Feed(
        title=title,
        model=model,
        key=("slug",),
        columns=("slug", *PLACE),
        rows=rows,
        path=path,
        partial=True,
        borrowed=True,
        kept={"stands_apart": PLACE},
    )


def _hosted(model: type[Hosted]) -> Iterator[list[Any]]:
    places = dict(places_of_establishments().values())
    hosted = model._default_manager.filter(establishment__finess__isnull=False)
    for slug, establishment in hosted.values_list("slug", "establishment_id"):
        yield [slug, *places[establishment]]


def _centres() -> Iterator[list[Any]]:
    assumed_sites = set(Centre.objects.filter(site_confirmed=False).values_list("slug", flat=True))
    for slug, *place in _hosted(Centre):
        yield [slug, *(assumed(place) if slug in assumed_sites else place)]
