"""The place on a map, as the map's script reads an answer; the address says the same in words."""

from typing import Any

from directory.structure_page.reading import Subject
from foundations.geography import lon_lat
from routing.ladder.labels import REFERENCE
from structures.models import Structure

DRAWN = {Structure.Precision.EXACT, Structure.Precision.PROBABLE}
RUNGS = {Structure.Kind.EMERGENCY: "urgence", Structure.Kind.CENTRE: "proximite"}
"""Only the colour of the marker: reference centres have their own."""


def map_of(subject: Subject) -> dict[str, Any] | None:
    """None without a position, or with one that stands for a whole department."""
    structure = subject.structure
    position = lon_lat(structure.point)
    if position is None or structure.point_precision not in DRAWN:
        return None
    rung = RUNGS.get(Structure.Kind(structure.kind), "premier_recours")
    if subject.centre is not None and subject.centre.label in REFERENCE:
        rung = "reference"
    commune = structure.commune
    return {
        "type": "FeatureCollection",
        "place": None,
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [round(d, 6) for d in position]},
                "properties": {
                    "number": None,
                    "rung": rung,
                    "centre": None,
                    "site": {
                        "name": subject.host.name if subject.host else structure.name,
                        "commune_name": commune.name if commune else "",
                        "department": structure.department_id or "",
                        "territory": structure.territory,
                    },
                },
            }
        ],
    }
