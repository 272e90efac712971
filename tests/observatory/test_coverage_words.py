"""How figures are written on a page."""

import pytest

from observatory.templatetags.coverage_words import number_told


@pytest.mark.parametrize(
    ("value", "decimals", "told"),
    [(-0.4, 0, "0"), (-75.2, 0, "\u221275"), (0.25, 2, "0,25"), (-1.5, 1, "\u22121,5")],
)
def test_what_rounds_to_zero_has_no_sign(value, decimals, told):
    assert number_told(value, decimals) == told
