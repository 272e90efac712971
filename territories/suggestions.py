"""Places for a text that is still being typed: one lean query, its answer made by PostgreSQL.

This is the busiest door of the site: no model instance is built, and the JSON of the answer can be
passed on as text.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from django.db import connection

from territories.lookups import NEARLY_AS_SIMILAR, SIMILAR_ENOUGH
from territories.reading import CITY_POSTCODES, departments_of_code, read

LIMIT = 10
LIMIT_OF_A_POSTCODE = 100
"""A complete postcode shows all its communes: 51300 has 46, none has more."""
SHORTEST = 2

RESULTS = """
SELECT coalesce(json_agg(json_build_object(
         'commune', c.insee, 'name', c.full_name,
         'postcode', coalesce(h.postcode, CASE WHEN cardinality(p.codes) = 1 THEN p.codes[1] END),
         'postcodes', p.codes, 'department', d.code, 'department_name', d.name,
         'territory', c.territory, 'population', c.population, 'kind', c.kind,
         'matched', h.matched, 'matched_name', h.label
       ) ORDER BY h.position), '[]')::text, count(*), max(c.population)
  FROM (SELECT DISTINCT ON (insee) insee, postcode, matched, label, position
          FROM ({hits}) AS every_hit ORDER BY insee, position) AS h
  JOIN territories_commune c ON c.insee = h.insee
  JOIN territories_department d ON d.code = c.department_id,
  LATERAL (SELECT ARRAY(SELECT a.postcode::text FROM territories_postalarea a
                         WHERE a.commune_id = c.insee ORDER BY 1) AS codes) AS p
"""

BY_POSTCODE = """
SELECT p.commune_id AS insee, p.postcode, 'postcode' AS matched, NULL AS label,
       row_number() OVER (ORDER BY c.search_name, c.insee) AS position
  FROM territories_postalarea p JOIN territories_commune c ON c.insee = p.commune_id
 WHERE p.postcode = %(code)s
   AND NOT EXISTS (SELECT FROM territories_commune a JOIN territories_postalarea b
                       ON b.commune_id = a.insee AND b.postcode = p.postcode
                    WHERE a.parent_id = c.insee)
"""

# What is a postcode is read as one and nothing else: 77186 is Noisiel's, though Fontainebleau bears
# it as INSEE code.
BY_OTHER_CODE = """
SELECT insee, NULL AS postcode, matched, label, rank AS position FROM (
  SELECT insee, 'insee' AS matched, NULL AS label, 1 AS rank
    FROM territories_commune WHERE insee = %(code)s
  UNION ALL
  SELECT commune_id, 'former_commune', nullif(name, ''), 2
    FROM territories_formercommune WHERE code = %(code)s
  UNION ALL
  SELECT commune_id, 'cedex', label, 3 FROM territories_cedex WHERE code = %(code)s
  UNION ALL
  SELECT insee, 'city_postcode', NULL, 4 FROM territories_commune WHERE insee = %(city)s
) AS other WHERE NOT EXISTS (SELECT FROM territories_postalarea WHERE postcode = %(code)s)
"""

# Digits only: a range of the postcode index is its prefix, in any collation.
BY_POSTCODE_PREFIX = """
SELECT insee, postcode, 'postcode' AS matched, NULL AS label,
       row_number() OVER (ORDER BY postcode, search_name, insee) AS position
  FROM (SELECT c.insee, p.postcode, c.search_name
          FROM territories_postalarea p JOIN territories_commune c ON c.insee = p.commune_id
         WHERE p.postcode >= %(code)s AND p.postcode <= %(last)s
           AND (c.kind = 'arrondissement' OR c.insee NOT IN ('75056', '69123', '13055'))
         ORDER BY p.postcode, c.search_name, c.insee LIMIT %(more)s) AS first_ones
"""

BY_INSEE_PREFIX = """
SELECT insee, NULL AS postcode, 'insee' AS matched, NULL AS label,
       row_number() OVER (ORDER BY insee) AS position
  FROM (SELECT insee FROM territories_commune
         WHERE insee LIKE %(starts)s ORDER BY insee LIMIT %(more)s) AS first_ones
"""

# Each branch is read only while the one before it has not filled the list. A name of today comes
# before a former commune through `weight`.
BY_NAME = """
SELECT insee, NULL AS postcode,
       CASE WHEN kind = 'former_commune' THEN kind ELSE matched END AS matched,
       CASE WHEN kind = 'former_commune' THEN label END AS label,
       row_number() OVER () AS position
  FROM ((SELECT n.commune_id AS insee, n.kind, n.label, 'name' AS matched
           FROM territories_placename n {join} WHERE n.key = %(name)s {where}
          ORDER BY n.kind = 'former_commune', n.weight DESC, n.id LIMIT %(more)s)
        UNION ALL
        (SELECT n.commune_id, n.kind, n.label, 'prefix'
           FROM territories_placename n {join}
          WHERE n.key LIKE %(starts)s AND n.key <> %(name)s {where}
          ORDER BY n.weight DESC, n.id LIMIT %(more)s)
        UNION ALL
        (SELECT n.commune_id, n.kind, n.label, 'word'
           FROM territories_placename n {join}
          WHERE n.key LIKE %(has_word)s AND n.key NOT LIKE %(starts)s {where}
          ORDER BY n.weight DESC, n.id LIMIT %(more)s)
        LIMIT %(enough)s) AS found
"""

BY_SIMILAR_NAME = """
SELECT insee, NULL AS postcode, 'typo' AS matched,
       CASE WHEN kind = 'former_commune' THEN label END AS label,
       row_number() OVER (ORDER BY alike DESC, weight DESC, id) AS position
  FROM (SELECT n.commune_id AS insee, n.kind, n.label, n.weight, n.id,
               similarity(n.key, %(name)s) AS alike,
               max(similarity(n.key, %(name)s)) OVER () AS most_alike
          FROM territories_placename n {join}
         WHERE n.key %% %(name)s {where}) AS resembling
 WHERE alike >= %(alike)s AND alike >= %(nearly)s * most_alike
 ORDER BY position LIMIT %(more)s
"""

NO_RESULT = "[]"
INSEE_START = re.compile(r"2[ABab]\d{0,2}")
WITH_CODE = """AND n.commune_id IN (
    SELECT commune_id FROM territories_postalarea WHERE postcode = %(code)s
     UNION SELECT commune_id FROM territories_cedex WHERE code = %(code)s
     UNION SELECT commune_id FROM territories_formercommune WHERE code = %(code)s
     UNION SELECT %(code)s UNION SELECT %(city)s)
"""
FEW, SMALL, LONG_ENOUGH = 3, 2_000, 5
"""When a longer text begins the names of a few small communes only (« Toulouze », Toulouzette), it
may as well be a misspelling of a large one."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Ordered places as JSON text, and whether some were left out."""

    as_json: str = NO_RESULT
    truncated: bool = False
    count: int = 0
    largest: int = 0
    """Inhabitants of the most populated."""

    def __bool__(self) -> bool:
        return self.count > 0

    @property
    def results(self) -> list[dict[str, Any]]:
        return json.loads(self.as_json)


def suggest(text: str, limit: int = LIMIT, department: str | None = None) -> Suggestions:
    """Places for what is typed so far: nothing under two characters; never raises.

    A complete postcode gives all its communes by name, whatever the limit; two to four digits give
    the communes of the postcodes that begin so, by postcode; a name gives exact names, beginnings,
    beginnings of a word, each by population, and misspellings only when nothing else matches but
    perhaps a few small communes. A `department` (or one that is typed) keeps to it.

    `matched` is "postcode", "insee", "cedex", "city_postcode", "name", "prefix", "word", "typo" or
    "former_commune"; `matched_name` is the former name or the label of the CEDEX.
    """
    stripped = text.strip()
    if len(stripped) < SHORTEST:
        return Suggestions()
    if stripped.isascii() and stripped.isdigit():
        return _by_digits(stripped, limit)
    if INSEE_START.fullmatch(stripped):
        return _run(BY_INSEE_PREFIX, limit, starts=f"{stripped.upper()}%")
    typed = read(stripped)
    department = department or typed.department
    if typed.codes and not typed.name:
        return _by_whole_code(typed.codes[0])
    if len(typed.name) < SHORTEST:
        return Suggestions()
    if not typed.codes:
        return _by_name(typed.name, limit, (department,) if department else ())
    if found := _by_name(typed.name, limit, code=typed.codes[0]):
        return found
    return _by_name(typed.name, limit, departments_of_code(typed.codes[0]))


def _by_digits(digits: str, limit: int) -> Suggestions:
    if len(digits) == 5:
        return _by_whole_code(digits)
    if len(digits) > 5:
        return Suggestions()
    return _run(BY_POSTCODE_PREFIX, limit, code=digits, last=digits.ljust(5, "9"))


def _by_whole_code(code: str) -> Suggestions:
    query = f"{BY_POSTCODE} UNION ALL {BY_OTHER_CODE}"
    return _run(query, LIMIT_OF_A_POSTCODE, code=code, city=CITY_POSTCODES.get(code))


def _by_name(
    name: str, limit: int, departments: tuple[str, ...] = (), code: str | None = None
) -> Suggestions:
    join = where = ""
    if code:
        where = WITH_CODE
    elif departments:
        join = "JOIN territories_commune c ON c.insee = n.commune_id"
        where = "AND c.department_id = ANY(%(departments)s)"
    parameters: dict[str, Any] = {
        "name": name,
        "starts": f"{name}%",
        "has_word": f"% {name}%",
        "code": code,
        "city": CITY_POSTCODES.get(code or ""),
        "departments": list(departments),
        "alike": SIMILAR_ENOUGH,
        "nearly": NEARLY_AS_SIMILAR,
        "enough": 2 * limit,
    }
    found = _run(BY_NAME.format(join=join, where=where), limit, **parameters)
    only_small = found.count <= FEW and found.largest < SMALL and len(name) >= LONG_ENOUGH
    if found and not only_small:
        return found
    alike = _run(BY_SIMILAR_NAME.format(join=join, where=where), limit, **parameters)
    return _joined(found, alike, limit)


def _joined(first: Suggestions, then: Suggestions, limit: int) -> Suggestions:
    if not first or not then:
        return first or then
    known = {result["commune"] for result in first.results}
    results = first.results + [r for r in then.results if r["commune"] not in known]
    as_json = json.dumps(results[:limit], ensure_ascii=False)
    return Suggestions(
        as_json,
        truncated=then.truncated or len(results) > limit,
        count=min(len(results), limit),
        largest=max(first.largest, then.largest),
    )


def _run(hits: str, limit: int, **parameters: Any) -> Suggestions:
    """The first `limit` hits as JSON; one more is asked for, to know whether some are left out."""
    parameters["more"] = limit + 1
    with connection.cursor() as cursor:
        cursor.execute(RESULTS.format(hits=hits), parameters)
        as_json, count, largest = cursor.fetchone()
    if count > limit:
        as_json = json.dumps(json.loads(as_json)[:limit], ensure_ascii=False)
    return Suggestions(as_json, count > limit, min(count, limit), largest or 0)
