"""(c) Requests a second through the server of `make run`, against one raw SQL query."""

import random
from statistics import median
from urllib.parse import quote

from benchmarks import orphanet
from benchmarks.result import Result, percentile
from benchmarks.server import CONNECTIONS, Site
from benchmarks.synthetic import SEED, positions
from structures.models import Claim
from territories.models import Commune, PostalArea

ROUNDS = 5
SECONDS = 2.0
WARM_UP = 6.0  # s; every question has then reached both workers, as after minutes of service
TARGETS = {
    "places": 0.8,
    "diseases": 0.7,
    "diseases by icontains": None,
    "orientations": 0.25,
    "trivial view": None,
}
SLOWEST = {"diseases": 15.0, "orientations": 30.0}  # ms, p95


def measure(site: Site) -> list[Result]:
    """Every kind in turn, round after round: the medians of what one round compares."""
    questions = {"raw KNN view": knn_requests(site), **asked(site)}
    for requests in questions.values():
        site.load(requests, WARM_UP)
    rates: dict[str, list[float]] = {name: [] for name in questions}
    latencies: dict[str, list[float]] = {name: [] for name in questions}
    for _ in range(ROUNDS):
        for name, requests in questions.items():
            measured = site.load(requests, SECONDS)
            rates[name].append(measured["per_second"])
            latencies[name] += measured["latencies_ms"]
    reference = rates["raw KNN view"]
    results = [
        Result(
            "raw KNN view",
            round(median(reference)),
            None,
            "/s",
            None,
            "",
            None,
            spread(latencies["raw KNN view"]),
        )
    ]
    for name in filter(questions.__contains__, TARGETS):
        target = TARGETS[name]
        ratio = median(ours / raw for ours, raw in zip(rates[name], reference, strict=True))
        results.append(
            Result(
                f"{name} / raw KNN view",
                round(median(rates[name])),
                round(median(reference)),
                "/s",
                round(ratio, 3),
                "" if target is None else f">= {target}",
                None if target is None else ratio >= target,
                spread(latencies[name]),
            )
        )
    results += [p95(name, latencies[name]) for name in SLOWEST if name in latencies]
    return results


def p95(name: str, latencies: list[float]) -> Result:
    slow, limit = round(percentile(latencies, 0.95), 1), SLOWEST[name]
    title = f"{name}, p95 at {CONNECTIONS} clients"
    return Result(title, slow, None, "ms", None, f"< {limit:.0f} ms", slow < limit)


def spread(latencies: list[float]) -> str:
    p50, p95, p99 = (percentile(latencies, share) for share in (0.5, 0.95, 0.99))
    return f"p50 {p50:.1f} p95 {p95:.1f} p99 {p99:.1f} ms, {CONNECTIONS} connections"


def knn_requests(site: Site) -> list[str]:
    return [
        site.request(f"/reference/knn?lon={lon}&lat={lat}") for lon, lat in positions(500, seed=2)
    ]


def asked(site: Site) -> dict[str, list[str]]:
    """Hundreds of postcodes and names, hundreds of diseases: what people ask, in turn.

    Communes are drawn as people live in them: by population.
    """
    dice = random.Random(SEED)
    communes = list(
        Commune.objects.communes()
        .filter(territory="metropole", population__gt=0)
        .order_by("pk")
        .values_list("pk", "name", "population")
    )
    weights = [population for _, _, population in communes]
    drawn = dice.choices(communes, weights, k=600)
    postcodes = sorted(set(PostalArea.objects.values_list("postcode", flat=True)))
    diseases = sorted(set(Claim.objects.values_list("disease", flat=True)))
    texts = dice.sample(postcodes, 300) + [name for _, name, _ in drawn[:300]]
    dice.shuffle(texts)
    return {
        "places": [site.request(f"/api/v1/places?q={quote(text)}") for text in texts],
        "orientations": [
            site.request(
                "/api/v1/orientations",
                {
                    "place": {"commune": insee},
                    "disease": {"orpha": dice.choice(diseases)},
                    "age": dice.choice([0.5, 8, 28, 45, 70]),
                },
            )
            for insee, _, _ in drawn
        ],
        "trivial view": [site.request("/reference/trivial")],
        **diseases_asked(site),
    }


def diseases_asked(site: Site) -> dict[str, list[str]]:
    """Only where every disease is loaded: among a few hundred, anything is fast."""
    if not orphanet.files():
        return {}
    return {
        "diseases": orphanet.requests(site, "/api/v1/diseases"),
        "diseases by icontains": orphanet.requests(site, "/reference/diseases"),
    }
