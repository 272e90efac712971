"""(b) 3,000 features as GeoJSON: ours, written by the database, against a usual serializer."""

import json

from benchmarks.proximity import rounded
from benchmarks.result import Result, alternated
from benchmarks.server import Site
from benchmarks.synthetic import NETWORK

FEATURES = 3_000
ROUNDS = 7
TIMES_FASTER = 15
SLOWEST_MS = 30


def measure(site: Site) -> list[Result]:
    """Milliseconds a request, as one client on a warm connection sees it, uncompressed."""
    ours = f"/api/v1/structures.geojson?network={NETWORK}"
    plain = f"/reference/structures.geojson?network={NETWORK}"
    require_same_features(site.seconds_of(ours)[1], site.seconds_of(plain)[1])
    medians = alternated(
        lambda: min(site.seconds_of(ours)[0] for _ in range(3)) * 1000,
        lambda: site.seconds_of(plain)[0] * 1000,
        ROUNDS,
    )
    faster = medians[1] / medians[0]
    return [
        Result(
            "structures.geojson, 3,000 features",
            *rounded(medians, "ms")[:3],
            round(faster, 1),
            ">= 15, < 30 ms",
            faster >= TIMES_FASTER and medians[0] < SLOWEST_MS,
            "times faster than a DRF-GIS serializer",
        )
    ]


def require_same_features(ours: bytes, plain: bytes) -> None:
    """Both sides must say the same, or the comparison means nothing."""
    one, other = (
        {f["id"]: f["properties"] for f in json.loads(body)["features"]} for body in (ours, plain)
    )
    if len(one) != FEATURES or one.keys() != other.keys():
        raise SystemExit(f"features: {len(one)} of ours, {len(other)} of the reference")
    for key, properties in one.items():
        if any(properties[name] != value for name, value in other[key].items() if name != "slug"):
            raise SystemExit(f"{key}: {properties} is not {other[key]}")
