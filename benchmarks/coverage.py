"""(g) The two nearest centres of every commune, for one disease: ours, PostGIS, scikit-learn.

Real communes and the real centres of one network. PostGIS measures on the spheroid, as we do; the
tree of scikit-learn measures on a sphere, up to 0.56 % off, and is not asked to do better.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from django.db import connection
from sklearn.neighbors import BallTree

from benchmarks.database import manage
from benchmarks.proximity import rounded, timed
from benchmarks.result import Result, alternated
from foundations.geography import lon_lat
from routing.coverage import FloatArray, answering, origins
from routing.coverage.measures import Groups
from routing.coverage.nearest import Nearest, nearest
from routing.coverage.question import CoverageQuestion
from structures.models import Centre

NETWORK = "crcm-mucoviscidose"
DISEASE = "232"
FASTER_THAN_POSTGIS, FASTER_THAN_BALL_TREE = 5, 3
MANY = 3_000
"""Sites of every kind at once, spread as communes are, `AWAY` degrees beside them."""
AWAY = 0.001
PLACES = """
SELECT ST_X(point::geometry), ST_Y(point::geometry), coalesce(population, 0), department_id
FROM territories_commune WHERE point IS NOT NULL ORDER BY insee
"""
LATERAL = """
SELECT c.insee, s.id, s.metres
FROM territories_commune c CROSS JOIN LATERAL (
    SELECT site.id, ST_Distance(c.point, site.point) AS metres
    FROM structures_structure site
    WHERE site.id = ANY(%(sites)s)
    ORDER BY metres, site.id
    LIMIT 2
) s
WHERE c.point IS NOT NULL
ORDER BY c.insee, s.metres, s.id
"""


def measure(database: str) -> Iterator[Result]:
    """The parts of an answer in milliseconds, a whole answer, then every network by the command."""
    yield from parts()
    yield one_disease()
    yield from every_network(database)


def one_disease() -> Result:
    """From a question whose centres are known to the figures of every department."""
    question = CoverageQuestion("disease", DISEASE)
    here, there = origins.current(), answering.answer(question).supply

    def figures() -> None:
        measured = answering.measure(here, there, question.minutes)
        asked = replace(answering.answer(question), measured=measured)
        asked.whole, asked.departments  # noqa: B018  computed when first read

    took = min(timed(figures, 1) for _ in range(5))
    return Result(
        "figures of one disease, all communes",
        round(took),
        None,
        "ms",
        None,
        "< 150 ms",
        took < 150,
        f"{len(there.sites)} sites, {len(here):,} origins, every measure of every department",
    )


def every_network(database: str) -> Iterator[Result]:
    seconds, peak = manage(database, "measure_networks")
    megabytes = peak / 2**20
    detail = "national figures, with the start of the process"
    yield Result(
        "every network", round(seconds, 1), None, "s", None, "< 30 s", seconds < 30, detail
    )
    yield Result(
        "every network, memory",
        round(megabytes),
        None,
        "MB",
        None,
        "< 500 MB",
        megabytes < 500,
        "resident at most",
    )


def parts() -> list[Result]:
    """Milliseconds for the whole country; positions are in memory, except those of PostGIS."""
    with connection.cursor() as cursor:
        cursor.execute(PLACES)
        lons, lats, people, departments = zip(*cursor.fetchall(), strict=True)
    places = np.array(lons), np.array(lats)
    centres = Centre.objects.filter(network=NETWORK, point__isnull=False).order_by("pk")
    keys = [centre.pk for centre in centres]
    sites = np.array([lon_lat(centre.point) for centre in centres]).T
    require_same(nearest(*places, *sites), keys, lateral_join(keys))

    def ours() -> float:
        return timed(lambda: nearest(*places, *sites), 3)

    def postgis() -> float:
        return timed(lambda: lateral_join(keys), 1)

    def ball_tree() -> float:
        return timed(lambda: on_a_sphere(*places, *sites), 3)

    many = [values[:: len(values) // MANY][:MANY] + AWAY for values in places]

    def many_ours() -> float:
        return timed(lambda: nearest(*places, *many), 1)

    def many_ball_tree() -> float:
        return timed(lambda: on_a_sphere(*places, *many), 1)

    _, codes = np.unique(departments, return_inverse=True)
    km = nearest(*places, *sites).metres[:, 0] / 1000
    by_department = timed(lambda: five_measures(codes, km, np.array(people, float)), 10)
    title = f"2 nearest of {len(keys)}, {len(lons):,} communes"
    return [
        compared(
            f"{title} / SQL",
            alternated(ours, postgis, 3),
            FASTER_THAN_POSTGIS,
            "times faster than a lateral join by ST_Distance",
        ),
        compared(
            f"2 nearest of {len(keys)} / BallTree",
            alternated(ours, ball_tree, 9),
            None,
            "for one network our exact geodesics cost what its sphere spares",
        ),
        compared(
            f"2 nearest of {MANY:,} / BallTree",
            alternated(many_ours, many_ball_tree, 3),
            FASTER_THAN_BALL_TREE,
            "times faster than scikit-learn, whose distances are on a sphere",
        ),
        Result(
            "5 measures of each department",
            round(by_department, 2),
            None,
            "ms",
            None,
            "",
            None,
            f"{codes.max() + 1} departments and collectivities",
        ),
    ]


def compared(
    name: str, medians: tuple[float, float, float], target: int | None, detail: str
) -> Result:
    ours, reference, unit, ratio = rounded(medians, "ms")
    faster = 1 / ratio
    wanted, reached = ("", None) if target is None else (f">= {target}", faster >= target)
    return Result(name, ours, reference, unit, round(faster, 2), wanted, reached, detail)


def lateral_join(keys: list[int]) -> list[tuple[str, int, float]]:
    with connection.cursor() as cursor:
        cursor.execute(LATERAL, {"sites": keys})
        return cursor.fetchall()


def on_a_sphere(
    lons: FloatArray, lats: FloatArray, site_lons: FloatArray, site_lats: FloatArray
) -> tuple[FloatArray, FloatArray]:
    tree = BallTree(np.radians(np.column_stack((site_lats, site_lons))), metric="haversine")
    return tree.query(np.radians(np.column_stack((lats, lons))), k=2)


def five_measures(codes: np.ndarray, km: FloatArray, people: FloatArray) -> list[FloatArray]:
    groups = Groups(codes, int(codes.max()) + 1)
    return [
        groups.mean(km, people),
        groups.quantile(km, people, 0.5),
        groups.quantile(km, people, 0.9),
        groups.share_within(km, people, 50),
        groups.gini(km, people),
    ]


def require_same(found: Nearest, keys: list[int], rows: list[tuple[str, int, float]]) -> None:
    """Both sides must find the same centres as far, or the comparison means nothing."""
    if [keys[site] for site in found.site.ravel()] != [site for _, site, _ in rows]:
        raise SystemExit("coverage: PostGIS finds other centres")
    metres = np.array([metres for _, _, metres in rows])
    if np.abs(found.metres.ravel() - metres).max() > 1e-6:
        raise SystemExit("coverage: PostGIS finds other distances")
