"""Bars and strips: what is drawn is what the table says."""

import re

import numpy as np
import pytest

from observatory.drawings.bars import EDGES, LONGEST, bars, histogram, rows
from observatory.drawings.classes import MINUTES
from observatory.drawings.strip import LEFT, Pair, strip
from observatory.drawings.strip import LONGEST as ACROSS
from tests.observatory.drawings.reading import SVG, read, words

MINUTES_OF = np.array([0.0, 14.9, 15.0, 29.9, 61.0, 119.9, 120.0, 400.0, np.nan])
PEOPLE = np.array([100.0, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600])
SAID = {"title": "Habitants", "description": "Par temps."}


def test_bins_hold_everybody_once():
    bins = histogram(MINUTES_OF, PEOPLE)
    assert [one.people for one in bins] == [300, 1200, 0, 0, 1600, 0, 0, 3200, 19_200, 25_600]
    assert sum(one.people for one in bins) == PEOPLE.sum()
    assert [one.label for one in bins][:2] == ["0 à 15 min", "15 à 30 min"]
    assert [one.label for one in bins][-2:] == ["plus de 120 min", "non mesuré"]
    assert len(bins) == len(EDGES)


def test_bars_are_drawn_from_the_lines_of_the_table():
    bins = histogram(MINUTES_OF, PEOPLE)
    table = rows(bins)
    drawing = read(bars(bins, partial=False, **SAID))
    drawn = [rect for rect in drawing.iter(f"{SVG}rect") if rect.get("data-people")]
    assert [int(rect.get("data-people")) for rect in drawn] == [row.people for row in table]
    lengths = np.array([float(rect.get("width")) for rect in drawn])
    people = np.array([row.people for row in table])
    assert lengths / lengths.max() == pytest.approx(people / people.max(), abs=1e-3)
    assert lengths.max() <= LONGEST
    assert words(drawn[-1]) == f"non mesuré : {table[-1].told} ({table[-1].share_told})"
    assert sum(row.share for row in table) == pytest.approx(1)


def test_numbers_of_people_are_read_with_their_thousands():
    [*_rest, beyond, missing] = rows(histogram(MINUTES_OF, PEOPLE))
    assert re.sub(r"\s", " ", missing.told) == "25 600"
    assert re.sub(r"\s", " ", beyond.share_told) == "37,6 %"


def test_a_few_people_in_millions_are_not_told_as_nobody():
    few = rows(histogram(np.array([10.0, 100.0]), np.array([1e6, 3.0])))
    assert re.sub(r"\s", " ", few[6].share_told) == "< 0,1 %"
    assert re.sub(r"\s", " ", few[5].share_told) == "0,0 %"


def test_bars_have_the_colours_of_the_map_and_the_hatch_for_no_data():
    bins = histogram(MINUTES_OF, PEOPLE)
    svg = read(bars(bins, partial=False, **SAID))
    fills = [rect.get("fill") for rect in svg.iter(f"{SVG}rect") if rect.get("data-people")]
    far, farther = MINUTES.colours[4:]
    assert fills == [*MINUTES.colours[:4], far, far, *[farther] * 3, "url(#histogramme-absent)"]
    partial = bars(bins, partial=True, **SAID)
    assert "url(#histogramme-partial-5)" in partial.svg
    assert [entry.mark for entry in partial.legend] == ["partial"]


@pytest.mark.parametrize("people", [1.0, 7.0, 950.0, 68e6, 3.4e7])
def test_the_axis_has_round_steps_and_holds_the_longest_bar(people):
    svg = bars(histogram(np.array([20.0]), np.array([people])), partial=False, **SAID)
    [longest] = [
        rect for rect in read(svg).iter(f"{SVG}rect") if rect.get("data-people") not in (None, "0")
    ]
    assert LONGEST / 2 < float(longest.get("width")) <= LONGEST
    [ticks] = [g for g in read(svg).iter(f"{SVG}g") if g.get("class") == "drawing__ticks"]
    assert 2 <= len(ticks) - 1 <= 6


def test_nobody_at_all_is_drawn_without_a_bar():
    bins = histogram(np.array([np.nan]), np.array([0.0]))
    drawn = [
        r
        for r in read(bars(bins, partial=False, **SAID)).iter(f"{SVG}rect")
        if r.get("data-people")
    ]
    assert {rect.get("width") for rect in drawn} == {"0.0"}


def test_two_networks_differ_by_shape_on_one_axis():
    pairs = [Pair("Bretagne", 0.5, 1.0), Pair("A & <B>", None, 0.0), Pair("Corse", None, None)]
    drawing = strip(pairs, ("Un & deux", "Trois"), **SAID)
    lines = [g for g in read(drawing).iter(f"{SVG}g") if g.get("class") == "drawing__pair"]
    assert [words(line) for line in lines] == [
        "Bretagne : Un & deux 50\N{NO-BREAK SPACE}%, Trois 100\N{NO-BREAK SPACE}%",
        "A & <B> : Un & deux donnée absente, Trois 0\N{NO-BREAK SPACE}%",
        "Corse : Un & deux donnée absente, Trois donnée absente",
    ]
    marks = [[mark(g) for g in line.iter(f"{SVG}g") if g.get("transform")] for line in lines]
    assert marks == [
        [("circle", "first", LEFT + ACROSS / 2), ("path", "second", LEFT + ACROSS)],
        [("path", "second", LEFT)],
        [],
    ]
    assert [entry.words for entry in drawing.legend] == ["Un & deux", "Trois"]


def mark(group) -> tuple[str, str, float]:
    place = float(re.match(r"translate\(([\d.]+)", group.get("transform")).group(1))
    return group[0].tag.removeprefix(SVG), group[0].get("class").split("--")[1], place


def test_charts_have_no_style_attribute_and_say_what_they_are():
    bins = histogram(MINUTES_OF, PEOPLE)
    drawings = (
        bars(bins, partial=True, **SAID),
        strip([Pair("Bretagne", 0.5, 1.0)], ("a", "b"), **SAID),
    )
    for drawing in drawings:
        root = read(drawing)
        assert root.get("role") == "img"
        named = {element.get("id"): element.text for element in root.iter() if element.get("id")}
        assert named[root.get("aria-labelledby")] == "Habitants"
        assert not [element for element in root.iter() if element.get("style")]
