"""Coverage as maps and charts: which figures go to which drawing, in the page and as a file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundations.http import publish
from observatory.drawings.bars import Row, bars, rows
from observatory.drawings.bars import histogram as bins_of
from observatory.drawings.choropleth import choropleth
from observatory.drawings.classes import MINUTES, RATE, SHARE, Scale
from observatory.drawings.download import known_words, standalone
from observatory.drawings.drawing import Drawing
from observatory.drawings.png import as_png
from observatory.drawings.shapes import communes_of, france
from observatory.drawings.strip import Pair, strip
from routing.coverage.answering import Coverage
from routing.coverage.figures import Figures, within
from routing.coverage.files import file_name
from routing.coverage.sites import Site

CONTENT_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@dataclass(frozen=True, slots=True)
class Map:
    """A variable that may be mapped; `name` stands in addresses."""

    name: str
    words: str | Promise
    scale: Scale
    value: Callable[[Figures, int], float | None]

    def values(self, found: Iterable[Figures], minutes: int) -> dict[str, float | None]:
        return {row.zone.code: self.value(row, minutes) for row in found}


def _share(row: Figures, minutes: int) -> float | None:
    return next(one.central for one in row.shares if one.minutes == minutes)


def _median(row: Figures, _minutes: int) -> float | None:
    return row.median


def _enhanced(row: Figures, _minutes: int) -> float | None:
    return row.enhanced


MAPS = (
    Map("share", gettext_lazy("part des habitants sous le seuil"), SHARE, _share),
    Map("median", gettext_lazy("minutes, médiane"), MINUTES, _median),
    Map(
        "enhanced", gettext_lazy("accessibilité (E2SFCA)"), RATE, lambda row, _minutes: row.enhanced
    ),
)
MAPS_BY_NAME = {one.name: one for one in MAPS}
COMMUNE_MAPS = MAPS[1:]
"""All the people of a commune leave from one place: its share is 0 or 100 %, minutes say more."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """The chart and the table of the same bins."""

    drawing: Drawing
    rows: list[Row]


def country_map(
    coverage: Coverage,
    name: str,
    link: Callable[[str], str] | None = None,
    *,
    ident: str = "carte",
) -> Drawing:
    """Departments; those that are not asked are left without data. `ident` is unique in a page."""
    shown = MAPS_BY_NAME[name]
    return _map(coverage, shown, france(), coverage.departments, link, ident)


@dataclass(frozen=True, slots=True)
class Spotted:
    """A site with the places where the country's map shows it: "x,y x,y", in its units."""

    site: Site
    spots: str


def spotted(sites: Iterable[Site]) -> list[Spotted]:
    fits = france().fits
    return [
        Spotted(
            site,
            " ".join(
                f"{place[0]:.1f},{place[1]:.1f}"
                for fit in fits
                if (place := fit.place(site.lon, site.lat, site.department))
            ),
        )
        for site in sites
    ]


def department_map(coverage: Coverage, code: str, name: str) -> Drawing:
    """The communes of one department."""
    shown = MAPS_BY_NAME[of_communes(name)]
    return _map(coverage, shown, communes_of(code), coverage.communes, None)


def of_communes(name: str) -> str:
    """The map of communes that a name stands for."""
    return name if name in {one.name for one in COMMUNE_MAPS} else COMMUNE_MAPS[0].name


def _map(
    coverage: Coverage,
    shown: Map,
    shapes: Any,
    found: Iterable[Figures],
    link: Any,
    ident: str = "carte",
) -> Drawing:
    title = _("%(name)s : %(what)s") % {
        "name": coverage.subject.name,
        "what": _what(shown, coverage.question.minutes),
    }
    return choropleth(
        shapes,
        shown.values(found, coverage.question.minutes),
        shown.scale,
        partial=not coverage.subject.is_complete,
        title=title,
        description=_("Le tableau de la page donne les mêmes chiffres."),
        sites=coverage.supply.sites,
        link=link,
        ident=ident,
    )


def _what(shown: Map, minutes: int) -> str:
    if shown.scale is SHARE:
        return _("habitants à %(minutes)d min ou moins") % {"minutes": minutes}
    return str(shown.words)


def histogram(coverage: Coverage) -> Histogram:
    """People by minutes to the nearest site, in what is asked."""
    asked = within(coverage.measured, coverage.question.departments)
    minutes = coverage.measured.reach.minutes.central[asked]
    bins = bins_of(minutes, coverage.origins.people[asked])
    drawing = bars(
        bins,
        partial=not coverage.subject.is_complete,
        title=_("Habitants par minutes de voiture jusqu’au site connu le plus proche"),
        description=_("Le tableau dessous donne les mêmes chiffres."),
    )
    return Histogram(drawing, rows(bins))


def comparison(a: Coverage, b: Coverage, pairs: Iterable[Any]) -> Drawing:
    """Shares within the threshold of two coverages, zone by zone."""
    return strip(
        [Pair(pair.name, pair.share_a.central, pair.share_b.central) for pair in pairs],
        (a.subject.name, b.subject.name),
        title=_("Part des habitants à %(minutes)d min ou moins") % {"minutes": a.question.minutes},
        description=_("Le tableau dessous donne les mêmes chiffres."),
    )


def picture(
    request: HttpRequest, coverage: Coverage, drawing: Drawing, extension: str, address: str
) -> HttpResponse:
    """A map as a file that stands by itself: title, legend, what is known, source, address."""
    if extension not in CONTENT_TYPES:
        raise Http404
    svg = standalone(
        drawing, known_words(coverage.subject), source=_source(coverage), address=address
    )
    body = as_png(svg) if extension == "png" else svg.encode()
    response = publish(request, body, CONTENT_TYPES[extension])
    name = file_name(coverage, "department", extension)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _source(coverage: Coverage) -> str:
    return _("annuaire ESMARA, données %(version)s consultées le %(day)s ; INSEE, IGN, DILA") % {
        "version": coverage.versions,
        "day": formats.date_format(timezone.localdate(), "j F Y"),
    }
