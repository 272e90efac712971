"""Rule R2, case by case."""

import pytest

from routing.ladder.r2_age import Fit, fit, reason
from routing.ladder.r9_age_not_given import asks_for_age
from tests.routing.builders import candidate


@pytest.mark.parametrize(
    ("audience", "age", "expected"),
    [
        ("adult", 40, Fit.KNOWN),
        ("adult", 9, Fit.UNFIT),
        ("adult", 16, Fit.UNKNOWN),
        ("child", 9, Fit.KNOWN),
        ("child", 0, Fit.KNOWN),
        ("child", 40, Fit.UNFIT),
        ("child", 17, Fit.UNKNOWN),
        ("both", 0.1, Fit.KNOWN),
        ("both", 80, Fit.KNOWN),
        ("unknown", 40, Fit.UNKNOWN),
        ("unknown", 9, Fit.UNKNOWN),
    ],
)
def test_audience_without_bounds(audience, age, expected):
    assert fit(candidate(audience=audience), age) is expected


def test_bounds_win_over_the_audience():
    from_fifteen = candidate(audience="adult", age_min=15)
    assert fit(from_fifteen, 16) is Fit.KNOWN
    assert fit(from_fifteen, 14.9) is Fit.UNFIT
    under_fifteen = candidate(audience="child", age_max=15)
    assert fit(under_fifteen, 16) is Fit.UNFIT
    assert fit(under_fifteen, 15) is Fit.KNOWN


def test_unknown_audience_where_emergencies_have_no_paediatrics_is_adult_for_a_child():
    hospital = candidate(audience="unknown", emergency_general=True, emergency_paediatric=False)
    assert fit(hospital, 1) is Fit.UNFIT
    assert fit(hospital, 15) is Fit.UNKNOWN
    with_paediatrics = candidate(
        audience="unknown", emergency_general=True, emergency_paediatric=True
    )
    assert fit(with_paediatrics, 1) is Fit.UNKNOWN


def test_a_fraction_of_a_year_is_written_as_each_language_writes_it():
    said = reason(candidate(age_min=15.5), 40.0).text
    assert "15,5 ans" in said.fr
    assert "15.5 years" in said.en


def test_the_age_is_asked_only_when_both_kinds_exist():
    adult, child, both = (candidate(audience=a) for a in ("adult", "child", "both"))
    assert asks_for_age([adult, child])
    assert not asks_for_age([adult, both])
    assert not asks_for_age([])


def test_a_bound_on_the_other_side_says_nothing_more_than_the_audience():
    assert fit(candidate(audience="child", age_min=0), 50) is Fit.UNFIT
    assert fit(candidate(audience="adult", age_max=70), 5) is Fit.UNFIT
    assert fit(candidate(audience="adult", age_max=70), 40) is Fit.KNOWN


def test_without_an_age_all_fit_alike():
    assert {fit(candidate(audience=a), None) for a in ("adult", "child", "both", "unknown")} == {
        Fit.KNOWN
    }
