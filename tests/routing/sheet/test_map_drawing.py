"""The small map: what it shows, what it leaves to words, numbers that can be read."""

from base64 import b64decode
from xml.etree import ElementTree

import pytest

from routing.sheet.map_drawing import drawing_of
from routing.sheet.map_frame import HEIGHT, WIDTH
from routing.sheet.map_marks import RADIUS
from routing.sheet.sites import Site
from territories.locating import place_of_commune

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"

MONDOR = ("Hôpital Henri-Mondor", "Créteil", "metropole", 2.45404, 48.79755)
SALPETRIERE = ("Pitié-Salpêtrière", "Paris", "metropole", 2.3652, 48.8385)
COCHIN = ("Cochin", "Paris", "metropole", 2.3405, 48.8378)
LYON = ("Édouard-Herriot", "Lyon", "metropole", 4.8806, 45.7445)
FORT_DE_FRANCE = ("CHU de Martinique", "Fort-de-France", "martinique", -61.0375, 14.6372)


def site(where: tuple, *numbers: str) -> Site:
    name, town, territory, lon, lat = where
    return Site(numbers, name, town, territory, lon, lat, None)


def drawn(commune: str, *sites: Site):
    """The drawing, and its SVG as a tree."""
    drawing = drawing_of(place_of_commune(commune), list(sites))
    kind, data = drawing.source.split(";base64,")
    assert kind == "data:image/svg+xml"
    return drawing, ElementTree.fromstring(b64decode(data))


def texts_of(tree) -> list[str]:
    return [element.text for element in tree.iter(f"{SVG}text")]


def test_nothing_is_drawn_without_a_position() -> None:
    assert drawing_of(place_of_commune("94028"), []) is None


def test_one_marker_a_site_with_the_numbers_of_its_steps() -> None:
    drawing, tree = drawn("94028", site(MONDOR, "2", "4"), site(SALPETRIERE, "3"))
    texts = texts_of(tree)
    assert texts.count("2·4") == 1
    assert texts.count("3") == 1
    assert "Créteil" in texts
    assert "Paris" in texts  # the department
    assert drawing.outside == ()


def test_what_is_far_is_named_at_the_edge_and_beside_the_map() -> None:
    drawing, tree = drawn(
        "94028", site(MONDOR, "2"), site(SALPETRIERE, "3"), site(COCHIN, "4"), site(LYON, "5")
    )
    assert [s.name for s in drawing.outside] == ["Édouard-Herriot"]
    assert "5 Lyon ↘" in texts_of(tree)


def test_another_territory_is_left_to_words() -> None:
    drawing, tree = drawn("97213", site(FORT_DE_FRANCE, "3"), site(MONDOR, "4"))
    assert [s.numbers for s in drawing.inside] == [("3",)]
    assert [s.numbers for s in drawing.outside] == [("4",)]
    assert "Le Lamentin" in texts_of(tree)
    assert not [text for text in texts_of(tree) if text.startswith("4")]


def test_without_a_site_at_home_the_map_is_that_of_the_sites_without_the_disc() -> None:
    _, tree = drawn("97302", site(FORT_DE_FRANCE, "3"))  # Cayenne
    assert not list(tree.iter(f"{SVG}circle"))
    assert "Martinique" in texts_of(tree)


def test_markers_of_one_town_do_not_cover_each_other() -> None:
    near = [(MONDOR[0], MONDOR[1], MONDOR[2], MONDOR[3] + n / 5000, MONDOR[4]) for n in range(5)]
    _, tree = drawn("94028", *(site(where, str(n)) for n, where in enumerate(near, start=1)))
    positions = []
    for group in tree.iter(f"{SVG}g"):
        label = group.find(f"{SVG}text")
        if label is not None and label.text in {"1", "2", "3", "4", "5"}:
            x, y = group.get("transform")[len("translate(") : -1].split()
            positions.append((float(x), float(y)))
    assert len(positions) == 5
    for index, (x, y) in enumerate(positions):
        assert 0 < x < WIDTH
        assert 0 < y < HEIGHT
        for other_x, other_y in positions[:index]:
            assert ((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5 > 1.8 * RADIUS


def test_it_draws_outlines_around_and_a_scale() -> None:
    _, tree = drawn("94028", site(MONDOR, "2"))
    assert len(list(tree.iter(f"{SVG}path"))) > 5  # departments around Créteil, and the scale
    assert "5 km" in texts_of(tree)


@pytest.mark.parametrize("commune", ["97502", "98818", "97127", "29155", "2A004"])
def test_any_place_can_be_drawn(commune: str) -> None:
    """Collectivities without an outline, islands, Corsica."""
    place = place_of_commune(commune)
    own = site(("Hôpital", "Ici", place.territory, place.lon or 2.4, place.lat or 48.8), "1")
    drawing, _ = drawn(commune, own)
    assert drawing.inside


def test_one_query(django_assert_num_queries) -> None:
    place = place_of_commune("94028")
    with django_assert_num_queries(1):
        drawing_of(place, [site(MONDOR, "2")])
