"""From a code or a position to the place; typed text goes through `territories.resolution`."""

from dataclasses import replace

from django.db import connection

from foundations.geography import OutsideFrance, point
from foundations.problems import Problem
from territories import lookups
from territories.place import GIVEN, Place

NEAR_ENOUGH_KM = 5
"""Outlines are simplified and stop at the shore: a position a little outside has a commune too."""

# Arrondissements lie over their city: the smaller one says more. `<->` is in degrees here, good
# enough to find the candidate, whose distance is then measured on the spheroid.
COMMUNE_AT = """
WITH here AS (SELECT ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326) AS geometry),
around AS (
  SELECT c.insee, c.kind, c.area, here.geometry
    FROM here, territories_commune c
   WHERE c.area IS NOT NULL
   ORDER BY c.area <-> ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326) LIMIT 4
)
SELECT insee, ST_Distance(area::geography, geometry::geography) AS metres
  FROM around ORDER BY metres, kind = 'commune', insee LIMIT 1
"""


def place_of_commune(insee: str) -> Place | None:
    """The place of an INSEE code, of a commune or an arrondissement, or None.

    A former code gives today's commune when there is one only.
    """
    code = insee.strip().upper()
    if len(code) != 5 or not code.isalnum():
        return None
    if found := lookups.places([code]):
        return found[0]
    holders = lookups.places(hit.insee for hit in lookups.by_insee(code))
    return holders[0] if len(holders) == 1 else None


def place_at(lon: float, lat: float) -> Place:
    """The place of a position (degrees, WGS 84): its commune, with the position itself as point.

    Raises Problem when the numbers are not a position, are outside France, or lie more than 5 km
    from any commune whose outline is known.
    """
    try:
        point(lon=lon, lat=lat)
    except OutsideFrance as error:
        raise _problem(
            "outside_france", "Cette position n’est pas en France. La longitude vient d’abord."
        ) from error
    except (ValueError, TypeError) as error:
        raise _problem(
            "invalid_position",
            "Une longitude va de -180 à 180 degrés, une latitude de -90 à 90.",
        ) from error
    with connection.cursor() as cursor:
        cursor.execute(COMMUNE_AT, {"lon": lon, "lat": lat})
        found = cursor.fetchone()
    if found is None or found[1] > NEAR_ENOUGH_KM * 1_000:
        raise _problem("no_commune_here", "Aucune commune connue à cette position.")
    (commune,) = lookups.places([found[0]])
    return replace(commune, lon=lon, lat=lat, precision=GIVEN)


def _problem(code: str, detail: str) -> Problem:
    return Problem(code=code, detail=detail, errors={"place": [detail]})
