"""Where the lines of data/directory/ stand: positions checked, communes and hospitals looked up.

A place is a list of values in the order of `PLACE`, as the database writes them.
"""

from collections.abc import Iterable
from typing import Any

from foundations.geography import OutsideFrance, point
from importers.feed import Yield
from importers.files import Line
from importers.hospitals.sources import FINESS, SAE
from importers.staging import field_of
from structures.models import Establishment, Hosted, Structure
from territories.models import Commune, Department

PLACE = Hosted.INHERITED
POSITION = PLACE.index("point_precision")
WITHOUT_POINT = (Structure.Precision.NONE, Structure.Precision.DEPARTMENT)


def positions_left() -> tuple[Yield, ...]:
    """A position that is not exact is left to the registers of hospitals that place the row too."""
    exact = ("point_precision", Structure.Precision.EXACT.value)
    return tuple(Yield(source, ("point", "point_precision"), exact) for source in (FINESS, SAE))


def point_of(line: Line) -> str | None:
    """The point of a line as EWKT, longitude first; a precision without a point is refused."""
    if not line["longitude"] and not line["latitude"]:
        if line["point_precision"] not in WITHOUT_POINT:
            raise line.broken("point_precision : une précision sans position")
        return None
    try:
        return point(lon=float(line["longitude"]), lat=float(line["latitude"])).ewkt
    except (ValueError, OutsideFrance) as error:
        raise line.broken(f"longitude, latitude : {error}") from error


def communes_of(lines: Iterable[Line]) -> dict[str, tuple[str, str, str]]:
    """The communes that the lines name, by INSEE code: code, department, territory."""
    wanted = {line["commune"] for line in lines}
    return {
        insee: (insee, department, territory)
        for insee, department, territory in Commune.objects.filter(insee__in=wanted).values_list(
            "insee", "department_id", "department__territory"
        )
    }


def places_of_establishments() -> dict[str, tuple[int, list[Any]]]:
    """Primary key and place of each establishment, by FINESS number."""
    numbered = Establishment.objects.exclude(finess=None)
    columns = [field_of(Structure, field).attname for field in PLACE]
    return {
        finess: (pk, [getattr(value, "ewkt", value) for value in place])
        for finess, pk, *place in numbered.values_list("finess", "pk", *columns)
    }


def territories() -> dict[str, str]:
    """The territory of each department, by code."""
    return dict(Department.objects.values_list("code", "territory"))


def department_only(code: str, territories: dict[str, str]) -> list[Any]:
    """What is known of the place of a line whose source names no establishment and no town."""
    known = {
        "department": code or None,
        "territory": territories.get(code, ""),
        "point_precision": Structure.Precision.DEPARTMENT if code else Structure.Precision.NONE,
        "commune": None,
        "point": None,
    }
    return [known.get(field, "") for field in PLACE]


def assumed(place: list[Any]) -> list[Any]:
    """The place of an establishment that the source does not name: its point is probable."""
    place = list(place)
    if place[POSITION] == Structure.Precision.EXACT:
        place[POSITION] = Structure.Precision.PROBABLE
    return place
