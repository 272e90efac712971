"""Departments, or the communes of one, coloured by class."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from observatory.drawings.classes import Scale
from observatory.drawings.drawing import Drawing, Entry, Fill, Paints, drawn
from observatory.drawings.shapes import Shape, Shapes
from routing.coverage.sites import Site

OUTSIDE = Fill("#ffffff", "drawing__paper")
"""Of a shape that the question leaves out: neither a class nor missing data."""


@dataclass(frozen=True, slots=True)
class Area:
    """A shape with what is said of it."""

    path: str
    fill: Fill
    words: str
    href: str
    is_repeated: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A site in the drawing; `mark` is "site", "unconfirmed" or "hypothetical"."""

    x: float
    y: float
    mark: str
    words: str


def choropleth(
    shapes: Shapes,
    values: Mapping[str, float | None],
    scale: Scale,
    *,
    partial: bool,
    title: str,
    description: str,
    sites: Sequence[Site] = (),
    link: Callable[[str], str] | None = None,
    ident: str = "carte",
) -> Drawing:
    """The map as SVG. `values` by code (INSEE), as the figures of coverage hold them; a shape whose
    code is not among them is outside what is asked, and is left blank.

    `partial` hatches every class, so that an unfinished list is never read as a gap. `link` gives
    the address of a shape. `ident` begins the identifiers, which must be unique in a page.
    """
    paints = Paints(ident, scale, partial)
    dots = list(_dots(shapes, sites))
    context = {
        "ident": ident,
        "description": description,
        "paints": paints,
        "shapes": shapes,
        "areas": [_area(shape, values, paints, link) for shape in shapes.shapes],
        "dots": dots,
        "has_links": link is not None,
        "edge": 0.8 if shapes.frames else 0.5,
        "radius": 4 if len(dots) > 60 else 5.5,
    }
    legend = (*paints.legend, *_legend_of_sites(dots))
    size = (shapes.width, shapes.height)
    return drawn("choropleth.svg", context, size=size, title=title, legend=legend)


def _area(
    shape: Shape,
    values: Mapping[str, float | None],
    paints: Paints,
    link: Callable[[str], str] | None,
) -> Area:
    if shape.code not in values:
        return Area(shape.path, OUTSIDE, _outside(shape), "", shape.is_repeated)
    value = values[shape.code]
    said = {"name": shape.name, "code": shape.code, "value": paints.scale.told(value)}
    words = _("%(name)s (%(code)s) : %(value)s") % said
    if paints.is_partial and value is not None:
        words = _("%(words)s, liste partielle") % {"words": words}
    href = link(shape.code) if link else ""
    return Area(shape.path, paints.fill(value), words, href, shape.is_repeated)


def _outside(shape: Shape) -> str:
    return _("%(name)s (%(code)s) : hors de la question") % {
        "name": shape.name,
        "code": shape.code,
    }


def _dots(shapes: Shapes, sites: Iterable[Site]) -> Iterable[Dot]:
    """Sites that stand in the drawing, twice for one that an inset shows larger."""
    for site in sites:
        for fit in shapes.fits:
            place = fit.place(site.lon, site.lat, site.department)
            if place is not None:
                yield Dot(*place, _mark(site), site.name)


def _mark(site: Site) -> str:
    if site.hypothetical:
        return "hypothetical"
    return "site" if site.confirmed else "unconfirmed"


def _legend_of_sites(dots: Iterable[Dot]) -> Iterable[Entry]:
    words = {
        "site": _("site connu"),
        "unconfirmed": _("site connu, public non précisé"),
        "hypothetical": _("site d’un scénario"),
    }
    drawn_marks = {dot.mark for dot in dots}
    return (Entry(words[mark], mark=mark) for mark in words if mark in drawn_marks)
