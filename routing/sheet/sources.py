"""Where what the sheet says of its centres comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from routing.sheet.columns import Line
from structures.models import Centre


@dataclass(frozen=True, slots=True)
class Source:
    """A page that was read, when (if that was written down), and the steps that rest on it."""

    numbers: tuple[str, ...]
    name: str
    address: str
    retrieved_on: date | None


def sources_of(lines: Iterable[Line]) -> list[Source]:
    """One source for all the steps that rest on it, in the order of the steps. One query."""
    numbers: dict[str, list[str]] = {}
    for line in lines:
        if line.step.centre is not None:
            numbers.setdefault(line.step.centre.slug, []).append(line.number)
    if not numbers:
        return []
    rows = Centre.objects.filter(slug__in=numbers).values_list(
        "slug", "source", "source_url", "retrieved_on"
    )
    origin_of = {slug: origin for slug, *origin in rows}
    found: dict[tuple, list[str]] = {}
    for slug, held in numbers.items():
        if slug in origin_of:
            found.setdefault(tuple(origin_of[slug]), []).extend(held)
    return [
        Source(tuple(held), name, address, retrieved_on)
        for (name, address, retrieved_on), held in found.items()
    ]
