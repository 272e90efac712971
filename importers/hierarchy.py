"""Links of Orphanet's classifications -> edges and their closure, for shipped and loaded files.

A file is the whole truth of the classifications it holds, and says nothing of the others: its links
replace theirs and leave the rest alone.
"""

from collections.abc import Callable, Collection, Iterable
from graphlib import CycleError, TopologicalSorter

from django.db import connection

from diseases.models import Ancestry, DiseaseEdge
from importers.feed import Feed
from importers.report import BrokenFile
from importers.whole_tables import forget

Link = tuple[int, int, int]
"""Child, parent, number of the classification."""

Told = tuple[Iterable[Link], Collection[int]]
"""Links, and the numbers of the classifications of which they are the whole."""

CREATE = """
CREATE TEMPORARY TABLE told_link (child integer, parent integer, classification integer)
    ON COMMIT DROP;
CREATE TEMPORARY TABLE told_classification ON COMMIT DROP AS
    SELECT unnest(%s::integer[]) AS number;
"""

EDGES = """
SELECT child, parent, array_agg(DISTINCT classification ORDER BY classification)
FROM (
    SELECT child, parent, classification FROM told_link
    UNION ALL
    SELECT child_id, parent_id, classification
    FROM diseases_diseaseedge, unnest(classifications) AS classification
    WHERE classification NOT IN (SELECT number FROM told_classification)
) AS links
GROUP BY child, parent
"""

CLOSURE = """
WITH RECURSIVE
-- a classification belongs to the entity that has children in it and no parent
head AS (
    SELECT parent_id AS orpha, unnest(classifications) AS classification FROM diseases_diseaseedge
    EXCEPT
    SELECT child_id, unnest(classifications) FROM diseases_diseaseedge
),
above AS (
    SELECT child_id AS descendant, parent_id AS ancestor, 1 AS depth FROM diseases_diseaseedge
    UNION
    SELECT above.descendant, edge.parent_id, above.depth + 1
    FROM above JOIN diseases_diseaseedge AS edge ON edge.child_id = above.ancestor
    WHERE above.depth < 40
),
preferred AS (
    SELECT disease.orpha, head.classification
    FROM diseases_disease AS disease JOIN head ON head.orpha = disease.preferential_parent_id
),
inside AS (
    SELECT edge.child_id AS descendant, edge.parent_id AS ancestor, preferred.classification
    FROM preferred JOIN diseases_diseaseedge AS edge
    ON edge.child_id = preferred.orpha AND preferred.classification = ANY (edge.classifications)
    UNION
    SELECT inside.descendant, edge.parent_id, inside.classification
    FROM inside JOIN diseases_diseaseedge AS edge
    ON edge.child_id = inside.ancestor AND inside.classification = ANY (edge.classifications)
),
nearest AS (
    SELECT descendant, ancestor, min(depth) AS depth FROM above GROUP BY descendant, ancestor
),
preferential AS (
    SELECT DISTINCT descendant, ancestor FROM inside
)
SELECT nearest.descendant, nearest.ancestor, nearest.depth, preferential.descendant IS NOT NULL
FROM nearest LEFT JOIN preferential USING (descendant, ancestor)
"""
"""Every ancestor of every entity: shortest path, and whether some path stays inside the
classification that Orphanet prefers for the descendant (rule R1). An entity is never its own
ancestor: circles are refused before."""


def _set_aside(told: Told) -> None:
    forget("told_link")
    forget("told_classification")
    links, classifications = told
    with connection.cursor() as cursor:
        cursor.execute(CREATE, [sorted(classifications)])
        with cursor.copy("COPY told_link FROM STDIN") as copy:
            for link in links:
                copy.write_row(link)


def _refuse_circles() -> None:
    """Raises BrokenFile when an entity would be its own ancestor."""
    above: TopologicalSorter[int] = TopologicalSorter()
    for child, parent in DiseaseEdge.objects.values_list("child", "parent"):
        above.add(child, parent)
    try:
        above.prepare()
    except CycleError as error:
        circle = " → ".join(f"ORPHA:{orpha}" for orpha in error.args[1])
        raise BrokenFile("classifications", f"la hiérarchie tourne en rond : {circle}") from error


def feeds(told: Callable[[], Told]) -> list[Feed]:
    """The tables of the hierarchy, from the links that `told` gives."""
    return [
        Feed(
            title="liens de la hiérarchie",
            model=DiseaseEdge,
            key=("child", "parent"),
            columns=("child", "parent", "classifications"),
            query=EDGES,
            prepare=lambda: _set_aside(told()),
        ),
        Feed(
            title="ascendances",
            model=Ancestry,
            key=("descendant", "ancestor"),
            columns=("descendant", "ancestor", "depth", "in_preferential"),
            query=CLOSURE,
            prepare=_refuse_circles,
        ),
    ]
