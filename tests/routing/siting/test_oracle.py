"""The published answers for San Francisco (spopt's notebook facloc-real-world), through ours."""

import pytest

from routing.siting import Solution, cover_most, shorten_most
from tests.routing.siting.san_francisco import problem

SAN_FRANCISCO, STORES = problem()
PEOPLE = 955_113
LIMIT = 5_000.0


def stores(solution: Solution) -> set[str]:
    return {STORES[column] for column in solution.opened}


def test_the_data_is_that_of_the_notebook() -> None:
    assert SAN_FRANCISCO.minutes.shape == (205, 16)
    assert SAN_FRANCISCO.people.sum() == PEOPLE


def test_four_stores_cover_875_247_people() -> None:
    found = cover_most(SAN_FRANCISCO, 4, LIMIT)
    assert found.covered_after == 875_247
    assert stores(found) == {"Store_11", "Store_12", "Store_15", "Store_2"}
    assert (found.method, found.proven, found.gap) == ("mclp-exact", True, 0)
    tracts = (SAN_FRANCISCO.minutes[:, found.opened].min(axis=1) <= LIMIT).mean()
    assert 100 * tracts == pytest.approx(89.756098, abs=5e-7)


@pytest.mark.parametrize(
    ("p", "total", "sites"),
    [
        (1, 5_731_159_103.675, {"Store_13"}),
        (2, 4_009_098_972.135, {"Store_12", "Store_15"}),
        (3, 3_385_565_397.532, {"Store_11", "Store_15", "Store_5"}),
        (4, 2_848_268_129.7145104, {"Store_11", "Store_12", "Store_15", "Store_2"}),
    ],
)
def test_the_least_travel_of_one_to_four_stores(p: int, total: float, sites: set[str]) -> None:
    found = shorten_most(SAN_FRANCISCO, p, LIMIT)
    assert stores(found) == sites
    assert (found.method, found.proven) == ("p-median-exact", True)
    assert found.mean_after is not None
    assert found.mean_after * PEOPLE == pytest.approx(total, abs=1e-3)


def test_the_mean_way_to_four_stores() -> None:
    assert shorten_most(SAN_FRANCISCO, 4, LIMIT).mean_after == pytest.approx(2982.12686, abs=5e-6)
