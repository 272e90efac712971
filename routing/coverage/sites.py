"""Supply: where the centres in question stand. One hospital is one site, and one unit of supply.

Whom a centre takes is known for some and unknown for others: for children or for adults, sites
whose audience is confirmed and sites where it is unknown are counted apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

import numpy as np

from routing.coverage import BoolArray, FloatArray
from routing.held import Held

Audience = Literal["child", "adult"]


@dataclass(frozen=True, slots=True)
class Site:
    """One place of supply. `lon`, `lat` are degrees (WGS 84); `confirmed` tells that it takes the
    audience in question; `hypothetical` that it stands in a scenario only."""

    key: str
    name: str
    finess: str
    commune: str
    department: str
    territory: str
    lon: float
    lat: float
    density: float
    road: bool
    precision: str
    centres: tuple[str, ...]
    labels: tuple[str, ...]
    confirmed: bool = True
    hypothetical: bool = False


@dataclass(frozen=True, slots=True)
class Supply:
    """The sites with a position, in a stable order, and how many centres stand nowhere known."""

    sites: tuple[Site, ...]
    unplaced: int
    excluded_by_audience: int

    @property
    def only_confirmed(self) -> "Supply":
        """Without the sites whose audience is unknown; itself when there is none."""
        confirmed = tuple(site for site in self.sites if site.confirmed)
        return self if len(confirmed) == len(self.sites) else replace(self, sites=confirmed)

    @property
    def lons(self) -> FloatArray:
        return np.array([site.lon for site in self.sites], dtype=np.float64)

    @property
    def lats(self) -> FloatArray:
        return np.array([site.lat for site in self.sites], dtype=np.float64)

    @property
    def density(self) -> FloatArray:
        return np.array([site.density for site in self.sites], dtype=np.float64)

    @property
    def road(self) -> BoolArray:
        return np.array([site.road for site in self.sites], dtype=bool)


def supply(centres: Iterable[Held], audience: Audience | None) -> Supply:
    """The sites of centres that take the audience, or may."""
    centres = list(centres)
    taking = [held for held in centres if takes(held, audience) is not False]
    placed = [held for held in taking if held.site.lon is not None]
    placed.sort(key=lambda held: (_place_of(held), held.centre.slug))
    return Supply(
        sites=tuple(
            _site(key, list(together), audience) for key, together in groupby(placed, _place_of)
        ),
        unplaced=len(taking) - len(placed),
        excluded_by_audience=len(centres) - len(taking),
    )


def takes(held: Held, audience: Audience | None) -> bool | None:
    """Whether a centre takes an audience; None when its page does not say."""
    stated = held.centre.audience
    if audience is None or stated in (audience, "both"):
        return True
    return None if stated == "unknown" else False


def _place_of(held: Held) -> str:
    """Its hospital, so that two labels in one hospital are one site; else the centre itself."""
    if held.establishment is not None:
        return place_of_establishment(held.establishment)
    return f"structure-{held.pk:09d}"


def place_of_establishment(pk: int) -> str:
    """The key of the site that an establishment is; keys sort in the order of primary keys."""
    return f"establishment-{pk:09d}"


def _site(key: str, together: list[Held], audience: Audience | None) -> Site:
    first = min(together, key=lambda held: (held.site.precision != "exact", held.centre.slug))
    card = first.site
    assert card.lon is not None
    assert card.lat is not None
    return Site(
        key=key,
        name=card.name,
        finess=card.finess or "",
        commune=card.commune_name,
        department=card.department,
        territory=card.territory,
        lon=card.lon,
        lat=card.lat,
        density=np.nan if first.density is None else first.density,
        road=not first.crossing,
        precision=card.precision,
        centres=tuple(held.centre.slug for held in together),
        labels=tuple(sorted({held.centre.label for held in together})),
        confirmed=any(takes(held, audience) for held in together),
    )
