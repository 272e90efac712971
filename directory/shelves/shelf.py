"""A shelf: rows of one kind, what may be asked of them, and how they are told in a spreadsheet.

Plain values: the rows are read elsewhere (`held`), filtered and counted here.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.http import urlencode

from foundations.provenance import Evidence
from foundations.spreadsheets import Cell, Sheet

Said = str | Promise


class Column(NamedTuple):
    heading: str
    of: Callable[[Any], Cell]


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that rows differ by: `of` gives the values of a row, `words` what one is called."""

    name: str
    legend: Said
    of: Callable[[Any], Iterable[str]]
    words: Callable[[str], Said]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, and the address that asks for it, or that leaves it when chosen."""

    value: str
    words: Said
    count: int
    address: str
    is_chosen: bool

    @property
    def is_from_the_data(self) -> bool:
        """In French whatever the language of the page; what is translated is lazy."""
        return isinstance(self.words, str)


@dataclass(frozen=True, slots=True)
class ShownFacet:
    name: str
    legend: Said
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.is_chosen), None)


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    title: Said
    rows: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """`rows` reads all that is public, `group` says under which heading a row stands.

    `honest` says what the list is not; `elsewhere` leads to the national list.
    """

    slug: str
    title: Said
    lead: Said
    rows: Callable[[], Sequence[Any]]
    facets: tuple[Facet, ...]
    group: Callable[[Any], str]
    group_words: Callable[[str], Said]
    group_order: Callable[[str], Any]
    row: str
    columns: tuple[Column, ...]
    honest: Said
    elsewhere: tuple[tuple[Said, str], ...] = ()
    correct: str = ""
    """The word by which a correction of a row is addressed; empty where its page has the form."""

    @property
    def template(self) -> str:
        return f"directory/shelves/rows/{self.row}.html"

    def asked(self, query: Mapping[str, str]) -> dict[str, str]:
        """The choices of an address, by facet; the others are left aside."""
        return {facet.name: query[facet.name] for facet in self.facets if query.get(facet.name)}

    def found(self, rows: Iterable[Any], asked: Mapping[str, str]) -> list[Any]:
        return [row for row in rows if self._holds(row, asked)]

    def _holds(self, row: Any, asked: Mapping[str, str], but: str = "") -> bool:
        return all(
            facet.name not in asked or facet.name == but or asked[facet.name] in facet.of(row)
            for facet in self.facets
        )

    def shown_facets(self, rows: Sequence[Any], asked: Mapping[str, str]) -> list[ShownFacet]:
        """Each facet with the count that each value would leave beside the other choices."""
        shown = []
        for facet in self.facets:
            beside = [row for row in rows if self._holds(row, asked, but=facet.name)]
            counts = Counter(value for row in beside for value in set(facet.of(row)))
            chosen = asked.get(facet.name)
            choices = [
                Choice(
                    value=value,
                    words=facet.words(value),
                    count=count,
                    address=address(asked, facet.name, "" if value == chosen else value),
                    is_chosen=value == chosen,
                )
                for value, count in counts.items()
            ]
            if len(choices) > 1 or chosen:
                choices.sort(key=lambda choice: (-choice.count, str(choice.words), choice.value))
                shown.append(ShownFacet(facet.name, facet.legend, tuple(choices)))
        return shown

    def unknown(self, rows: Sequence[Any], asked: Mapping[str, str]) -> list[str]:
        """The values asked for that no row of the whole shelf has."""
        return [
            asked[facet.name]
            for facet in self.facets
            if facet.name in asked and not any(asked[facet.name] in facet.of(row) for row in rows)
        ]

    def grouped(self, rows: Iterable[Any]) -> list[Group]:
        """The rows by group, in the order of the groups, then in that of the rows."""
        by_key: dict[str, list[Any]] = {}
        for row in rows:
            by_key.setdefault(self.group(row), []).append(row)
        return [
            Group(key, self.group_words(key), tuple(by_key[key]))
            for key in sorted(by_key, key=lambda key: (self.group_order(key), key))
        ]

    def sheet(self, rows: Iterable[Any]) -> Sheet:
        """What is shown, as a table: in French, each row with its provenance."""
        columns = (*self.columns, *PROVENANCE_COLUMNS)
        return Sheet(
            title=str(self.title),
            headings=[column.heading for column in columns],
            rows=[[column.of(row) for column in columns] for row in rows],
        )


def address(asked: Mapping[str, str], name: str, value: str) -> str:
    """The query of the same list with one facet set, or left when `value` is empty."""
    kept = {key: kept for key, kept in asked.items() if key != name}
    if value:
        kept[name] = value
    return f"?{urlencode(sorted(kept.items()))}" if kept else "?"


def evidence_words(row: Any) -> str:
    return Evidence(row.evidence).label


PROVENANCE_COLUMNS = (
    Column("Preuve", evidence_words),
    Column("Source", lambda row: row.source),
    Column("Adresse de la source", lambda row: row.source_url),
    Column("Licence", lambda row: row.licence),
    Column("Relevé le", lambda row: row.retrieved_on),
    Column("Vérifié le", lambda row: row.verified_on),
)
