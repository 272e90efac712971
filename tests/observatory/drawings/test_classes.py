"""Fixed classes: what each value is called, and colours that every eye tells apart."""

import math
import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings

from observatory.drawings.classes import (
    MINUTES,
    NO_DATA,
    RAMPS,
    RAMPS_IN_THE_DARK,
    RATE,
    SCALES,
    SHARE,
)
from tests.observatory.drawings.vision import contrast, distance, lab

CSS = Path(settings.BASE_DIR) / "assets" / "css"
LIGHT_PAGE, DARK_PAGE = "#ffffff", "#16252a"


@pytest.mark.parametrize(
    ("scale", "value", "rank"),
    [
        (SHARE, 0.0, 0),
        (SHARE, 0.244, 0),
        (SHARE, 0.25, 1),
        (SHARE, 0.5, 2),
        (SHARE, 0.75, 3),
        (SHARE, 0.894, 3),
        (SHARE, 0.9, 4),
        (SHARE, 1.0, 4),
        (MINUTES, 0.0, 0),
        (MINUTES, 14.4, 0),
        (MINUTES, 15.0, 1),
        (MINUTES, 30.0, 2),
        (MINUTES, 45.0, 3),
        (MINUTES, 60.0, 4),
        (MINUTES, 89.4, 4),
        (MINUTES, 90.0, 5),
        (MINUTES, 600.0, 5),
        (RATE, 0.0, 0),
        (RATE, 0.02, 1),
        (RATE, 0.05, 2),
        (RATE, 0.1, 3),
        (RATE, 0.2, 4),
        (RATE, 0.499, 4),
        (RATE, 0.5, 5),
        (RATE, 3.0, 5),
    ],
)
def test_a_class_holds_its_lower_break_and_not_its_upper_one(scale, value, rank):
    assert scale.class_of(value) == rank


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
@pytest.mark.parametrize("nothing", [None, math.nan])
def test_no_data_is_no_class(scale, nothing):
    assert scale.class_of(nothing) is None
    assert scale.told(nothing) == NO_DATA


def test_a_value_is_classed_as_it_is_told():
    assert SHARE.told(0.8996) == "90\N{NO-BREAK SPACE}%"
    assert SHARE.class_of(0.8996) == 4
    assert MINUTES.told(44.7) == "45\N{NO-BREAK SPACE}min"
    assert MINUTES.class_of(44.7) == 3
    assert RATE.told(0.0518) == "0,052\N{NO-BREAK SPACE}pour 100 000 habitants"


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
def test_each_class_has_a_label_and_a_colour_of_its_own(scale):
    assert len(scale.labels) == len(scale.breaks) + 1 == len(set(scale.colours))
    for edge, label in zip(scale.breaks, scale.labels[1:], strict=True):
        assert str(label).startswith(f"{edge:g}".replace(".", ","))


def test_the_worst_class_is_the_darkest_whichever_way_the_variable_goes():
    assert lab(SHARE.colours[0])[0] < lab(SHARE.colours[-1])[0]
    assert lab(RATE.colours[0])[0] < lab(RATE.colours[-1])[0]
    assert lab(MINUTES.colours[-1])[0] < lab(MINUTES.colours[0])[0]


@pytest.mark.parametrize("eyes", ["normal", "protanopia", "deuteranopia", "tritanopia"])
@pytest.mark.parametrize(
    "ramp", [*RAMPS.values(), *RAMPS_IN_THE_DARK.values()], ids=["5", "6", "5 dark", "6 dark"]
)
def test_neighbours_are_told_apart_by_every_eye(ramp, eyes):
    assert min(distance(one, other, eyes) for one, other in pairwise(ramp)) > 12


@pytest.mark.parametrize(
    ("ramps", "page"), [(RAMPS, LIGHT_PAGE), (RAMPS_IN_THE_DARK, DARK_PAGE)], ids=["light", "dark"]
)
def test_what_is_far_stands_out_most_from_the_page(ramps, page):
    for ramp in ramps.values():
        contrasts = [contrast(colour, page) for colour in ramp]
        assert contrasts == sorted(contrasts)
        assert contrasts[-1] > 7
        assert contrasts[0] > 1.15
        assert min(contrast(one, other) for one, other in pairwise(ramp)) > 1.35


def test_the_style_sheet_has_the_same_ramps():
    sheet = (CSS / "drawings.css").read_text()
    light, dark = sheet.split("@media screen and (prefers-color-scheme: dark)")
    for text, ramps in ((light, RAMPS), (dark, RAMPS_IN_THE_DARK)):
        written = re.findall(r"--tone-(\d)-(\d): (#[0-9a-f]{6});", text)
        expected = [
            (str(size), str(step), colour)
            for size, ramp in ramps.items()
            for step, colour in enumerate(ramp)
        ]
        assert written == expected
    for size, ramp in RAMPS.items():
        for step in range(len(ramp)):
            assert f".tone-{size}-{step} {{ fill: var(--tone-{size}-{step}); }}" in sheet
