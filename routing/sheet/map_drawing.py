"""The small map of the sheet: outlines of departments, a soft disc, numbered markers.

Drawn from our own outlines, it asks nothing of anybody. Units are those of its drawing.
"""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from math import atan2, cos, hypot, pi, radians

from django.template.loader import render_to_string

from routing.sheet.sites import Site, land_of
from territories.outlines import Frame, Outline, departments_in
from territories.place import Place

WIDTH, HEIGHT = 400, 226
MARGIN = 40
"""Kept free around what is fitted, for markers and words."""

RADIUS = 10.5
ORIGIN_RADIUS = 17.0
STEPS_TO_FIT = 3
NARROWEST = 44.0
"""Kilometres from side to side at the least: a commune and its neighbours, never a street."""

KM_PER_DEGREE = 111.2  # of latitude
ARROWS = "→↗↑↖←↙↓↘"
WIDTH_OF_A_LETTER = 0.62  # of the size of the letters, in DejaVu
NAME_SIZE, EDGE_SIZE, ORIGIN_SIZE = 8.0, 9.0, 9.0
SCALES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # km


@dataclass(frozen=True, slots=True)
class Marker:
    """A site in the frame: where it stands, and where its number had to move to be read."""

    text: str
    x: float
    y: float
    at_x: float
    at_y: float

    @property
    def has_moved(self) -> bool:
        return hypot(self.x - self.at_x, self.y - self.at_y) > RADIUS / 2

    @property
    def half_width(self) -> float:
        """Half the width of the marker: a disc, or a longer shape for several numbers."""
        return max(RADIUS, len(self.text) * 3.6 + 4)

    @property
    def width(self) -> float:
        return 2 * self.half_width


@dataclass(frozen=True, slots=True)
class Origin:
    """The commune as a soft disc, never a precise pin, and where its name is written."""

    name: str
    x: float
    y: float
    name_x: float
    name_y: float


@dataclass(frozen=True, slots=True)
class Edge:
    """A site of the same territory that the frame leaves out, named where one would look for it."""

    text: str
    x: float
    y: float

    @property
    def half_width(self) -> float:
        return len(self.text) * WIDTH_OF_A_LETTER * EDGE_SIZE / 2 + 6

    @property
    def width(self) -> float:
        return 2 * self.half_width


@dataclass(frozen=True, slots=True)
class Scale:
    km: int
    width: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """The map as an image's address, and its sites for the words beside it."""

    source: str
    inside: tuple[Site, ...]
    outside: tuple[Site, ...]


def drawing_of(place: Place, sites: list[Site]) -> Drawing | None:
    """The map of an answer; None when no step has a position. One query."""
    land = land_of(sites, place.territory)
    near = [site for site in sites if site.territory == land]
    if not near:
        return None
    origin = (place.lon, place.lat) if place.territory == land and place.lon is not None else None
    frame, km_wide = _frame(origin, near[:STEPS_TO_FIT])
    inside = [site for site in near if _is_inside(*frame.place(site.lon, site.lat))]
    markers = _apart([_marker(site, frame) for site in inside])
    edges = [_edge(site, frame) for site in near if site not in inside]
    taken = [_box(0, HEIGHT, 120, 24)]  # the scale
    taken += [_box(m.x, m.y, m.half_width, RADIUS) for m in markers]
    taken += [_box(e.x, e.y, e.half_width, EDGE_SIZE) for e in edges]
    home = _origin(place.name, *frame.place(*origin), taken) if origin else None
    outlines = departments_in(frame, km_wide)
    svg = render_to_string(
        "sheet/map.svg",
        {
            "width": WIDTH,
            "height": HEIGHT,
            "radius": RADIUS,
            "outlines": outlines,
            "origin": home,
            "names": list(_names(outlines, taken)),
            "markers": markers,
            "edges": edges,
            "scale": _scale(km_wide),
        },
    )
    outside = [site for site in sites if site not in inside]
    return Drawing(_as_address(svg), tuple(inside), tuple(outside))


def _as_address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def _frame(origin: tuple[float, float] | None, sites: list[Site]) -> tuple[Frame, float]:
    """The frame that shows the origin and the first sites, and its width in kilometres."""
    positions = [(site.lon, site.lat) for site in sites] + ([origin] if origin else [])
    lons, lats = zip(*positions, strict=True)
    lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    km_per_lon = KM_PER_DEGREE * cos(radians(lat))
    km_wide = max(
        NARROWEST,
        (max(lons) - min(lons)) * km_per_lon * WIDTH / (WIDTH - 2 * MARGIN),
        (max(lats) - min(lats)) * KM_PER_DEGREE * WIDTH / (HEIGHT - 2 * MARGIN),
    )
    units = WIDTH / km_wide  # a kilometre
    across, up = units * km_per_lon, units * KM_PER_DEGREE
    half_wide, half_high = WIDTH / 2 / across, HEIGHT / 2 / up
    box = (lon - half_wide, lat - half_high, lon + half_wide, lat + half_high)
    return Frame(*box, across=across, up=up), km_wide


def _is_inside(x: float, y: float) -> bool:
    return RADIUS < x < WIDTH - RADIUS and RADIUS < y < HEIGHT - RADIUS


def _marker(site: Site, frame: Frame) -> Marker:
    x, y = frame.place(site.lon, site.lat)
    return Marker("·".join(site.numbers), x, y, x, y)


def _apart(markers: list[Marker]) -> list[Marker]:
    """Pushes overlapping markers away from each other, the same way every time."""
    placed = list(markers)
    for _ in range(24):
        overlapping = False
        for one, other in combinations(range(len(placed)), 2):
            a, b = placed[one], placed[other]
            gap = a.half_width + b.half_width + 1.5
            dx, dy = b.x - a.x, b.y - a.y
            distance = hypot(dx, dy)
            if distance >= gap:
                continue
            overlapping = True
            dx, dy = (dx / distance, dy / distance) if distance else (1.0, 0.0)
            push = (gap - distance) / 2
            placed[one] = _kept_inside(a, -dx * push, -dy * push)
            placed[other] = _kept_inside(b, dx * push, dy * push)
        if not overlapping:
            break
    return placed


def _kept_inside(marker: Marker, dx: float, dy: float) -> Marker:
    x = min(max(marker.x + dx, marker.half_width), WIDTH - marker.half_width)
    y = min(max(marker.y + dy, RADIUS), HEIGHT - RADIUS)
    return replace(marker, x=x, y=y)


def _edge(site: Site, frame: Frame) -> Edge:
    """Where the line from the middle to the site leaves the frame."""
    x, y = frame.place(site.lon, site.lat)
    dx, dy = x - WIDTH / 2, y - HEIGHT / 2
    arrow = ARROWS[round(atan2(-dy, dx) / (pi / 4)) % 8]
    edge = Edge(f"{'·'.join(site.numbers)} {site.town} {arrow}", 0, 0)
    reach_x, reach_y = WIDTH / 2 - edge.half_width - 4, HEIGHT / 2 - 12
    shrunk = min(
        1.0,
        reach_x / abs(dx) if dx else 1.0,
        reach_y / abs(dy) if dy else 1.0,
    )
    return replace(edge, x=WIDTH / 2 + dx * shrunk, y=HEIGHT / 2 + dy * shrunk)


Box = tuple[float, float, float, float]


def _origin(name: str, x: float, y: float, taken: list[Box]) -> Origin:
    """The disc with its name below it, or above when something stands below."""
    half = len(name) * WIDTH_OF_A_LETTER * ORIGIN_SIZE / 2
    name_x = min(max(x, half + 4), WIDTH - half - 4)
    below, above = y + ORIGIN_RADIUS + ORIGIN_SIZE, y - ORIGIN_RADIUS - ORIGIN_SIZE / 2
    name_y = below if _is_free(_box(name_x, below, half, ORIGIN_SIZE), taken) else above
    taken += [_box(x, y, ORIGIN_RADIUS, ORIGIN_RADIUS), _box(name_x, name_y, half, ORIGIN_SIZE)]
    return Origin(name, x, y, name_x, name_y)


def _names(outlines: list[Outline], taken: list[Box]) -> Iterator[Outline]:
    """The departments that have room for their name; it never covers anything else."""
    for outline in outlines:
        half = len(outline.name) * WIDTH_OF_A_LETTER * NAME_SIZE / 2
        box = _box(outline.x, outline.y, half, NAME_SIZE)
        if half < 1.3 * outline.radius and _is_free(box, taken):
            yield outline


def _box(x: float, y: float, half_width: float, half_height: float) -> Box:
    return x - half_width, y - half_height, x + half_width, y + half_height


def _is_free(box: Box, taken: list[Box]) -> bool:
    is_inside = box[0] > 2 and box[1] > 2 and box[2] < WIDTH - 2 and box[3] < HEIGHT - 2
    return is_inside and not any(_overlap(box, other) for other in taken)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scale(km_wide: float) -> Scale:
    km = max(km for km in SCALES if km == 1 or km <= km_wide / 5)
    return Scale(km, km * WIDTH / km_wide)
