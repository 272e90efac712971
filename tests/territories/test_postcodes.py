"""Every one of the 6,310 postcodes resolves to exactly its communes."""

import csv
from collections import defaultdict

import pytest
from django.conf import settings

from territories.resolution import resolve
from territories.suggestions import suggest

pytestmark = pytest.mark.django_db

CITIES = {"75056", "69123", "13055"}


@pytest.fixture(scope="module")
def communes_of() -> dict[str, set[str]]:
    """INSEE codes by postcode, as the shipped file says."""
    served: dict[str, set[str]] = defaultdict(set)
    path = settings.BASE_DIR / "data" / "communes" / "postal_areas.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            served[row["postcode"]].add(row["insee"])
    assert len(served) == 6_310
    return served


def expected(communes: set[str]) -> set[str]:
    """An arrondissement says more than its city, which is then left out."""
    return communes - CITIES if communes - CITIES else communes


def test_every_postcode_resolves_to_exactly_its_communes(communes_of):
    for postcode, communes in communes_of.items():
        resolution = resolve(postcode)
        wanted = expected(communes)
        assert {place.insee for place in resolution.places} == wanted, postcode
        assert len(resolution.places) == len(wanted), postcode
        assert resolution.status == ("resolved" if len(wanted) == 1 else "choose"), postcode
        assert resolution.matched == "postcode"
        assert all(place.postcode == postcode for place in resolution.places)


def test_every_complete_postcode_suggests_all_its_communes_by_name(communes_of):
    for postcode, communes in communes_of.items():
        if len(communes) < 11:
            continue
        found = suggest(postcode)
        assert {row["commune"] for row in found.results} == expected(communes), postcode
        assert not found.truncated


def test_the_postcode_of_46_communes():
    names = [row["name"] for row in suggest("51300").results]
    assert len(names) == 46
    assert names.index("Bassu") < names.index("Bassuet") < names.index("Vitry-le-François")


@pytest.mark.parametrize(
    ("postcode", "departments"),
    [("94390", {"91", "94"}), ("33220", {"24", "33"}), ("20200", {"2B"}), ("97133", {"977"})],
)
def test_a_postcode_may_straddle_departments_or_lie_about_its_own(postcode, departments):
    found = {place.department for place in resolve(postcode).places}
    assert found <= departments | {postcode[:2]}
    assert found
