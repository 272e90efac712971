"""The vector tile layer of published structures, as SQL for the tile view.

What is peripheral to rare diseases stays off the map; the list has it.
"""

from territories.tiles import BUFFER, EXTENT, TileLayer

MARGIN = 2 * BUFFER / EXTENT

# The index is on the point as drawn on the plane of degrees (see Structure.Meta.indexes).
STRUCTURES = f"""
WITH tile AS (
  SELECT ST_TileEnvelope(%(z)s, %(x)s, %(y)s) AS square,
         ST_Transform(ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => {MARGIN}), 4326) AS degrees
)
SELECT ST_AsMVT(feature, 'structures', {EXTENT}, 'geometry') FROM (
  SELECT s.slug, s.kind, s.name, s.point_precision AS precision, v.category, c.label,
         c.network_id AS network, n.filiere_id AS filiere,
         ST_AsMVTGeom(
           ST_Transform(s.point::geometry(Point, 4326), 3857), tile.square, {EXTENT}, {BUFFER}
         ) AS geometry
    FROM tile
    JOIN structures_structure s ON s.point::geometry(Point, 4326) && tile.degrees
    LEFT JOIN structures_centre c ON c.structure_ptr_id = s.id
    LEFT JOIN structures_network n ON n.slug = c.network_id
    LEFT JOIN structures_service v ON v.structure_ptr_id = s.id
   WHERE s.evidence <> 'general_knowledge' AND s.merged_into_id IS NULL
     AND v.relevance IS DISTINCT FROM 'peripheral'
   ORDER BY s.id
) AS feature WHERE geometry IS NOT NULL
"""  # noqa: S608  (our own constants)

LAYERS: tuple[TileLayer, ...] = (
    TileLayer(
        name="structures",
        min_zoom=0,
        max_zoom=14,
        fields={
            "slug": "String",
            "kind": "String",
            "name": "String",
            "precision": "String",
            "category": "String",
            "label": "String",
            "network": "String",
            "filiere": "String",
        },
        sql_by_zoom=((14, STRUCTURES),),
    ),
)
