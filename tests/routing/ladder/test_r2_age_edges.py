"""Rule R2 at its edges: bounds are included, 15 and 18 are exact, so is an hour."""

from dataclasses import replace

import pytest

from routing.answer import Travel
from routing.ladder.r2_age import CALL_FIRST, Fit, fit, is_clearly_nearer, reason
from tests.routing.builders import candidate


@pytest.mark.parametrize(
    ("age", "expected"),
    [(15.9, Fit.UNFIT), (16.0, Fit.KNOWN), (25.0, Fit.KNOWN), (25.1, Fit.UNFIT)],
)
def test_bounds_are_included(age, expected):
    assert fit(candidate(age_min=16.0, age_max=25.0), age) is expected


@pytest.mark.parametrize(
    ("age", "for_children", "for_adults"),
    [
        (14.9, Fit.KNOWN, Fit.UNFIT),
        (15.0, Fit.UNKNOWN, Fit.UNKNOWN),
        (17.9, Fit.UNKNOWN, Fit.UNKNOWN),
        (18.0, Fit.UNFIT, Fit.KNOWN),
    ],
)
def test_fifteen_and_eighteen_are_exact(age, for_children, for_adults):
    assert fit(candidate(audience="child"), age) is for_children
    assert fit(candidate(audience="adult"), age) is for_adults


@pytest.mark.parametrize(("age", "expected"), [(14.9, Fit.UNFIT), (15.0, Fit.UNKNOWN)])
def test_without_paediatrics_unknown_counts_as_adult_until_fifteen(age, expected):
    assert fit(candidate(audience="unknown", emergency_general=True), age) is expected


def at_minutes(minutes):
    travel = Travel(minutes, minutes, "test")
    return replace(candidate(), travel=travel)


@pytest.mark.parametrize(("farther", "clearly"), [(60, False), (61, True)])
def test_more_than_an_hour_is_clearly_nearer(farther, clearly):
    assert is_clearly_nearer(at_minutes(10), at_minutes(10 + farther)) is clearly


@pytest.mark.parametrize(("farther", "clearly"), [(60.0, False), (60.001, True)])
def test_without_minutes_sixty_kilometres_count_as_an_hour(farther, clearly):
    one = candidate(km=1.0, crossing="bateau")
    assert is_clearly_nearer(one, candidate(km=1.0 + farther, crossing="bateau")) is clearly


@pytest.mark.parametrize(
    ("here", "other_here", "clearly"),
    [(True, False, True), (True, True, False), (False, False, False), (False, True, False)],
)
def test_without_a_figure_the_territory_decides(here, other_here, clearly):
    def unplaced(is_here):
        return candidate(km=None, remoteness=0 if is_here else 2)

    assert is_clearly_nearer(unplaced(here), unplaced(other_here)) is clearly


def test_an_unknown_audience_is_to_be_confirmed_even_without_an_age():
    assert reason(candidate(audience="unknown"), None).text == CALL_FIRST


def test_halves_of_years_are_months_under_two_only():
    assert reason(candidate(age_max=1.5), 1.0).text.fr == "Âges reçus : jusqu’à 18 mois."
    assert reason(candidate(age_max=2.5), 1.0).text.fr == "Âges reçus : jusqu’à 2,5 ans."
