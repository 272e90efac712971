"""(b) 3,000 features as GeoJSON: ours, written by the database, against a usual serializer."""

import json
from itertools import permutations

from benchmarks.proximity import rounded
from benchmarks.result import Result, alternated
from benchmarks.server import Site
from benchmarks.synthetic import NETWORK
from structures.models import Label

FEATURES = 3_000
ROUNDS = 7
TIMES_FASTER = 15
SLOWEST_MS = 30


def measure(site: Site) -> list[Result]:
    """Milliseconds a request, as one client on a warm connection sees it, uncompressed."""
    ours = f"/api/v1/structures.geojson?network={NETWORK}"
    plain = f"/reference/structures.geojson?network={NETWORK}"
    # The site keeps what it has written: the same labels in an order that no one has asked for yet
    # make it write again.
    orders = permutations(Label.values)
    require_same_features(site.seconds_of(ours)[1], site.seconds_of(plain)[1])

    def reference() -> float:
        return site.seconds_of(plain)[0] * 1000

    def written() -> float:
        fresh = (f"{ours}&label={','.join(next(orders))}" for _ in range(3))
        return min(site.seconds_of(path)[0] for path in fresh) * 1000

    def kept() -> float:
        return min(site.seconds_of(ours)[0] for _ in range(5)) * 1000

    return [
        compared("structures.geojson, 3,000 features", alternated(written, reference, ROUNDS)),
        compared("the same, kept since the last edit", alternated(kept, reference, 3)),
    ]


def compared(name: str, medians: tuple[float, float, float]) -> Result:
    ours, reference, _ = medians
    faster = reference / ours
    return Result(
        name,
        *rounded(medians, "ms")[:3],
        round(faster, 1),
        ">= 15, < 30 ms",
        faster >= TIMES_FASTER and ours < SLOWEST_MS,
        "times faster than a DRF-GIS serializer",
    )


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
