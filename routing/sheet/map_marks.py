"""Marks on the small map, placed so that none covers another: numbers, edges, names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import atan2, hypot, pi

from routing.sheet.map_frame import HEIGHT, WIDTH
from routing.sheet.sites import Site
from territories.outlines import Frame, Outline

RADIUS, ORIGIN_RADIUS = 10.5, 17.0
NAME_SIZE, EDGE_SIZE, ORIGIN_SIZE = 8.0, 9.0, 9.0
WIDTH_OF_A_LETTER = 0.62  # of the size of the letters, in DejaVu
ARROWS = "→↗↑↖←↙↓↘"
ROUNDS = 24  # of pushing markers apart; five in one hospital need about ten

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

BOX_OF_SCALE: Box = (0, HEIGHT - 24, 120, HEIGHT)


@dataclass(frozen=True, slots=True)
class Marker:
    """A site in the frame: where its number is written, and where it stands (`at`)."""

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
        """A disc, or a longer shape for several numbers."""
        return max(RADIUS, len(self.text) * 3.6 + 4)

    @property
    def width(self) -> float:
        return 2 * self.half_width

    @property
    def box(self) -> Box:
        return box_around(self.x, self.y, self.half_width, RADIUS)


@dataclass(frozen=True, slots=True)
class Edge:
    """A site of the same territory that the frame leaves out, named where one would look for it."""

    text: str
    x: float
    y: float

    @property
    def half_width(self) -> float:
        return half_width_of(self.text, EDGE_SIZE) + 6

    @property
    def width(self) -> float:
        return 2 * self.half_width

    @property
    def box(self) -> Box:
        return box_around(self.x, self.y, self.half_width, EDGE_SIZE)


@dataclass(frozen=True, slots=True)
class Origin:
    """The commune as a soft disc, never a precise pin, and where its name is written."""

    name: str
    x: float
    y: float
    name_x: float
    name_y: float

    @property
    def boxes(self) -> tuple[Box, Box]:
        half = half_width_of(self.name, ORIGIN_SIZE)
        return (
            box_around(self.x, self.y, ORIGIN_RADIUS, ORIGIN_RADIUS),
            box_around(self.name_x, self.name_y, half, ORIGIN_SIZE),
        )


def is_inside(x: float, y: float) -> bool:
    """Whether a marker there would be whole."""
    return RADIUS < x < WIDTH - RADIUS and RADIUS < y < HEIGHT - RADIUS


def markers_of(sites: Sequence[Site], frame: Frame) -> list[Marker]:
    """One marker a site, apart from each other; the same sites always give the same places."""
    markers = []
    for site in sites:
        x, y = frame.place(site.lon, site.lat)
        markers.append(Marker("·".join(site.numbers), x, y, x, y))
    for _ in range(ROUNDS):
        if not _push_apart(markers):
            break
    return markers


def _push_apart(markers: list[Marker]) -> bool:
    """Moves overlapping markers away from each other by half of what they share; false if none."""
    overlapping = False
    for one, other in combinations(range(len(markers)), 2):
        a, b = markers[one], markers[other]
        gap = a.half_width + b.half_width + 1.5
        dx, dy = b.x - a.x, b.y - a.y
        distance = hypot(dx, dy)
        if distance >= gap:
            continue
        overlapping = True
        across, down = (dx / distance, dy / distance) if distance else (1.0, 0.0)
        push = (gap - distance) / 2
        markers[one] = _moved(a, -across * push, -down * push)
        markers[other] = _moved(b, across * push, down * push)
    return overlapping


def _moved(marker: Marker, dx: float, dy: float) -> Marker:
    x = min(max(marker.x + dx, marker.half_width), WIDTH - marker.half_width)
    y = min(max(marker.y + dy, RADIUS), HEIGHT - RADIUS)
    return replace(marker, x=x, y=y)


def edge_of(site: Site, frame: Frame) -> Edge:
    """Where the line from the middle to the site leaves the frame."""
    x, y = frame.place(site.lon, site.lat)
    dx, dy = x - WIDTH / 2, y - HEIGHT / 2
    arrow = ARROWS[round(atan2(-dy, dx) / (pi / 4)) % len(ARROWS)]
    edge = Edge(f"{'·'.join(site.numbers)} {site.town} {arrow}", 0, 0)
    reach_x, reach_y = WIDTH / 2 - edge.half_width - 4, HEIGHT / 2 - 12
    kept = min(reach_x / abs(dx) if dx else 1.0, reach_y / abs(dy) if dy else 1.0, 1.0)
    return replace(edge, x=WIDTH / 2 + dx * kept, y=HEIGHT / 2 + dy * kept)


def origin_at(name: str, x: float, y: float, taken: Sequence[Box]) -> Origin:
    """The disc with its name below it, or above when something stands below."""
    half = half_width_of(name, ORIGIN_SIZE)
    name_x = min(max(x, half + 4), WIDTH - half - 4)
    below, above = y + ORIGIN_RADIUS + ORIGIN_SIZE, y - ORIGIN_RADIUS - ORIGIN_SIZE / 2
    is_free_below = _is_free(box_around(name_x, below, half, ORIGIN_SIZE), taken)
    return Origin(name, x, y, name_x, below if is_free_below else above)


def names_with_room(outlines: Sequence[Outline], taken: Sequence[Box]) -> Iterator[Outline]:
    """The departments whose name finds room: over nothing else, and not across a border."""
    for outline in outlines:
        half = half_width_of(outline.name, NAME_SIZE)
        box = box_around(outline.x, outline.y, half, NAME_SIZE)
        if half < 1.3 * outline.radius and _is_free(box, taken):
            yield outline


def half_width_of(text: str, size: float) -> float:
    return len(text) * WIDTH_OF_A_LETTER * size / 2


def box_around(x: float, y: float, half_width: float, half_height: float) -> Box:
    return x - half_width, y - half_height, x + half_width, y + half_height


def _is_free(box: Box, taken: Sequence[Box]) -> bool:
    left, top, right, bottom = box
    is_whole = left > 2 and top > 2 and right < WIDTH - 2 and bottom < HEIGHT - 2
    return is_whole and not any(_overlap(box, other) for other in taken)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
