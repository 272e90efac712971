"""On 30,000 structures a page of a list walks an index, whatever its order, and says so."""

import json

import pytest
from django.db import connection

from benchmarks.synthetic import fill
from directory.lists.counts import counted, statements
from directory.lists.pages import page_of, stretches_of
from foundations.names import words
from structures.models import Structure
from territories.resolution import resolve
from tests.structures.test_index_use import index_names, scans

STRUCTURES = 30_000

pytestmark = pytest.mark.django_db


def plan_of(found) -> dict:
    return json.loads(found.explain(format="json"))[0]["Plan"]


def test_pages_of_a_large_directory():
    fill(STRUCTURES, centres=2_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    by_name = stretches_of({}, None)[0]
    middle = [words("Structure de mesure numéro 20000"), "synthetic-20000", 0]
    for key, backwards in ((None, False), (middle, False), (middle, True)):
        plan = plan_of(by_name.ordered(0, key, backwards)[:26])
        assert "structure_words_of_name" in index_names(plan), plan
        assert "Seq Scan" not in scans(plan), plan
    named = stretches_of({"q": "henri mondor"}, None)[0]
    plan = plan_of(named.ordered(0, None, False)[:26])
    assert "structure_name_trigrams" in index_names(plan), plan
    place = resolve("Créteil").place
    nearest = stretches_of({}, place)[0].found.nearest(place, 26)
    assert "Seq Scan" not in scans(plan_of(nearest))

    page = page_of({"q": "numero 12345"}, None, "")
    assert [row.slug for row in page.rows] == ["synthetic-12345"]
    assert counted({}).total > STRUCTURES
    sql, parameters = next(iter(statements({"department": "94"})))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", parameters)
        plan = cursor.fetchone()[0][0]["Plan"]
    department = {name for name in index_names(plan) if "department" in name}
    assert department, plan
    assert Structure.objects.count() > STRUCTURES
