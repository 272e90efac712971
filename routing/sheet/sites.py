"""Where the steps stand: one site, with the numbers of all the steps that it holds."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from routing.sheet.columns import Line


@dataclass(frozen=True, slots=True)
class Site:
    """A position (degrees, WGS 84) and the numbers of its steps; `km` as the crow flies."""

    numbers: tuple[str, ...]
    name: str
    town: str
    territory: str
    lon: float
    lat: float
    km: float | None


def sites_of(lines: Iterable[Line]) -> list[Site]:
    """The sites of the steps that have a position, in the order of their first step."""
    found: dict[tuple[float, float], list[Line]] = {}
    for line in lines:
        site = line.step.site
        if site is not None and site.lon is not None and site.lat is not None:
            found.setdefault((site.lon, site.lat), []).append(line)
    return [_site(position, held) for position, held in found.items()]


def land_of(sites: list[Site], own: str) -> str:
    """The territory to draw: one's own when it has a site, else the one that has most of them."""
    lands = Counter(site.territory for site in sites)
    return own if own in lands or not lands else lands.most_common(1)[0][0]


def _site(position: tuple[float, float], lines: list[Line]) -> Site:
    step = lines[0].step
    assert step.site is not None
    return Site(
        numbers=tuple(line.number for line in lines),
        name=step.site.name,
        town=step.site.commune_name or step.site.department,
        territory=step.site.territory,
        lon=position[0],
        lat=position[1],
        km=step.distance_km,
    )
