"""The lines of a page as the map's script reads an answer: the same numbers, one marker a site."""

from typing import Any

from directory.lists.entries import Entry
from territories.place import Place


def map_of(entries: list[Entry], place: Place | None) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "place": origin(place),
        "features": [feature(entry) for entry in entries if entry.lon is not None],
    }


def origin(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "commune": place.insee,
        "name": place.name,
        "territory": place.territory,
        "lon": place.lon,
        "lat": place.lat,
    }


def feature(entry: Entry) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [entry.lon, entry.lat]},
        "properties": {
            "number": entry.number,
            "rung": entry.rung,
            "centre": {"name": entry.name, "page_url": entry.address},
            "site": {
                "name": entry.house or entry.name,
                "commune_name": entry.town,
                "department": entry.department,
                "territory": entry.territory,
            },
        },
    }
