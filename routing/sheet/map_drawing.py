"""The small map of the sheet: outlines of departments, a soft disc, numbered markers.

Drawn from our own outlines, it asks nothing of anybody.
"""

from base64 import b64encode
from dataclasses import dataclass

from django.template.loader import render_to_string

from routing.sheet.map_frame import HEIGHT, WIDTH, Position, frame_of, scale_of
from routing.sheet.map_marks import (
    BOX_OF_SCALE,
    ORIGIN_RADIUS,
    RADIUS,
    edge_of,
    is_inside,
    markers_of,
    names_with_room,
    origin_at,
)
from routing.sheet.sites import Site, land_of
from territories.outlines import departments_in
from territories.place import Place

STEPS_TO_FIT = 3


@dataclass(frozen=True, slots=True)
class Drawing:
    """The map as an image's address, and its sites for the words beside it."""

    source: str
    inside: tuple[Site, ...]
    outside: tuple[Site, ...]


def drawing_of(place: Place, sites: list[Site]) -> Drawing | None:
    """The map of an answer; None when no step has a position. One query.

    It fits the place and the first sites of its territory; what is farther is named at the edge,
    what is in another territory only beside the map.
    """
    land = land_of(sites, place.territory)
    near = [site for site in sites if site.territory == land]
    if not near:
        return None
    home = _position(place) if place.territory == land else None
    fitted = [(site.lon, site.lat) for site in near[:STEPS_TO_FIT]]
    frame, km_wide = frame_of([*fitted, home] if home else fitted)
    inside = [site for site in near if is_inside(*frame.place(site.lon, site.lat))]
    markers = markers_of(inside, frame)
    edges = [edge_of(site, frame) for site in near if site not in inside]
    taken = [BOX_OF_SCALE, *(m.box for m in markers), *(e.box for e in edges)]
    origin = origin_at(place.name, *frame.place(*home), taken) if home else None
    taken += origin.boxes if origin else ()
    outlines = departments_in(frame, km_wide)
    svg = render_to_string(
        "sheet/map.svg",
        {
            "width": WIDTH,
            "height": HEIGHT,
            "radius": RADIUS,
            "origin_radius": ORIGIN_RADIUS,
            "outlines": outlines,
            "names": list(names_with_room(outlines, taken)),
            "origin": origin,
            "markers": markers,
            "edges": edges,
            "scale": scale_of(km_wide),
        },
    )
    outside = [site for site in sites if site not in inside]
    return Drawing(_as_address(svg), tuple(inside), tuple(outside))


def _position(place: Place) -> Position | None:
    return None if place.lon is None or place.lat is None else (place.lon, place.lat)


def _as_address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
