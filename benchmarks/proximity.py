"""(a) The nearest structures: our verb, raw SQL, and the ordering that ignores the index."""

import time
from collections.abc import Callable
from itertools import cycle
from typing import Any

from django.contrib.gis.db.models.functions import Distance
from django.db import connection

from benchmarks.result import Result, alternated
from benchmarks.synthetic import positions
from foundations.geography import Located, point
from foundations.prepared import Prepared
from structures.models import Structure
from structures.parameters import Spot

NEAREST = 10
ROUNDS = 9
TARGET = 1.5
KNN = """
SELECT slug, name, ST_Distance(point, %(place)s::geography) AS metres
FROM structures_structure
ORDER BY point <-> %(place)s::geography
LIMIT 10
"""


def measure() -> list[Result]:
    """Milliseconds a query, over places that change at each one."""
    places = cycle(positions(500, seed=1))

    prepared = Prepared(lambda place, keys: nearest(place))

    def ours() -> None:
        lon, lat = next(places)
        assert len(prepared.rows(Spot(point(lon=lon, lat=lat)))) == NEAREST

    def built_each_time() -> None:
        lon, lat = next(places)
        assert len(nearest(Spot(point(lon=lon, lat=lat)))) == NEAREST

    def raw() -> None:
        lon, lat = next(places)
        with connection.cursor() as cursor:
            cursor.execute(KNN, {"place": f"SRID=4326;POINT({lon} {lat})"})
            assert len(cursor.fetchall()) == NEAREST

    def without_index() -> None:
        lon, lat = next(places)
        ordered = Structure.objects.order_by(Distance("point", point(lon=lon, lat=lat)), "pk")
        assert len(ordered.values_list("slug", "name")[:NEAREST]) == NEAREST

    for warm_up in (ours, built_each_time, raw, without_index):
        warm_up()
    knn = alternated(lambda: timed(ours, 100), lambda: timed(raw, 100), ROUNDS)
    built = alternated(lambda: timed(built_each_time, 50), lambda: timed(raw, 50), 5)
    scan = alternated(lambda: timed(ours, 10), lambda: timed(without_index, 10), 5)
    return [
        Result("nearest 10 of 30,000 / raw KNN", *rounded(knn, "ms"), "<= 1.5", knn[2] <= TARGET),
        Result("nearest, its SQL built each time", *rounded(built, "ms"), "", None),
        Result(
            "nearest 10 of 30,000 / by distance", *rounded(scan, "ms"), "", None, "no index used"
        ),
    ]


def nearest(place: Located) -> Any:
    """The verb as an endpoint uses it: exact distances, in the order that is shown."""
    found = Structure.objects.nearest(place, NEAREST)
    return found.values_list("slug", "name", "distance")  # type: ignore[misc]


def timed(action: Callable[[], Any], times: int) -> float:
    """Milliseconds a call."""
    start = time.perf_counter()
    for _ in range(times):
        action()
    return (time.perf_counter() - start) * 1000 / times


def rounded(medians: tuple[float, float, float], unit: str) -> tuple[float, float, str, float]:
    ours, reference, ratio = medians
    return round(ours, 3), round(reference, 3), unit, round(ratio, 3)
