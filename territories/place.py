"""A place where someone lives, as the rest of the house knows it."""

from dataclasses import dataclass

from django.contrib.gis.geos import Point

from foundations.geography import point

TOWN_HALL, SURFACE_POINT, ADDRESS, GIVEN, NONE = (
    "town_hall",
    "surface_point",
    "address",
    "given",
    "none",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A commune (or an arrondissement) with the point that stands for it.

    `lon` and `lat` are degrees (WGS 84), both None when the commune has no known position;
    `precision` tells what they are. `postcode` is the one that was typed, if any. `density` is in
    inhabitants per km², None when unknown. `crossing` says how one leaves when no road does.
    """

    insee: str
    name: str
    postcode: str | None
    postcodes: tuple[str, ...]
    department: str
    department_name: str
    territory: str
    lon: float | None
    lat: float | None
    precision: str
    population: int | None
    density: float | None
    crossing: str
    kind: str

    @property
    def point(self) -> Point | None:
        """The position as a geography point, or None."""
        if self.lon is None or self.lat is None:
            return None
        return point(lon=self.lon, lat=self.lat)
