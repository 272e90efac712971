"""On 50,000 structures the hot queries go through the spatial index, and say so in their plan."""

import json

import pytest
from django.db import connection

from benchmarks.synthetic import fill
from foundations.geography import point
from structures.models import Structure
from structures.parameters import Spot

STRUCTURES = 50_000
CRETEIL = Spot(point(lon=2.4551, lat=48.7771))
POINT_INDEXES = {
    "nearest": "USING gist (point)",
    "within": "USING gist (point)",
    "in_bbox": "USING gist (((point)::geometry",
}
HOT = {
    "nearest": lambda found: found.nearest(CRETEIL, 10),
    "within": lambda found: found.within(CRETEIL, 20),
    "in_bbox": lambda found: found.in_bbox((2.3, 48.6, 2.6, 48.9)),
}

pytestmark = pytest.mark.django_db


def index_names(plan: dict) -> set[str]:
    names = {plan["Index Name"]} if "Index Name" in plan else set()
    return names.union(*(index_names(part) for part in plan.get("Plans", [])))


def scans(plan: dict) -> set[str]:
    here = {plan["Node Type"]} if plan.get("Relation Name") == "structures_structure" else set()
    return here.union(*(scans(part) for part in plan.get("Plans", [])))


def spatial_indexes(definition: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname FROM pg_indexes WHERE indexdef LIKE %s",
            [f"%structures_structure {definition}%"],
        )
        return {name for (name,) in cursor.fetchall()}


def test_the_spatial_index_answers_every_hot_query():
    fill(STRUCTURES)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE structures_structure")
    for verb, query in HOT.items():
        found = query(Structure.objects.published())
        plan = json.loads(found.explain(format="json"))[0]["Plan"]
        spatial = spatial_indexes(POINT_INDEXES[verb])
        assert spatial, f"no index {POINT_INDEXES[verb]}"
        assert index_names(plan) & spatial, (verb, plan)
        assert "Seq Scan" not in scans(plan), (verb, plan)
    nearest = Structure.objects.published().nearest(CRETEIL, 10)
    exact = Structure.objects.published().nearest_first(CRETEIL)[:10]
    assert [one.pk for one in nearest] == [one.pk for one in exact]
