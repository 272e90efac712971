"""Outlines of departments as SVG paths, for small drawings that need no tiles."""

from dataclasses import dataclass

from django.db import connection

FROM_AFAR = 250
"""Width in kilometres from which the overview outlines say enough."""

# ST_AsSVG turns the vertical axis over: what is north stands at the top.
OUTLINES = """
WITH frame AS (
  SELECT ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 4326) AS box
), cut AS (
  SELECT d.name, ST_ClipByBox2D(d.{column}, frame.box::box2d) AS area
    FROM territories_department d, frame
   WHERE d.area && frame.box
   ORDER BY d.code
), drawn AS (
  SELECT name, ST_Affine(area, %(across)s, 0, 0, %(up)s,
                         -%(west)s * %(across)s, -%(north)s * %(up)s) AS area
    FROM cut WHERE NOT ST_IsEmpty(area)
)
SELECT name, ST_AsSVG(area, 1, 1), ST_X((circle).center), -ST_Y((circle).center), (circle).radius
  FROM (SELECT name, ST_SnapToGrid(area, 0.4) AS area, ST_MaximumInscribedCircle(area) AS circle
          FROM drawn WHERE ST_Area(area) > 1) AS measured
"""


@dataclass(frozen=True, slots=True)
class Frame:
    """A box of degrees (WGS 84) drawn `across` and `up` so many units a degree."""

    west: float
    south: float
    east: float
    north: float
    across: float
    up: float

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a position stands in the drawing: units from its left and from its top."""
        return (lon - self.west) * self.across, (self.north - lat) * self.up


@dataclass(frozen=True, slots=True)
class Outline:
    """A department as far as the frame shows it: its path, and the widest circle inside it."""

    name: str
    path: str
    x: float
    y: float
    radius: float


def departments_in(frame: Frame, km_wide: float) -> list[Outline]:
    """The departments that a frame shows, in the units of its drawing. One query."""
    column = "area_overview" if km_wide > FROM_AFAR else "area"
    sides = {name: getattr(frame, name) for name in Frame.__slots__}
    with connection.cursor() as cursor:
        cursor.execute(OUTLINES.format(column=column), sides)
        return [Outline(*row) for row in cursor.fetchall()]
