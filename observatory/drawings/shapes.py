"""Departments and communes as SVG paths: one query, kept while the communes stand.

Each panel of a drawing is projected where its land lies: Lambert-93 for the mainland and Corsica,
the legal UTM zone of each overseas department. All are conformal, so that no shape is squashed;
panels have scales of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection
from pyproj import Transformer

from foundations.geography import WGS84
from foundations.version import Watched, current_version
from observatory.drawings.paths import paths

WIDTH = 640.0
LAMBERT_93 = 2154
UTM = {"971": 5490, "972": 5490, "973": 2972, "974": 2975, "976": 4471}
"""EPSG codes: RGAF09 / UTM 20N, RGFG95 / UTM 22N, RGR92 / UTM 40S, RGM04 / UTM 38S."""
HELD = 128
"""Drawings kept, of some 50 kB each."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A box of a drawing (units from its left and top) and the land that it fits.

    `codes` are its departments; none stands for every department of the mainland and Corsica, or
    for the one whose communes are drawn. `name` is written when the panel has a frame.
    """

    x: float
    y: float
    width: float
    height: float
    codes: tuple[str, ...] = ()
    name: str = ""
    is_repeated: bool = False

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of the frame, the name included."""
        around = 2 * PADDING
        below = self.height + around + NAME_HEIGHT
        return self.x - PADDING, self.y - PADDING, self.width + around, below

    @property
    def name_at(self) -> tuple[float, float]:
        """The middle of its name's base line."""
        return self.x + self.width / 2, self.y + self.height + PADDING + NAME_HEIGHT / 2 + 2

    @property
    def srid(self) -> int:
        return srid_of(self.codes[0]) if self.codes else LAMBERT_93


@dataclass(frozen=True, slots=True)
class Fit:
    """How a panel turns metres of its projection into units of the drawing.

    `high` is how many units its land is from north to south.
    """

    panel: Panel
    srid: int
    high: float
    scale: float
    dx: float
    dy: float

    def place(self, lon: float, lat: float, department: str) -> tuple[float, float] | None:
        """Where a position (degrees, WGS 84) stands in the drawing; None when out of the panel."""
        panel = self.panel
        if srid_of(department) != self.srid or (panel.codes and department not in panel.codes):
            return None
        east, north = _projection(self.srid).transform(lon, lat)
        x, y = self.dx + east * self.scale, self.dy - north * self.scale
        is_inside = 0 <= x - panel.x <= panel.width and 0 <= y - panel.y <= panel.height
        return (x, y) if is_inside else None


@dataclass(frozen=True, slots=True)
class Shape:
    """A department or a commune. One that is shown twice `is_repeated` the second time."""

    code: str
    name: str
    path: str
    is_repeated: bool


@dataclass(frozen=True, slots=True)
class Shapes:
    """Everything a map draws before it knows any value; `top` is the y of its upper edge."""

    width: float
    height: float
    top: float
    shapes: tuple[Shape, ...]
    fits: tuple[Fit, ...]

    @property
    def frames(self) -> list[Panel]:
        """The panels that have a frame and a name."""
        return [fit.panel for fit in self.fits if fit.panel.name]


PADDING = 6.0
NAME_HEIGHT = 26.0
"""Kept under a panel for its name, inside its frame."""


def _insets() -> Iterator[Panel]:
    """The overseas departments in a row under the mainland, and Paris larger off the Landes."""
    ring = ("75", "92", "93", "94")
    yield Panel(2 + PADDING, 318, 124, 92, ring, "Petite couronne", is_repeated=True)
    overseas = {
        "971": "Guadeloupe",
        "972": "Martinique",
        "973": "Guyane",
        "974": "La Réunion",
        "976": "Mayotte",
    }
    apart, wide = 8.0, (WIDTH - 4 - 4 * 8) / 5
    for index, (code, name) in enumerate(overseas.items()):
        left = 2 + index * (wide + apart) + PADDING
        yield Panel(left, 616, wide - 2 * PADDING, 96, (code,), name)


FRANCE = (Panel(2, 4, WIDTH - 4, 592), *_insets())
FRANCE_HEIGHT = 748.0
MARGIN = 10.0
FRANCE_GRAIN, COMMUNES_GRAIN = 0.5, 0.3
"""Units under which a bend is not drawn, some 900 m on the map of France, 60 m on a department's.
Neighbours share their lines (GEOS's coverage simplification): no gap opens between them."""

# North is up in the projections and down in the drawing: the vertical axis is turned over.
FITTED = """
WITH panel (number, codes, srid, x, y, width, height) AS (VALUES {panels}),
land AS ({land}),
extent AS (
  SELECT number, ST_XMin(box) AS west, ST_YMin(box) AS south,
         ST_XMax(box) - ST_XMin(box) AS across, ST_YMax(box) - ST_YMin(box) AS up
    FROM (SELECT number, ST_Extent(area) AS box FROM land GROUP BY number) AS boxes
),
fit AS (
  SELECT panel.*, west, south, across, up, least(width / across, height / up) AS scale
    FROM panel JOIN extent USING (number)
),
placed AS (
  SELECT number, srid, up * scale AS high, scale,
         x + (width - across * scale) / 2 - west * scale AS dx,
         y + (height - up * scale) / 2 + (south + up) * scale AS dy
    FROM fit
)
SELECT code, name, number, srid, high, scale, dx, dy,
       ST_AsBinary(ST_Affine(area, scale, 0, 0, -scale, dx, dy))
  FROM land JOIN placed USING (number)
 ORDER BY number, code
"""
DEPARTMENTS = """
  SELECT d.code, d.name, number,
         ST_Transform(CASE codes WHEN '' THEN d.area_overview ELSE d.area END, srid) AS area
    FROM territories_department d JOIN panel
      ON d.code = ANY(string_to_array(codes, ','))
      OR codes = '' AND d.territory IN ('metropole', 'corse')
   WHERE d.area IS NOT NULL
"""
COMMUNES = """
  SELECT c.insee AS code, c.full_name AS name, number, ST_Transform(c.area_regional, srid) AS area
    FROM territories_commune c, panel
   WHERE c.department_id = ANY(%s) AND c.area_regional IS NOT NULL
     AND NOT EXISTS (SELECT FROM territories_commune a WHERE a.parent_id = c.insee)
"""


def france() -> Shapes:
    """Every department that has an outline. One query when the communes changed, besides theirs."""
    return _france(current_version(Watched.COMMUNES))


def communes_of(*departments: str) -> Shapes:
    """The communes of departments; Paris, Lyon and Marseille as their arrondissements.

    Several are drawn in the projection of the first. No shape when they are unknown or have no
    outline.
    """
    return _communes_of(current_version(Watched.COMMUNES), departments)


@lru_cache(maxsize=1)
def _france(version: int) -> Shapes:
    return _drawn(FRANCE, DEPARTMENTS, (), FRANCE_HEIGHT, FRANCE_GRAIN)


@lru_cache(maxsize=HELD)
def _communes_of(version: int, departments: tuple[str, ...]) -> Shapes:
    side = WIDTH - 2 * MARGIN
    panel = Panel(MARGIN, MARGIN, side, side, departments)
    square = _drawn((panel,), COMMUNES, (list(departments),), WIDTH, COMMUNES_GRAIN)
    if not square.fits:
        return square
    height = square.fits[0].high + 2 * MARGIN
    return replace(square, height=height, top=(WIDTH - height) / 2)


def _drawn(
    panels: tuple[Panel, ...], land: str, parameters: tuple[Any, ...], height: float, grain: float
) -> Shapes:
    boxes = [
        (number, ",".join(panel.codes), panel.srid, panel.x, panel.y, panel.width, panel.height)
        for number, panel in enumerate(panels)
    ]
    values = ", ".join(["(%s, %s, %s, %s::float, %s::float, %s::float, %s::float)"] * len(boxes))
    sql = FITTED.format(panels=values, land=land)
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for box in boxes for value in box] + list(parameters))
        rows = cursor.fetchall()
    fits = {number: Fit(panels[number], *placed) for _, _, number, *placed, _ in rows}
    shapes: list[Shape] = []
    for number, of_panel in groupby(rows, itemgetter(2)):
        here = list(of_panel)
        repeated = panels[number].is_repeated
        for row, path in zip(here, paths([row[-1] for row in here], grain), strict=True):
            shapes.append(Shape(row[0], row[1], path, repeated))
    return Shapes(WIDTH, height, 0, tuple(shapes), tuple(fits.values()))


def srid_of(department: str) -> int:
    """The EPSG code of the projection in which a department is drawn."""
    return UTM.get(department, LAMBERT_93)


@cache
def _projection(srid: int) -> Transformer:
    return Transformer.from_crs(WGS84, srid, always_xy=True)
