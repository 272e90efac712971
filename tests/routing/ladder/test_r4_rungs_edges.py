"""Rule R4 at its edges: on every rung, a site known for the age goes before an unknown one."""

import pytest

from routing.ladder.r4_rungs import fill
from tests.routing.builders import candidate


@pytest.mark.parametrize("label", ["CRMR_CONST", "CRMR_COORD"])
def test_a_labelled_site_known_for_the_age_goes_before_a_nearer_unknown_one(label):
    unsure = candidate("unsure", km=5, label=label, audience="unknown")
    sure = candidate("sure", km=20, label=label)
    near = candidate("near", km=1)
    roles = fill([near, unsure, sure], 40.0)
    assert "unsure" not in roles
    assert "reference" in roles["sure"]
    assert ("recours" in roles["sure"]) == (label == "CRMR_COORD")


@pytest.mark.parametrize("remoteness", [1, 2])
@pytest.mark.parametrize("label", ["CCMR", "CRMR_COORD"])
def test_the_same_in_another_territory(remoteness, label):
    unsure = candidate("a-unsure", label=label, remoteness=remoteness, audience="unknown")
    sure = candidate("b-sure", label=label, remoteness=remoteness)
    assert set(fill([unsure, sure], 40.0)) == {"b-sure"}


def test_a_rung_for_children_is_not_that_of_adults():
    children = candidate("children", km=5, label="CRMR_COORD", audience="child")
    adults = candidate("adults", km=6, label="CRMR_COORD", audience="adult")
    assert set(fill([children], 8.0)) == {"children"}
    assert set(fill([adults], 40.0)) == {"adults"}
