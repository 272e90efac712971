"""Where each establishment of the register stands: its commune, its point, how sure it is."""

from dataclasses import dataclass

from foundations.geography import point
from importers.finess.projections import Projected, degrees, epsg_of
from importers.finess.reading import Register, Site
from importers.hospitals.communes import Town, Towns
from importers.hospitals.positions import ABSURD_KM, BESIDE_KM, kilometres_outside
from structures.models import Structure

AT_THE_DOOR = "1"
"""The first part of `sourcecoordet`: the address was found; other digits tell the street or less.
General knowledge: what a point is worth is also judged by its commune."""


@dataclass(frozen=True, slots=True)
class Placed:
    """`point` is EWKT, None where the register gives no position that can be believed."""

    town: Town
    point: str | None
    precision: str
    lon: float = 0.0
    lat: float = 0.0


def placed(register: Register, towns: Towns) -> dict[str, Placed]:
    """The places by FINESS number; what cannot be believed is refused in the register's errors.

    An establishment of which the commune is not known is left out. Must run in a transaction.
    """
    found = {finess: _town(register, site, towns) for finess, site in register.sites.items()}
    known = {finess: town for finess, town in found.items() if town}
    positions = _projected(register, known)
    lon_lat = degrees(positions)
    for position in positions:
        if position.key not in lon_lat:
            line, told = register.places[position.key].line, f"{position.x} {position.y}"
            register.refuse(line, position.key, "coordxet", told, "hors de France")
    outside = kilometres_outside(
        (finess, known[finess].insee, lon, lat) for finess, (lon, lat) in lon_lat.items()
    )
    return {
        finess: _placed(register, finess, town, lon_lat.get(finess), outside.get(finess))
        for finess, town in known.items()
    }


def _town(register: Register, site: Site, towns: Towns) -> Town | None:
    department, commune = site.texts["departement"], site.texts["commune"]
    town = towns.in_department(department, commune)
    if town is None:
        code = f"{department} {commune}"
        register.refuse(site.line, site.finess, "commune", code, "commune inconnue")
    return town


def _projected(register: Register, towns: dict[str, Town]) -> list[Projected]:
    positions = []
    for finess, town in towns.items():
        place = register.places.get(finess)
        if place is None:
            continue
        try:
            epsg = epsg_of(place.said, town.department)
        except ValueError as error:
            register.refuse(place.line, finess, "sourcecoordet", place.said, str(error))
            continue
        positions.append(Projected(finess, place.x, place.y, epsg))
    return positions


def _placed(
    register: Register,
    finess: str,
    town: Town,
    lon_lat: tuple[float, float] | None,
    outside: float | None,
) -> Placed:
    nowhere = Placed(town, None, Structure.Precision.NONE.value)
    if lon_lat is None:
        return nowhere
    place = register.places[finess]
    if outside is not None and outside > ABSURD_KM:
        told, reason = f"{place.x} {place.y}", f"à plus de {ABSURD_KM:.0f} km hors de sa commune"
        register.refuse(place.line, finess, "coordxet", told, reason)
        return nowhere
    lon, lat = lon_lat
    is_exact = place.said.startswith(AT_THE_DOOR) and outside is not None and outside <= BESIDE_KM
    precision = Structure.Precision.EXACT if is_exact else Structure.Precision.PROBABLE
    return Placed(town, point(lon=lon, lat=lat).ewkt, precision.value, lon, lat)
