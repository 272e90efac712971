"""Distances in bulk: one vectorised call a place, where `orient` asks the database.

`test_bulk.py` holds them to what PostGIS says.
"""

from dataclasses import dataclass

import numpy as np
from pyproj import Geod

from routing.directory import Directory
from structures.models import Structure
from territories.place import Place

SPHEROID = Geod(ellps="WGS84")  # that of PostGIS for a geography in WGS 84


@dataclass(frozen=True)
class Positions:
    """Where the centres of the directory are: keys, longitudes and latitudes (degrees)."""

    keys: tuple[int, ...]
    lons: np.ndarray
    lats: np.ndarray

    @classmethod
    def read(cls, directory: Directory) -> "Positions":
        centres = [held.pk for network in directory.networks.values() for held in network.centres]
        located = Structure.objects.filter(pk__in=centres, point__isnull=False).order_by("pk")
        points = dict(located.values_list("pk", "point"))
        return cls(
            keys=tuple(points),
            lons=np.array([point.x for point in points.values()]),
            lats=np.array([point.y for point in points.values()]),
        )

    def metres_from(self, place: Place) -> dict[int, float]:
        """Metres on the spheroid by primary key; nothing when the place has no point."""
        if place.lon is None or place.lat is None:
            return {}
        here = np.full_like(self.lons, place.lon), np.full_like(self.lats, place.lat)
        *_azimuths, metres = SPHEROID.inv(*here, self.lons, self.lats)
        return dict(zip(self.keys, metres.tolist(), strict=True))
