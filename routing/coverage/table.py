"""The columns of coverage, defined once: screen tables, files and the API read them here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from foundations.spreadsheets import Cell
from routing.coverage.answering import Coverage
from routing.coverage.figures import Figures
from routing.coverage.served import Served, served
from routing.coverage.sites import Site

WARNING = (
    "Minutes estimées en voiture, à vol d'oiseau corrigé, sans embouteillage : ni transports en "
    "commun, ni trajet réel. Une liste partielle n'est jamais un manque."
)


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is stable and for machines; `heading` is what people read, with the unit in it.

    `kind` tells how a value is written: "text", "count", "minutes", "km", "share" (0 to 1), "rate"
    (sites for 100,000 people) or "index" (0 to 1).
    """

    name: str
    heading: str
    kind: str
    value: Callable[[Figures], Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one level under the same columns."""

    title: str
    level: str
    columns: Sequence[Column]
    figures: Sequence[Figures]

    @property
    def rows(self) -> Iterator[list[Cell]]:
        for row in self.figures:
            yield [column.value(row) for column in self.columns]


def table(coverage: Coverage, level: str) -> Table:
    """`level` is "department", "region" or "commune"."""
    rows = {
        "department": lambda: coverage.departments,
        "region": lambda: coverage.regions,
        "commune": lambda: coverage.communes,
    }[level]()
    return Table(coverage.subject.name, level, columns(coverage, level), rows)


def columns(coverage: Coverage, level: str) -> list[Column]:
    """Those of a level, ending with what is known of the list and the warning that goes with it."""
    subject = coverage.subject
    found = [
        Column("code", _("Code"), "text", lambda row: row.zone.code),
        Column("name", _("Nom"), "text", lambda row: row.zone.name),
    ]
    if level == "commune":
        found.append(Column("department", _("Département"), "text", lambda r: r.zone.department))
    if level != "commune":
        found.append(Column("region", _("Région"), "text", lambda row: row.zone.region))
    found += [
        Column("territory", _("Territoire"), "text", lambda row: row.zone.territory),
        Column("people", _("Population"), "count", lambda row: row.people),
        Column("measured", _("Population mesurée"), "count", lambda row: row.measured),
    ]
    if level != "commune":
        found += [
            Column("sites", _("Sites connus"), "count", lambda row: row.sites),
            Column(
                "unconfirmed_sites",
                _("dont public non précisé"),
                "count",
                lambda row: row.unconfirmed_sites,
            ),
        ]
    found += [
        Column("median_km", _("Distance médiane (km)"), "km", lambda row: row.median_km),
        Column("mean_minutes", _("Minutes en moyenne"), "minutes", lambda row: row.mean),
        Column("median_minutes", _("Minutes, médiane"), "minutes", lambda row: row.median),
        Column("p90_minutes", _("Minutes, 9e décile"), "minutes", lambda row: row.p90),
        Column(
            "second_median_minutes",
            _("Minutes jusqu'au deuxième site, médiane"),
            "minutes",
            lambda row: row.second_median,
        ),
        Column(
            "confirmed_median_minutes",
            _("Minutes jusqu'à un site au public confirmé, médiane"),
            "minutes",
            lambda row: row.confirmed_median,
        ),
        *(_nearest_columns(coverage) if level == "commune" else ()),
        *_share_columns(coverage.question.every_threshold),
        Column(
            "people_beyond",
            _("Habitants à plus de %(minutes)d min") % {"minutes": coverage.question.minutes},
            "count",
            lambda row: row.beyond,
        ),
        Column("gini", _("Gini de l'accessibilité"), "index", lambda row: row.gini),
        Column("two_step", _("2SFCA (sites pour 100 000)"), "rate", lambda row: row.two_step),
        Column("enhanced", _("E2SFCA (sites pour 100 000)"), "rate", lambda row: row.enhanced),
        Column("three_step", _("3SFCA (sites pour 100 000)"), "rate", lambda row: row.three_step),
        Column("known", _("Centres connus"), "count", lambda _row: subject.known),
        Column("announced", _("Centres annoncés"), "count", lambda _row: subject.announced),
        Column("completeness", _("Liste"), "text", lambda _row: subject.completeness),
        Column("warning", _("Avertissement"), "text", lambda _row: WARNING),
    ]
    return found


def _nearest_columns(coverage: Coverage) -> Iterator[Column]:
    """The nearest site of a commune with the range of the minutes, and the second nearest."""
    by_commune = {one.insee: one for one in served(coverage)}

    def told(name: str, heading: str, kind: str, value: Callable[[Served], Cell]) -> Column:
        return Column(name, heading, kind, lambda row: value(by_commune[row.zone.code]))

    yield told("minutes_low", _("Minutes, borne basse"), "minutes", lambda one: one.minutes_low)
    yield told("minutes_high", _("Minutes, borne haute"), "minutes", lambda one: one.minutes_high)
    yield told("nearest_site", _("Site le plus proche"), "text", lambda one: _name(one.site))
    yield told("nearest_finess", _("son FINESS"), "text", lambda one: _finess(one.site))
    yield told("second_site", _("Deuxième site"), "text", lambda one: _name(one.second))
    yield told("second_finess", _("FINESS du deuxième"), "text", lambda one: _finess(one.second))


def _name(site: Site | None) -> Cell:
    return site.name if site else None


def _finess(site: Site | None) -> Cell:
    return site.finess or None if site else None


def _share_columns(thresholds: Sequence[int]) -> Iterator[Column]:
    for minutes in thresholds:
        said = {"minutes": minutes}
        for suffix, bound, heading in (
            ("", "central", _("Part à %(minutes)d min ou moins")),
            ("_low", "low", _("Part à %(minutes)d min, borne basse")),
            ("_high", "high", _("Part à %(minutes)d min, borne haute")),
        ):
            name = f"share_{minutes}{suffix}"
            yield Column(name, heading % said, "share", _share(minutes, bound))


def _share(minutes: int, bound: str) -> Callable[[Figures], Cell]:
    def value(row: Figures) -> Cell:
        return getattr(next(one for one in row.shares if one.minutes == minutes), bound)

    return value
