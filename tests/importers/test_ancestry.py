"""The closure of the hierarchy: every ancestor, the shortest path, the preferred classification."""

import pytest
from django.db.models import F

from diseases.models import Ancestry, DiseaseEdge

pytestmark = pytest.mark.django_db


def test_ancestors_of_huntington():
    up = Ancestry.objects.filter(descendant_id=399)

    head = up.get(ancestor_id=98006)  # rare neurologic disease, its preferential head
    assert head.in_preferential
    genetic = up.get(ancestor_id=98053)  # rare genetic disease: another classification
    assert not genetic.in_preferential
    assert not up.filter(ancestor_id=399).exists()


def test_duchenne_is_two_links_or_more_below_muscular_dystrophy():
    link = Ancestry.objects.get(descendant_id=98896, ancestor_id=98473)

    assert link.depth >= 1
    assert link.in_preferential


def test_every_link_is_an_ancestry_of_depth_one():
    pairs = set(DiseaseEdge.objects.values_list("child_id", "parent_id"))

    assert pairs == set(
        Ancestry.objects.filter(depth=1).values_list("descendant_id", "ancestor_id")
    )


def test_the_closure_is_the_one_that_python_finds():
    parents: dict[int, set[int]] = {}
    for child, parent in DiseaseEdge.objects.values_list("child_id", "parent_id"):
        parents.setdefault(child, set()).add(parent)

    def depths(orpha: int) -> dict[int, int]:
        found: dict[int, int] = {}
        level = parents.get(orpha, set())
        depth = 1
        while level:
            found |= {ancestor: depth for ancestor in level if ancestor not in found}
            level = {p for a in level for p in parents.get(a, set())} - set(found)
            depth += 1
        return found

    rows = Ancestry.objects.values_list("descendant_id", "ancestor_id", "depth")
    expected = {(o, a, d) for o in parents for a, d in depths(o).items()}
    assert set(rows) == expected


def test_preferential_ancestry_ends_at_the_preferential_head():
    """Some path inside the preferred classification leads to its head, or to nothing above it."""
    inside = Ancestry.objects.filter(in_preferential=True)
    heads = inside.filter(ancestor=F("descendant__preferential_parent")).values("descendant")

    stray = inside.exclude(descendant__in=heads)
    assert not stray.exists()


def test_nothing_preferential_without_a_preferential_parent():
    assert not Ancestry.objects.filter(
        in_preferential=True, descendant__preferential_parent__isnull=True
    ).exists()
