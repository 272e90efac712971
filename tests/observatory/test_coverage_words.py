"""How figures are written on a page."""

from types import SimpleNamespace

import pytest

from observatory.templatetags.coverage_words import beyond_told, number_told
from routing.coverage.figures import Share


@pytest.mark.parametrize(
    ("value", "decimals", "told"),
    [(-0.4, 0, "0"), (-75.2, 0, "\u221275"), (0.25, 2, "0,25"), (-1.5, 1, "\u22121,5")],
)
def test_what_rounds_to_zero_has_no_sign(value, decimals, told):
    assert number_told(value, decimals) == told


@pytest.mark.parametrize(
    ("beyond", "central", "told"),
    [(None, 0.99, "moins de 10"), (0, 1.0, "0"), (12_345, 0.5, "12\u202f345")],
)
def test_too_few_is_another_thing_than_not_known(beyond, central, told):
    figures = SimpleNamespace(beyond=beyond, shares=[Share(60, central, central, central)])

    assert beyond_told(figures) == told


def test_what_cannot_be_told_is_a_dash():
    figures = SimpleNamespace(beyond=None, shares=[Share(60, None, None, None)])

    assert "non estimable" in beyond_told(figures)
