"""205 census tracts and 16 candidate stores of San Francisco, in metres on the road network.

Shipped in the wheel of spopt, read as its notebook facloc-real-world does: columns in the order of
the stores' names (as text), rows in that of the tracts'. Published figures: see test_oracle.
"""

import csv
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from routing.siting import Problem


def problem() -> tuple[Problem, list[str]]:
    """The problem, no store standing, and the name of each column."""
    trips = _rows("SF_network_distance_candidateStore_16_censusTract_205_new.csv")
    tracts = _rows("SF_demand_205_centroid_uniform_weight.csv")
    people = {tract["NAME"]: float(tract["POP2000"]) for tract in tracts}
    names = sorted(people)
    stores = sorted({trip["name"] for trip in trips})
    metres = np.full((len(names), len(stores)), np.nan)
    for trip in trips:
        place = names.index(trip["DestinationName"]), stores.index(trip["name"])
        metres[place] = float(trip["distance"])
    return Problem(np.array([people[name] for name in names]), metres, 0), stores


def _rows(name: str) -> list[dict[str, str]]:
    spec = find_spec("spopt")
    assert spec is not None
    assert spec.origin is not None
    file = Path(spec.origin).parent / "tests" / "test_locate" / "data" / name
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
