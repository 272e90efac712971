"""Places for a text that is still being typed.

This is the busiest door of the site: one lean query, no model instance, and the JSON of each place
ready in the table, so that the answer is pasted together rather than built. Two queries only for a
misspelling or an unusual code.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from foundations.prepared import prepared_cursor
from territories.likeness import LOOKED_AT, SHARED_TRIGRAMS, most_alike
from territories.reading import CITY_POSTCODES, departments_of_code, read

LIMIT = 10
SHORTEST = 2
INSEE_START = re.compile(r"2[ABab]\d{0,2}")
FEW, SMALL, LONG_ENOUGH = 3, 2_000, 5
"""When a longer text begins the names of a few small communes only (« Toulouze », Toulouzette), it
may as well be a misspelling of a large one."""

# Every query gives: INSEE code, INSEE code of its city or null, postcode found or null, what
# matched, the former name or CEDEX label or null, weight, summary.

BY_POSTCODE = """
SELECT c.insee, c.parent_id, p.postcode, 'postcode', NULL, c.population, c.summary
  FROM territories_postalarea p JOIN territories_commune c ON c.insee = p.commune_id
 WHERE p.postcode = %(code)s ORDER BY c.search_name, c.insee
"""

# Digits only, so that a range of the index is a prefix in any collation.
BY_POSTCODE_PREFIX = """
SELECT c.insee, c.parent_id, p.postcode, 'postcode', NULL, c.population, c.summary
  FROM territories_postalarea p JOIN territories_commune c ON c.insee = p.commune_id
 WHERE p.postcode >= %(first)s AND p.postcode <= %(last)s
   AND c.insee <> ALL(ARRAY['75056', '69123', '13055'])
 ORDER BY p.postcode, c.search_name, c.insee LIMIT %(more)s
"""

BY_OTHER_CODE = """
SELECT c.insee, NULL, NULL, found.matched, found.label, c.population, c.summary FROM (
  SELECT %(code)s::varchar AS insee, 'insee' AS matched, NULL AS label, 1 AS rank
  UNION ALL
  SELECT commune_id, 'former_commune', nullif(name, ''), 2
    FROM territories_formercommune WHERE code = %(code)s
  UNION ALL
  SELECT commune_id, 'cedex', label, 3 FROM territories_cedex WHERE code = %(code)s
  UNION ALL
  SELECT %(city)s::varchar, 'city_postcode', NULL, 4
) AS found JOIN territories_commune c USING (insee) ORDER BY rank, c.search_name, c.insee
"""

BY_INSEE_PREFIX = """
SELECT insee, NULL, NULL, 'insee', NULL, population, summary
  FROM territories_commune WHERE insee LIKE %(starts)s ORDER BY insee LIMIT %(more)s
"""

# Each branch is read only while those before it have not filled the list.
BY_NAME = """
(SELECT n.commune_id, NULL, NULL, 'name', n.kind, n.label, n.weight, n.summary
   FROM territories_placename n {join} WHERE n.key = %(name)s {where}
  ORDER BY n.kind = 'former_commune', n.weight DESC, n.id LIMIT %(more)s)
UNION ALL
(SELECT n.commune_id, NULL, NULL, 'prefix', n.kind, n.label, n.weight, n.summary
   FROM territories_placename n {join}
  WHERE n.key LIKE %(starts)s AND n.key <> %(name)s {where}
  ORDER BY n.weight DESC, n.id LIMIT %(more)s)
UNION ALL
(SELECT n.commune_id, NULL, NULL, 'word', n.kind, n.label, n.weight, n.summary
   FROM territories_placename n {join}
  WHERE n.key LIKE %(has_word)s AND n.key NOT LIKE %(starts)s {where}
  ORDER BY n.weight DESC, n.id LIMIT %(more)s)
LIMIT %(enough)s
"""

# The same for a text that begins few names: one scan, for which half the time is enough. For « sa »
# it would sort 4,500 names (7 ms instead of 0.3).
BY_SELECTIVE_NAME = """
SELECT n.commune_id, NULL, NULL,
       CASE WHEN n.key = %(name)s THEN 'name'
            WHEN n.key LIKE %(starts)s THEN 'prefix' ELSE 'word' END,
       n.kind, n.label, n.weight, n.summary
  FROM territories_placename n {join}
 WHERE (n.key LIKE %(starts)s
        OR (n.key LIKE %(has_start_of_word)s AND n.key || '' LIKE %(has_word)s)) {where}
 ORDER BY n.key = %(name)s DESC, n.key LIKE %(starts)s DESC,
          n.key = %(name)s AND n.kind = 'former_commune', n.weight DESC, n.id
 LIMIT %(enough)s
"""
SELECTIVE_LENGTH = 6
START_OF_WORD = 7

BY_SIMILAR_NAME = """
SELECT n.key, n.commune_id, n.kind, n.label, n.weight, n.summary
  FROM territories_placename n {join}
 WHERE n.key %% %(name)s AND similarity(n.key, %(name)s) >= %(shared)s {where}
 ORDER BY similarity(n.key, %(name)s) DESC, n.weight DESC, n.id LIMIT %(looked_at)s
"""

WITH_CODE = """AND n.commune_id IN (
    SELECT commune_id FROM territories_postalarea WHERE postcode = %(code)s
     UNION SELECT commune_id FROM territories_cedex WHERE code = %(code)s
     UNION SELECT commune_id FROM territories_formercommune WHERE code = %(code)s
     UNION SELECT %(code)s::varchar UNION SELECT %(city)s::varchar)
"""


@dataclass(frozen=True, slots=True)
class Found:
    """One place: `summary` is its JSON, without what matched."""

    insee: str
    city: str | None
    postcode: str | None
    matched: str
    label: str | None
    weight: int
    summary: str

    @property
    def as_json(self) -> str:
        label = "null" if self.label is None else json.dumps(self.label, ensure_ascii=False)
        summary = self.summary
        if self.postcode:  # the first member of the summary is a postcode: ours replaces it
            summary = f'{{"postcode" : "{self.postcode}"{summary[summary.index(",") :]}'
        return f'{summary[:-1]}, "matched" : "{self.matched}", "matched_name" : {label}}}'


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Ordered places, and whether some were left out."""

    found: Sequence[Found] = field(default=())
    truncated: bool = False

    @property
    def as_json(self) -> str:
        """A JSON list, an object a place."""
        return f"[{', '.join([found.as_json for found in self.found])}]"

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
        return _cut(_rows(BY_INSEE_PREFIX, starts=f"{stripped.upper()}%", more=limit + 1), limit)
    typed = read(stripped)
    department = department or typed.department
    if typed.codes and not typed.name:
        return _by_whole_code(typed.codes[0])
    if len(typed.name) < SHORTEST:
        return Suggestions()
    if not typed.codes:
        return _by_name(typed.name, limit, (department,) if department else ())
    code = typed.codes[0]
    found = _by_name(typed.name, limit, code=code)
    return found if found.found else _by_name(typed.name, limit, departments_of_code(code))


def _by_digits(digits: str, limit: int) -> Suggestions:
    if len(digits) == 5:
        return _by_whole_code(digits)
    if len(digits) > 5:
        return Suggestions()
    rows = _rows(BY_POSTCODE_PREFIX, first=digits, last=digits.ljust(5, "9"), more=limit + 1)
    return _cut(rows, limit)


def _by_whole_code(code: str) -> Suggestions:
    """What is a postcode is read as one and nothing else: 77186 is Noisiel's.

    That Fontainebleau bears it as INSEE code is told by `resolve`, not here.
    """
    rows = _rows(BY_POSTCODE, code=code)
    if rows:
        cities = {row.city for row in rows}
        return Suggestions([row for row in rows if row.insee not in cities])
    rows = _rows(BY_OTHER_CODE, code=code, city=CITY_POSTCODES.get(code))
    return Suggestions(_distinct(rows))


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
        # The trigrams of a few letters find few enough rows; each more is another list to read.
        "has_start_of_word": f"% {name[:START_OF_WORD]}%",
        "code": code,
        "city": CITY_POSTCODES.get(code or ""),
        "departments": list(departments),
        "shared": SHARED_TRIGRAMS,
        "looked_at": LOOKED_AT,
        "more": limit + 1,
        "enough": 2 * limit,
    }
    query = BY_SELECTIVE_NAME if _is_selective(name) else BY_NAME
    found = _named(query.format(join=join, where=where), parameters)
    if _may_be_misspelt(name, found):
        found += _similar(BY_SIMILAR_NAME.format(join=join, where=where), parameters)
    return _cut(_distinct(found), limit)


def _is_selective(name: str) -> bool:
    """Whether few names begin so; one commune in eight begins with a saint."""
    return len(name.removeprefix("saint").removeprefix("e").lstrip()) >= SELECTIVE_LENGTH


def _may_be_misspelt(name: str, found: Sequence[Found]) -> bool:
    if not found:
        return True
    if len(name) < LONG_ENOUGH or len(found) > FEW:
        return False
    return all(row.matched != "name" and row.weight < SMALL for row in found)


def _named(query: str, parameters: dict[str, Any]) -> list[Found]:
    """Rows of names; a former name is what matched, and is said."""
    with prepared_cursor() as cursor:
        cursor.execute(query, parameters)
        rows = cursor.fetchall()
    return [
        Found(insee, city, postcode, kind, label, weight, summary)
        if kind == "former_commune"
        else Found(insee, city, postcode, matched, None, weight, summary)
        for insee, city, postcode, matched, kind, label, weight, summary in rows
    ]


def _similar(query: str, parameters: dict[str, Any]) -> list[Found]:
    """Names that the typed one may be a misspelling of."""
    with prepared_cursor() as cursor:
        cursor.execute(query, parameters)
        rows = cursor.fetchall()
    alike = most_alike(parameters["name"], rows, key=itemgetter(0), weight=itemgetter(4))
    return [
        Found(
            insee,
            None,
            None,
            kind if kind == "former_commune" else "typo",
            label if kind == "former_commune" else None,
            weight,
            summary,
        )
        for _, insee, kind, label, weight, summary in alike[: parameters["enough"]]
    ]


def _rows(query: str, **parameters: Any) -> list[Found]:
    with prepared_cursor() as cursor:
        cursor.execute(query, parameters)
        return [Found(*row) for row in cursor.fetchall()]


def _distinct(rows: Iterable[Found]) -> list[Found]:
    """Each commune once, where it came first."""
    first: dict[str, Found] = {}
    for row in rows:
        first.setdefault(row.insee, row)
    return list(first.values())


def _cut(rows: list[Found], limit: int) -> Suggestions:
    return Suggestions(rows[:limit], truncated=len(rows) > limit)
