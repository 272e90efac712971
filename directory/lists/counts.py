"""How many rows each value of each facet would leave, given the other facets: one SQL statement.

The rows that meet every criterion count the facets that are not chosen; each chosen facet is
counted among the rows that meet the others. What was counted is kept while the tables stand.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf

from directory.lists.kinds import ASSOCIATION
from directory.lists.rows import associations, structures
from foundations.version import Watched, current_version
from structures.filters import PLATFORM, Criteria, in_platform
from structures.models import Audience

KEPT = 256  # of some kilobytes

TOTAL = "total"

STRUCTURE: dict[str, Any] = {
    "kind": F("kind"),
    "category": F("service__category"),
    "department": F("department"),
    "audience": Coalesce("centre__audience", "service__audience"),
    "filiere": F("centre__network__filiere"),
    "label": F("centre__label"),
    "platform": Case(
        *(When(in_platform((role,)), then=Value(role)) for role in PLATFORM), default=None
    ),
}
ASSOCIATIONS: dict[str, Any] = {
    "kind": Value(ASSOCIATION),
    "department": F("department"),
    "filiere": F("filiere"),
}
NOTHING = NullIf(Value(""), Value(""))

DROPPED_WITH: dict[str, tuple[str, ...]] = {"kind": ("category", "label")}
"""What no longer holds when another value of a facet is chosen."""

COUNT = """
SELECT told.facet, told.value, count(*) FROM ({rows}) AS found,
LATERAL (VALUES {values}) AS told (facet, value)
WHERE told.value IS NOT NULL GROUP BY told.facet, told.value
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """`values[facet][value]`: how many rows choosing that value would show; `without[facet]`: how
    many there are when nothing is chosen of a facet that is."""

    total: int
    values: Mapping[str, Mapping[str, int]]
    without: Mapping[str, int]

    def of(self, facet: str) -> Mapping[str, int]:
        return self.values.get(facet, {})


def counts(criteria: Criteria) -> Counts:
    """What was typed is never a key of what is kept."""
    if "q" in criteria:
        return counted(criteria)
    versions = current_version(), current_version(Watched.RESOURCES)
    return kept(versions, tuple(sorted(criteria.items())))


@lru_cache(maxsize=KEPT)
def kept(versions: tuple[int, int], criteria: tuple[tuple[str, Any], ...]) -> Counts:
    return counted(dict(criteria))


def counted(criteria: Criteria) -> Counts:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for facet, value, count in run(statements(criteria)):
        found[facet][value] += count
    totals = found.pop(TOTAL, Counter())
    audiences = found["audience"]
    for either in (Audience.ADULT.value, Audience.CHILD.value):
        audiences[either] += audiences[Audience.BOTH.value]
    return Counts(
        total=totals.pop(TOTAL, 0),
        values=MappingProxyType({name: +counter for name, counter in found.items()}),
        without=MappingProxyType(dict(totals)),
    )


def statements(criteria: Criteria) -> Iterable[tuple[str, tuple[Any, ...]]]:
    """A statement for each set of criteria, of the facets that are counted with it."""
    facets_by_criteria: dict[frozenset[str], list[str]] = {frozenset(criteria): []}
    for facet in STRUCTURE:
        left = frozenset(criteria.keys() - {facet, *DROPPED_WITH.get(facet, ())})
        facets_by_criteria.setdefault(left, []).append(facet)
    for names, facets in facets_by_criteria.items():
        try:
            yield statement(
                {name: criteria[name] for name in names},
                facets,
                totals=[TOTAL] if len(names) == len(criteria) else criteria.keys() & {*facets},
            )
        except EmptyResultSet:
            continue


def statement(
    criteria: Criteria, facets: list[str], totals: Iterable[str]
) -> tuple[str, tuple[Any, ...]]:
    """Counts the values of the facets, and all rows as values of `total`."""
    query, parameters = rows(criteria, facets).query.sql_with_params()
    values = [f"('{facet}', of_{facet})" for facet in facets]
    values += [f"('{TOTAL}', '{name}')" for name in totals]
    return COUNT.format(rows=query, values=", ".join(values)), parameters


def rows(criteria: Criteria, columns: list[str]) -> QuerySet:
    """One row a thing listed, with what the facets tell of it."""

    def told(by: dict[str, Any]) -> dict[str, Any]:
        of_facets = {
            f"of_{name}": Cast(by.get(name, NOTHING), CharField(max_length=60)) for name in columns
        }
        return {"anything": Value(1), **of_facets}

    found = structures(criteria).order_by().values(**told(STRUCTURE))
    others = associations(criteria).order_by().values(**told(ASSOCIATIONS))
    return found.union(others, all=True)


def run(several: Iterable[tuple[str, tuple[Any, ...]]]) -> list[tuple[str, str, int]]:
    parts = list(several)
    if not parts:
        return []
    query = " UNION ALL ".join(f"({sql})" for sql, _ in parts)
    with connection.cursor() as cursor:
        cursor.execute(query, [value for _, parameters in parts for value in parameters])
        return cursor.fetchall()
