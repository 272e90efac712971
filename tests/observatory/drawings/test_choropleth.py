"""Maps: every department and commune, in its class, with its words; no data never looks low."""

import dataclasses
import re

import pytest
from django.db import connection

from observatory.drawings.choropleth import choropleth
from observatory.drawings.classes import MINUTES, SHARE
from observatory.drawings.drawing import Drawing
from observatory.drawings.paths import paths
from observatory.drawings.shapes import MARGIN, Shapes, communes_of, france
from routing.coverage.sites import Site
from territories.models import Commune, Department
from tests.observatory.drawings.reading import SVG, areas, read, words

pytestmark = pytest.mark.django_db
KB = 1000


def site(**changed: object) -> Site:
    """A hospital in Paris, unless said otherwise."""
    place = {"department": "75", "territory": "metropole", "lon": 2.3167, "lat": 48.8456}
    told = {"key": "k", "name": "Hôpital Necker", "finess": "", "commune": "Paris", "density": 20e3}
    rest = {"road": True, "precision": "exact", "centres": (), "labels": ()}
    return Site(**{**place, **told, **rest, **changed})


def map_of_france(values=None, scale=SHARE, *, partial=False, **given) -> Drawing:
    if values is None:
        values = {shape.code: index / 104 for index, shape in enumerate(france().shapes)}
    words = {"title": "Part des habitants", "description": "Par département."}
    return choropleth(france(), values, scale, partial=partial, **words | given)


def test_every_department_with_an_outline_is_drawn():
    outlined = set(Department.objects.filter(area__isnull=False).values_list("code", flat=True))
    assert len(outlined) == 101
    assert {shape.code for shape in france().shapes} == outlined
    once = [shape.code for shape in france().shapes if not shape.is_repeated]
    assert sorted(once) == sorted(outlined)
    assert all(shape.path for shape in france().shapes)


def test_overseas_departments_have_frames_with_names_and_corsica_is_in_place():
    drawing = read(map_of_france())
    [names] = [g for g in drawing.iter(f"{SVG}g") if g.get("class") == "drawing__names"]
    overseas = ["Guadeloupe", "Martinique", "Guyane", "La Réunion", "Mayotte"]
    assert [text.text for text in names] == ["Petite couronne", *overseas]
    mainland, corsica, guyane = (place(code) for code in ("75", "2A", "973"))
    assert mainland[1] < corsica[1] < guyane[1]
    assert corsica[0] > 560


def place(code: str) -> tuple[float, float]:
    """Where the drawing of a department begins."""
    shape = next(shape for shape in france().shapes if shape.code == code)
    x, y = re.match(r"M(-?[\d.]+) ?(-?[\d.]+)", shape.path).groups()
    return float(x), float(y)


def test_everything_lies_in_the_picture():
    for shapes in (france(), communes_of("62"), communes_of("973")):
        for shape in shapes.shapes:
            for x, y in corners(shape.path):
                assert 0 <= x <= shapes.width
                assert 0 <= y - shapes.top <= shapes.height


def test_a_department_fills_its_picture():
    for code in ("62", "48", "973"):
        shapes = communes_of(code)
        found = [corner for shape in shapes.shapes for corner in corners(shape.path)]
        xs, ys = [x for x, _y in found], [y for _x, y in found]
        assert min(ys) - shapes.top == pytest.approx(MARGIN, abs=2)
        assert shapes.top + shapes.height - max(ys) == pytest.approx(MARGIN, abs=2)
        longest = max(max(xs) - min(xs), max(ys) - min(ys))
        assert longest == pytest.approx(shapes.width - 2 * MARGIN, abs=2)


def corners(path: str) -> list[tuple[float, float]]:
    """The absolute corners of « M x y l dx dy … z » rings."""
    found = []
    for ring in path.split("z")[:-1]:
        numbers = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", ring)]
        x = y = 0.0
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((x, y))
    return found


def test_paris_is_projected_where_lambert_93_puts_it():
    fit = france().fits[0]
    x, y = fit.place(3.0, 46.5, "03")  # the origin of Lambert-93: E 700 km, N 6,600 km exactly
    assert x == pytest.approx(fit.dx + 700_000 * fit.scale, abs=0.01)
    assert y == pytest.approx(fit.dy - 6_600_000 * fit.scale, abs=0.01)


def test_one_query_then_none(django_assert_num_queries):
    communes_of("48")
    with django_assert_num_queries(1):  # the version
        communes_of("48")


def test_communes_of_a_department_with_arrondissements_instead_of_their_city():
    codes = [shape.code for shape in communes_of("69").shapes]
    assert "69123" not in codes
    assert codes.count("69381") == 1
    expected = Commune.objects.filter(department="69", area__isnull=False).exclude(insee="69123")
    assert set(codes) == set(expected.values_list("insee", flat=True))


def test_an_unknown_department_has_no_shape():
    assert communes_of("00").shapes == ()
    assert communes_of("987").shapes == ()


def test_drawings_are_light():
    assert len(map_of_france(link="/observatoire/{}".format).svg.encode()) < 150 * KB
    largest = communes_of("62")
    values = {shape.code: 0.4 for shape in largest.shapes}
    drawing = choropleth(largest, values, SHARE, partial=True, title="t", description="d")
    assert len(areas(drawing)) == 887
    assert len(drawing.svg.encode()) < 300 * KB


def test_each_shape_tells_its_name_and_value_in_its_class():
    drawing = map_of_france({"01": 0.84, "2A": 0.1, "48": None})
    by_words = {words(path): path for path in areas(drawing)}
    ain = by_words["Ain (01) : 84\N{NO-BREAK SPACE}%"]
    assert (ain.get("fill"), ain.get("class")) == (SHARE.colours[3], "tone-5-1")
    corsica = by_words["Corse-du-Sud (2A) : 10\N{NO-BREAK SPACE}%"]
    assert (corsica.get("fill"), corsica.get("class")) == (SHARE.colours[0], "tone-5-4")
    assert by_words["Lozère (48) : donnée absente"].get("fill") == "url(#carte-absent)"


def test_the_hatch_stands_for_no_data_only():
    values = {shape.code: 100.0 for shape in france().shapes} | {"48": None, "976": float("nan")}
    hatched = [
        words(path)
        for path in areas(map_of_france(values, MINUTES))
        if "absent" in path.get("fill")
    ]
    assert hatched == ["Lozère (48) : donnée absente", "Mayotte (976) : donnée absente"]


def test_a_partial_list_has_its_light_hatch_over_the_colour_of_each_class():
    drawing = map_of_france({"01": 0.84, "48": None}, partial=True)
    fills = {words(path): path.get("fill") for path in areas(drawing)}
    assert fills["Ain (01) : 84\N{NO-BREAK SPACE}%, liste partielle"] == "url(#carte-partial-3)"
    assert fills["Lozère (48) : donnée absente"] == "url(#carte-absent)"
    [pattern] = [p for p in read(drawing).iter(f"{SVG}pattern") if p.get("id") == "carte-partial-3"]
    assert pattern[0].get("fill") == SHARE.colours[3]
    assert "partial" not in map_of_france().svg


@pytest.mark.parametrize("partial", [True, False])
def test_the_legend_has_words_for_every_class_and_both_hatches(partial):
    drawing = map_of_france(partial=partial, sites=[site()])
    said = [entry.words for entry in drawing.legend]
    expected = [*map(str, SHARE.labels), "donnée absente"]
    if partial:
        expected.append("hachures fines : liste partielle, des centres peuvent y manquer")
    assert said == [*expected, "site connu"]
    html = drawing.legend_html
    assert html.count("<li") == len(said)
    assert all(text in html for text in said)
    assert 'r="5.5"' in html  # a comma would hide the mark


def test_sites_stand_in_place_and_paris_also_in_its_inset():
    sites = [
        site(),
        site(department="971", lon=-61.53, lat=16.24, name="CHU de la Guadeloupe", confirmed=False),
        site(department="33", lon=-0.6, lat=44.83, name="Scénario", hypothetical=True),
        site(department="987", lon=-149.5, lat=-17.5, name="Papeete"),
    ]
    drawing = map_of_france(sites=sites)
    [group] = [g for g in read(drawing).iter(f"{SVG}g") if g.get("class") == "drawing__sites"]
    drawn = [(words(dot), dot[1].get("class")) for dot in group]
    assert drawn == [
        ("Hôpital Necker", "mark mark--site"),
        ("Hôpital Necker", "mark mark--site"),
        ("CHU de la Guadeloupe", "mark mark--unconfirmed"),
        ("Scénario", "mark mark--hypothetical"),
    ]
    assert len({dot.get("transform") for dot in group}) == 4


def test_names_are_escaped():
    [ain] = [shape for shape in france().shapes if shape.code == "01"]
    tricky = Shapes(
        640, 640, 0, (dataclasses.replace(ain, name='<b>Ain</b> & "Cie"'),), france().fits[:1]
    )
    drawing = choropleth(
        tricky,
        {"01": 0.5},
        SHARE,
        partial=False,
        title="A < B & C",
        description="<script>",
        sites=[site(name="Hôpital <Foch> & fils")],
        link=lambda code: f'/?a="{code}"&b=<1>',
    )
    root = read(drawing)
    assert root.findtext(f"{SVG}title") == "A < B & C"
    assert root.findtext(f"{SVG}desc") == "<script>"
    assert words(areas(drawing)[0]) == '<b>Ain</b> & "Cie" (01) : 50\N{NO-BREAK SPACE}%'
    assert next(root.iter(f"{SVG}a")).get("href") == '/?a="01"&b=<1>'
    assert "Hôpital &lt;Foch&gt; &amp; fils" in drawing.svg


def test_links_of_departments_once_a_tab_stop():
    drawing = map_of_france(link="/observatoire/{}".format)
    links = list(read(drawing).iter(f"{SVG}a"))
    stops = [link.get("href") for link in links if link.get("tabindex") is None]
    assert len(stops) == len(set(stops)) == 101
    assert "/observatoire/2A" in stops


@pytest.mark.parametrize(("link", "role"), [(None, "img"), ("/d/{}".format, "group")])
def test_a_screen_reader_is_told_what_it_is(link, role):
    """What has role img hides its links: with links it is a group."""
    root = read(map_of_france(link=link))
    assert root.get("role") == role
    named = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    assert named[root.get("aria-labelledby")] == "Part des habitants"
    assert named[root.get("aria-describedby")] == "Par département."


def test_no_style_attribute_and_no_repeated_identifier():
    drawing = map_of_france(partial=True, sites=[site()])
    assert "style" not in re.sub(r">[^<]*<", "><", drawing.svg)
    identifiers = re.findall(r' id="([^"]+)"', drawing.svg)
    assert len(identifiers) == len(set(identifiers))
    assert all(identifier.startswith("carte-") for identifier in identifiers)


def test_a_hole_that_nobody_fills_is_not_drawn_and_an_enclave_is():
    small, large = "4 4, 6 4, 6 6, 4 6, 4 4", "10 10, 10 20, 20 20, 20 10, 10 10"
    around = f"POLYGON((0 0, 30 0, 30 30, 0 30, 0 0), ({small}), ({large}))"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ST_AsBinary(%s::geometry), ST_AsBinary(%s::geometry)",
            [around, f"POLYGON(({small}))"],
        )
        outer, enclave = (bytes(wkb) for wkb in cursor.fetchone())
    [alone] = paths([outer], 0.1)
    assert alone.count("M") == 2
    both, _inside = paths([outer, enclave], 0.1)
    assert both.count("M") == 3


def test_several_departments_are_drawn_together():
    apart = [len(communes_of(code).shapes) for code in ("75", "77")]
    together = communes_of("75", "77")
    assert len(together.shapes) == sum(apart)
    fit = together.fits[0]
    assert fit.place(2.3522, 48.8566, "75")
    assert fit.place(2.6994, 48.4047, "77")
    assert fit.place(2.4667, 48.7833, "94") is None
