"""The drawings of a study, each with its title, its legend and its source."""

from collections.abc import Iterable

from observatory import drawn
from observatory.drawings.choropleth import choropleth
from observatory.drawings.download import known_words, standalone
from observatory.drawings.drawing import Drawing
from observatory.drawings.shapes import Shapes, communes_of, france
from observatory.studies.document import Picture
from observatory.studies.sections import address_of
from routing.coverage.answering import Coverage
from routing.coverage.figures import Figures

SOURCE = "annuaire ESMARA ; INSEE (populations légales 2023), IGN, DILA"
SAME_FIGURES = "Le texte de l’étude donne les chiffres."


def country_map(coverage: Coverage, title: str, name: str = "carte") -> Picture:
    """Departments by the share of their people within the threshold."""
    return _map(coverage, name, title, "share", france(), coverage.departments)


def communes_map(coverage: Coverage, title: str, name: str = "carte") -> Picture:
    """The communes of the departments that are asked, by minutes to the nearest known site."""
    shapes = communes_of(*coverage.question.departments)
    return _map(coverage, name, title, "median", shapes, coverage.communes)


def histogram(coverage: Coverage) -> Picture:
    """People by minutes to the nearest known site."""
    return _picture(coverage, "histogramme", drawn.histogram(coverage).drawing)


def _map(
    coverage: Coverage,
    name: str,
    title: str,
    variable: str,
    shapes: Shapes,
    figures: Iterable[Figures],
) -> Picture:
    shown = drawn.MAPS_BY_NAME[variable]
    drawing = choropleth(
        shapes,
        shown.values(figures, coverage.question.minutes),
        shown.scale,
        partial=not coverage.subject.is_complete,
        title=title,
        description=SAME_FIGURES,
        sites=coverage.supply.sites,
    )
    return _picture(coverage, name, drawing)


def _picture(coverage: Coverage, name: str, drawing: Drawing) -> Picture:
    known = known_words(coverage.subject)
    svg = standalone(drawing, known, source=SOURCE, address=address_of(coverage.question))
    return Picture(name, drawing.title, svg)
