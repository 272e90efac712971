"""A service as the engine holds it, and the area that it serves. Plain data, no database."""

from dataclasses import dataclass

from routing.answer import PhoneLine
from territories.place import Place


@dataclass(frozen=True, slots=True)
class Area:
    """Where a service takes people from: the union of what its source names."""

    communes: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()
    territories: frozenset[str] = frozenset()
    everywhere: bool = False

    def contains(self, place: Place) -> bool:
        return (
            self.everywhere
            or place.insee in self.communes
            or place.department in self.departments
            or place.territory in self.territories
        )


@dataclass(frozen=True, slots=True)
class HeldService:
    """A published service. `area` is None when no source says whom it serves.

    `lon`/`lat` are degrees (WGS 84), null without a position; ages are years. `diseases` are the
    ORPHA codes that it is for: none means every disease. `paediatric` tells whether an emergency
    department is authorised for children.
    """

    pk: int
    slug: str
    kind: str
    category: str
    name: str
    address: str = ""
    postal_line: str = ""
    commune: str | None = None
    commune_name: str = ""
    department: str = ""
    territory: str = ""
    lon: float | None = None
    lat: float | None = None
    precision: str = "none"
    phones: tuple[PhoneLine, ...] = ()
    official_url: str = ""
    audience: str = "unknown"
    age_min: float | None = None
    age_max: float | None = None
    paediatric: bool | None = None
    diseases: frozenset[int] = frozenset()
    area: Area | None = None
    relevance: str = "useful"
    access: str = ""
    note: str = ""
    evidence: str = "sourced"

    @property
    def position(self) -> tuple[float, float] | None:
        """Longitude and latitude to measure from; that of a whole department is none."""
        if self.lon is None or self.lat is None or self.precision not in {"exact", "probable"}:
            return None
        return (self.lon, self.lat)


@dataclass(frozen=True, slots=True)
class Nearby:
    """A service seen from a place: exact kilometres, None where distances do not compare."""

    service: HeldService
    km: float | None = None
