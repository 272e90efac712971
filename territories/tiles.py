"""The vector tile layers of communes and departments, as SQL for the tile view.

Each statement takes `z`, `x`, `y` as named parameters and gives one column, the tile (Mapbox vector
tile, EPSG:3857). Geometries shipped as coverages keep neighbours glued at every zoom.
"""

from dataclasses import dataclass

EXTENT = 4096
BUFFER = 64
"""Units of the tile drawn beyond its edge; outlines are not cut inside the picture."""


@dataclass(frozen=True, slots=True)
class TileLayer:
    """A layer: its zooms, the fields of its features with their types, and its statement."""

    name: str
    min_zoom: int
    max_zoom: int
    fields: dict[str, str]
    sql_by_zoom: tuple[tuple[int, str], ...]
    """Highest zoom that each statement is for, then the statement, in rising order."""
    id_field: str = ""

    @property
    def sql(self) -> str:
        """The statement of the highest zooms."""
        return self.sql_by_zoom[-1][1]

    def sql_at(self, zoom: int) -> str:
        """The statement to run at a zoom. Raises ValueError outside the zooms of the layer."""
        if not self.min_zoom <= zoom <= self.max_zoom:
            raise ValueError(f"{self.name} has no tile at zoom {zoom}")
        return next(sql for highest, sql in self.sql_by_zoom if zoom <= highest)


# The spatial index is on `area`; simplified outlines stay within a tile's buffer of it.
COMMUNES = """
WITH tile AS (
  SELECT ST_TileEnvelope(%(z)s, %(x)s, %(y)s) AS square,
         ST_Transform(ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => {margin}), 4326) AS degrees
)
SELECT ST_AsMVT(feature, 'communes', {extent}, 'geometry' ORDER BY feature.insee) FROM (
  SELECT c.insee, c.full_name AS name, c.department_id AS department,
         ST_AsMVTGeom(ST_Transform(c.{column}, 3857), tile.square, {extent}, {buffer}) AS geometry
    FROM territories_commune c, tile
   WHERE c.kind = 'commune' AND c.area && tile.degrees
) AS feature WHERE geometry IS NOT NULL
"""

DEPARTMENTS = """
WITH tile AS (
  SELECT ST_TileEnvelope(%(z)s, %(x)s, %(y)s) AS square,
         ST_Transform(ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => {margin}), 4326) AS degrees
)
SELECT ST_AsMVT(feature, 'departments', {extent}, 'geometry' ORDER BY feature.code) FROM (
  SELECT d.code, d.name, d.territory,
         ST_AsMVTGeom(ST_Transform(d.{column}, 3857), tile.square, {extent}, {buffer}) AS geometry
    FROM territories_department d, tile
   WHERE d.area && tile.degrees
) AS feature WHERE geometry IS NOT NULL
"""


def _statement(template: str, column: str) -> str:
    return template.format(column=column, extent=EXTENT, buffer=BUFFER, margin=2 * BUFFER / EXTENT)


LAYERS: tuple[TileLayer, ...] = (
    TileLayer(
        name="departments",
        min_zoom=0,
        max_zoom=10,
        fields={"code": "String", "name": "String", "territory": "String"},
        sql_by_zoom=(
            (6, _statement(DEPARTMENTS, "area_overview")),
            (10, _statement(DEPARTMENTS, "area")),
        ),
    ),
    TileLayer(
        name="communes",
        min_zoom=6,  # at 4 a tile would hold every commune of the country, 2 MB of specks
        max_zoom=12,
        fields={"insee": "String", "name": "String", "department": "String"},
        sql_by_zoom=(
            (7, _statement(COMMUNES, "area_overview")),
            (9, _statement(COMMUNES, "area_regional")),
            (12, _statement(COMMUNES, "area")),
        ),
    ),
)
