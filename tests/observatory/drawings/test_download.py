"""Files that stand alone: title, legend, source, warning and address in the picture."""

import io
import re

import pytest
from PIL import Image

from observatory.drawings.choropleth import choropleth
from observatory.drawings.classes import SHARE
from observatory.drawings.download import known_words, standalone
from observatory.drawings.png import as_png
from observatory.drawings.shapes import france
from routing.coverage.subject import Subject
from routing.coverage.table import WARNING
from tests.observatory.drawings.reading import SVG, read

pytestmark = pytest.mark.django_db

ADDRESS = "https://exemple.fr/observatoire/couverture/?network=x&minutes=60&thresholds=30,60,90"
TITLE = "Part des habitants à 60 minutes ou moins d’un centre du réseau des anomalies <rares> & co"


def subject(completeness: str, announced: int | None) -> Subject:
    return Subject("network", "x", "X", (), ("x",), completeness, 17, announced)


def file() -> str:
    values = {shape.code: index / 104 for index, shape in enumerate(france().shapes)} | {"48": None}
    drawing = choropleth(france(), values, SHARE, partial=True, title=TITLE, description="d")
    known = known_words(subject("partial", 20))
    return standalone(drawing, known, source="annuaire, 21 novembre 2026", address=ADDRESS)


def test_a_file_says_everything_in_words():
    texts = [text.text for text in read(file()).iter(f"{SVG}text")]
    said = " ".join(texts)
    assert TITLE in said
    assert all(str(label) in texts for label in SHARE.labels)
    assert "donnée absente" in texts
    assert "17 centres connus, 20 annoncés." in texts
    assert WARNING in said
    assert "Source : annuaire, 21 novembre 2026" in texts
    assert ADDRESS in "".join(texts)


@pytest.mark.parametrize(
    ("completeness", "announced", "lines"),
    [("complete", 17, 1), ("partial", None, 2), ("reference_sites_complete", 20, 2)],
)
def test_what_is_known_of_the_list(completeness, announced, lines):
    words = list(known_words(subject(completeness, announced)))
    assert len(words) == lines
    assert ("inconnu" in words[0]) is (announced is None)


def test_no_line_of_text_leaves_the_picture():
    root = read(file())
    width, height = float(root.get("width")), float(root.get("height"))
    for text in root.iter(f"{SVG}text"):
        assert float(text.get("y")) < height
    with Image.open(io.BytesIO(as_png(file(), round(width)))) as picture:
        margins = [(0, 0, 30, picture.height), (picture.width - 30, 0, *picture.size)]
        for margin in margins:
            assert picture.convert("L").crop(margin).getextrema() == (255, 255)


@pytest.mark.parametrize("width", [1600, 400])
def test_the_picture_has_the_width_that_is_asked_and_is_not_blank(width):
    svg = file()
    with Image.open(io.BytesIO(as_png(svg, width))) as picture:
        root = read(svg)
        ratio = float(root.get("height")) / float(root.get("width"))
        assert picture.format == "PNG"
        assert picture.width == width
        assert picture.height == pytest.approx(width * ratio, abs=1)
        colours = {colour for _count, colour in picture.convert("RGB").getcolors(1 << 20)}
    for colour in SHARE.colours:
        assert tuple(bytes.fromhex(colour[1:])) in colours


def test_letters_are_drawn():
    """Without a font, resvg draws a text as nothing at all."""
    svg = file()
    without = re.sub(r"<text.*?</text>", "", svg)
    assert as_png(svg, 400) != as_png(without, 400)


def test_what_is_no_svg_is_refused():
    with pytest.raises(ValueError, match="root node"):
        as_png("<svg")
