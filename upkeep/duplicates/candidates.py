# ruff: noqa: S608 - every text is a constant of this module
"""Which pairs of structures are worth comparing: six questions to PostgreSQL, none of them squared.

Only rows of one kind and one sort are compared (a service with one of its category, a centre with
one of its network). The names are compared by their trigrams inside a commune, and around a point
through the spatial index; a telephone, a FINESS number, an address are met by equality.
"""

from typing import Any, NamedTuple

from django.db import connection, transaction

ALIKE = 0.5
"""Shared trigrams from which two names may be one: « CH de Melun » and « Centre hospitalier de
Melun » share 0.52, « Centre hospitalier de Meaux » 0.66 with the latter: the score tells them
apart."""
ALIKE_AT_ONE_ADDRESS = 0.25
"""At one address, an abbreviation is enough."""
AROUND_M = 500
"""A row of a neighbouring commune, or a point placed on the other side of a park."""
MOST = 20_000
"""Pairs that are scored; no person settles more, and a broken import could make millions."""

ACCENTS = (
    "translate(lower({0}), 'àâäáãåçéèêëíìîïñóòôöõúùûüýÿœ’''-–,.()/', "
    "'aaaaaaceeeeiiiinooooouuuuyyo         ')"
)

COMPARED = f"""
CREATE TEMPORARY TABLE compared ON COMMIT DROP AS
SELECT s.id, s.kind, coalesce(c.network_id, v.category, '') AS sort,
       {ACCENTS.format("s.name")} AS name,
       regexp_replace(s.name, '\\D', '', 'g') AS numbers,
       {ACCENTS.format("s.address")} AS address,
       s.commune_id, s.department_id, s.point, nullif(v.finess, '') AS finess,
       coalesce(c.establishment_id, v.establishment_id) AS establishment_id
  FROM structures_structure s
  LEFT JOIN structures_centre c ON c.structure_ptr_id = s.id
  LEFT JOIN structures_service v ON v.structure_ptr_id = s.id
 WHERE s.merged_into_id IS NULL
"""
INDEXES = (
    "CREATE INDEX compared_commune ON compared (commune_id)",
    "CREATE INDEX compared_department ON compared (department_id)",
    "CREATE INDEX compared_nowhere ON compared (id) WHERE commune_id IS NULL",
    "CREATE INDEX compared_finess ON compared (finess)",
    "CREATE INDEX compared_point ON compared USING gist (point)",
    "CREATE INDEX compared_id ON compared (id)",
    "ANALYZE compared",
)

ONE_KIND = "a.id < b.id AND a.kind = b.kind AND a.sort = b.sort"
NUMBERS = "(a.numbers = b.numbers OR a.numbers = '' OR b.numbers = '')"
NAMES = f"similarity(a.name, b.name) >= {ALIKE} AND {NUMBERS}"

IN_ONE_COMMUNE = f"""
SELECT a.id, b.id FROM compared a JOIN compared b
    ON {ONE_KIND} AND a.commune_id = b.commune_id
 WHERE {NAMES}
    OR (a.address <> '' AND a.address = b.address
        AND similarity(a.name, b.name) >= {ALIKE_AT_ONE_ADDRESS})
"""
AROUND = f"""
SELECT a.id, b.id FROM compared a JOIN compared b
    ON ST_DWithin(a.point, b.point, {AROUND_M})
   AND {ONE_KIND} AND a.commune_id IS DISTINCT FROM b.commune_id
 WHERE {NAMES}
"""
SOMEWHERE_IN_A_DEPARTMENT = f"""
SELECT least(a.id, b.id), greatest(a.id, b.id) FROM compared a JOIN compared b
    ON a.id <> b.id AND a.kind = b.kind AND a.sort = b.sort AND a.department_id = b.department_id
 WHERE a.commune_id IS NULL AND {NAMES}
"""
ONE_FINESS = """
SELECT a.id, b.id FROM compared a JOIN compared b ON a.finess = b.finess AND a.id < b.id
   AND a.kind = b.kind
"""
ONE_PHONE = f"""
WITH own AS (
  SELECT p.structure_id, regexp_replace(p.number, '\\D', '', 'g') AS digits
    FROM structures_phone p WHERE p.kind <> 'switchboard' AND p.number <> ''
)
SELECT a.id, b.id FROM own x JOIN own y ON x.digits = y.digits
  JOIN compared a ON a.id = x.structure_id JOIN compared b ON b.id = y.structure_id
   AND {ONE_KIND}
"""
ONE_TEAM = f"""
SELECT a.id, b.id FROM compared a JOIN compared b
    ON {ONE_KIND} AND a.establishment_id = b.establishment_id
 WHERE a.kind = 'centre'
"""
QUESTIONS = {
    "in one commune": IN_ONE_COMMUNE,
    "around": AROUND,
    "somewhere in a department": SOMEWHERE_IN_A_DEPARTMENT,
    "one finess": ONE_FINESS,
    "one phone": ONE_PHONE,
    "one team": ONE_TEAM,
}


EVERY = f"""
SELECT pair.first, pair.second, ST_Distance(a.point, b.point)
  FROM ({" UNION ".join(f"({question})" for question in QUESTIONS.values())})
       AS pair (first, second)
  JOIN compared a ON a.id = pair.first JOIN compared b ON b.id = pair.second
 ORDER BY similarity(a.name, b.name) DESC, 1, 2 LIMIT {MOST}
"""


class Candidate(NamedTuple):
    """Two primary keys, the smaller first, and the metres between them, None without points."""

    first: int
    second: int
    metres: float | None


@transaction.atomic
def candidates() -> list[Candidate]:
    """The pairs worth comparing, each once, those with the most alike names first."""
    with connection.cursor() as cursor:
        prepare(cursor)
        cursor.execute(EVERY)
        pairs = [Candidate(*row) for row in cursor.fetchall()]
        cursor.execute("DROP TABLE compared")
    return pairs


def prepare(cursor: Any) -> None:
    """The table that the questions are about, for the time of a transaction."""
    for statement in (COMPARED, *INDEXES):
        cursor.execute(statement)
