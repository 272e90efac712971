"""Hospitals of the directory where a centre could stand: candidates, and what a scenario adds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from foundations.geography import lon_lat
from routing.coverage.sites import Site, place_of_establishment
from structures.models import Establishment

COLUMNS = (
    "pk",
    "name",
    "finess",
    "department",
    "territory",
    "point",
    "point_precision",
    "commune__full_name",
    "commune__density",
    "commune__crossing",
)


@dataclass(frozen=True, slots=True)
class Found:
    """What numbers of FINESS lead to; `unplaced` are known hospitals without a position."""

    sites: tuple[Site, ...]
    unknown: tuple[str, ...]
    unplaced: tuple[str, ...]


def every_hospital(departments: Sequence[str] = ()) -> list[Site]:
    """The published establishments that have a position, in order of FINESS number. One query."""
    rows = Establishment.objects.published().filter(point__isnull=False, finess__isnull=False)
    if departments:
        rows = rows.filter(department__in=departments)
    return list(_sites(rows.order_by("finess").values_list(*COLUMNS)))


def hospitals(numbers: Iterable[str]) -> Found:
    """Those with these FINESS numbers, each once, in the order given. One query."""
    numbers = list(dict.fromkeys(numbers))
    readable = [number for number in numbers if number.isalnum()]
    rows = Establishment.objects.published().filter(finess__in=readable)
    values = list(rows.values_list(*COLUMNS))
    known = {row[2] for row in values}
    sites = {site.finess: site for site in _sites(row for row in values if row[5])}
    return Found(
        sites=tuple(sites[number] for number in numbers if number in sites),
        unknown=tuple(number for number in numbers if number not in known),
        unplaced=tuple(number for number in numbers if number in known and number not in sites),
    )


def _sites(rows: Iterable[tuple]) -> Iterator[Site]:
    for pk, name, finess, department, territory, point, precision, town, density, crossing in rows:
        lon, lat = lon_lat(point)  # type: ignore[misc]
        yield Site(
            key=place_of_establishment(pk),
            name=name,
            finess=finess,
            commune=town or "",
            department=department or "",
            territory=territory,
            lon=round(lon, 6),
            lat=round(lat, 6),
            density=np.nan if density is None else density,
            road=not crossing,
            precision=precision,
            centres=(),
            labels=(),
            hypothetical=True,
        )
