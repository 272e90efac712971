"""A prepared queryset gives what the queryset gives, wherever it is asked from."""

import pytest

from foundations.prepared import Prepared
from structures.models import Structure
from territories.locating import place_of_commune

pytestmark = pytest.mark.django_db

PLACES = ["94028", "77186", "2A004", "97209", "29155"]


@pytest.mark.parametrize("insee", PLACES)
def test_the_nearest_are_the_same(insee):
    place = place_of_commune(insee)
    nearest = Prepared(
        lambda place, keys: Structure.objects.nearest(place, 10).values_list("pk", "distance")
    )
    nearest.rows(place_of_commune("75056"))
    expected = Structure.objects.nearest(place, 10).values_list("pk", "distance")
    assert nearest.rows(place) == [(pk, distance.m) for pk, distance in expected]


def test_keys_change_from_one_run_to_the_next(django_assert_num_queries):
    place = place_of_commune("94028")
    some = list(Structure.objects.filter(point__isnull=False).values_list("pk", flat=True)[:7])
    measured = Prepared(
        lambda place, keys: (
            Structure.objects.filter(pk__any_of=keys)
            .with_distance(place)
            .order_by()
            .values_list("pk", "distance")
        )
    )
    assert measured.rows(place, []) == []
    with django_assert_num_queries(1):
        assert sorted(pk for pk, _ in measured.rows(place, some)) == sorted(some)
