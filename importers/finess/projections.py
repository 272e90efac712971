"""The coordinates of FINESS, in metres of six projections, as degrees.

A row says its projection in words that changed with the years: "LAMBERT_93", or "EPSG:2154 RGF93 /
Lambert-93 (Métropole)". Where it says none, its department does. One that is not of its department
is refused rather than believed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pyproj import Transformer

from foundations.geography import is_in_france

LAMBERT_93 = 2154
OF_DEPARTMENT = {
    "971": 5490,
    "972": 5490,
    "973": 2972,
    "974": 2975,
    "975": 4467,
    "976": 4471,
    "977": 5490,
    "978": 5490,
}
"""EPSG codes; every other department is in Lambert-93."""

NAMED = {
    "LAMBERT_93": LAMBERT_93,
    "UTM_N20": 5490,
    "UTM_N21": 4467,
    "UTM_N22": 2972,
    "UTM_S38": 4471,
    "UTM_S40": 2975,
}
SAME = {4559: 5490, 32620: 5490, 32621: 4467, 32622: 2972, 32738: 4471, 32740: 2975}
"""Codes of an older or a world-wide frame of the same zone: less than a metre or two apart."""

EPSG = re.compile(r"EPSG:(\d{4,5})")
ZONE = re.compile(r"UTM zone (\d+)([NS])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Projected:
    """A position as a row gives it, in metres of the projection `epsg`."""

    key: str
    x: float
    y: float
    epsg: int


def epsg_of(said: str, department: str) -> int:
    """The projection of a position: what its row says, else that of its department.

    Raises ValueError, in French, for a projection that is not its department's.
    """
    expected = OF_DEPARTMENT.get(department, LAMBERT_93)
    found = _said(said)
    if found is not None and found != expected:
        raise ValueError(f"projection EPSG:{found} au lieu de EPSG:{expected} dans ce département")
    return expected


def degrees(positions: Sequence[Projected]) -> dict[str, tuple[float, float]]:
    """Longitude and latitude (degrees, WGS 84) by key; one that falls outside France is left out.

    One call of PROJ a projection: 100,000 positions in a fraction of a second.
    """
    found = {}
    for epsg in sorted({position.epsg for position in positions}):
        group = [position for position in positions if position.epsg == epsg]
        transformer = Transformer.from_crs(epsg, 4326, always_xy=True)
        xs = np.array([position.x for position in group])
        ys = np.array([position.y for position in group])
        lons, lats = transformer.transform(xs, ys)
        for position, lon, lat in zip(group, lons.tolist(), lats.tolist(), strict=True):
            if is_in_france(lon=lon, lat=lat):
                found[position.key] = (round(lon, 6), round(lat, 6))
    return found


def _said(text: str) -> int | None:
    if match := EPSG.search(text):
        code = int(match[1])
        return SAME.get(code, code)
    if match := ZONE.search(text):
        return NAMED.get(f"UTM_{match[2].upper()}{match[1]}")
    last = text.rpartition(",")[2].strip().upper()
    return NAMED.get(last)
