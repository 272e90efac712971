"""How far a position lies from the commune that its source names: absurd ones are refused."""

from collections.abc import Iterable

from django.db import connection

ABSURD_KM = 5.0
"""Outside its commune by more: the position is refused. Every shipped one is nearer."""

BESIDE_KM = 1.0
"""Outside its commune by more: the position is only probable."""

DISTANCES = """
SELECT p.key, CASE
    WHEN c.area IS NULL THEN NULL
    WHEN ST_Covers(c.area, p.place) THEN 0
    ELSE ST_Distance(coalesce(c.area_regional, c.area)::geography, p.place::geography) / 1000
  END
FROM placed AS p JOIN territories_commune AS c ON c.insee = p.insee
"""


def kilometres_outside(places: Iterable[tuple[str, str, float, float]]) -> dict[str, float]:
    """How many kilometres outside its commune each place lies, by key; 0 inside.

    A place is a key, an INSEE code, a longitude and a latitude (degrees, WGS 84). One whose commune
    has no outline is left out. Must run inside a transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE placed (key text, insee text, lon float8, lat float8) "
            "ON COMMIT DROP"
        )
        with cursor.copy("COPY placed FROM STDIN") as copy:
            for place in places:
                copy.write_row(place)
        cursor.execute("ALTER TABLE placed ADD place geometry(Point, 4326)")
        cursor.execute("UPDATE placed SET place = ST_SetSRID(ST_MakePoint(lon, lat), 4326)")
        cursor.execute("ANALYZE placed")
        cursor.execute(DISTANCES)
        found = {key: km for key, km in cursor.fetchall() if km is not None}
        cursor.execute("DROP TABLE placed")
    return found
