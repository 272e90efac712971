"""Rows of a file on their way to a plan: their cells, cleaned."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from importers.spreadsheets.cleaners import Refused, tidy
from importers.spreadsheets.communes_named import Said
from importers.spreadsheets.fields import EMPTIES
from importers.spreadsheets.guessing import Mapping
from importers.spreadsheets.matching import Match
from importers.spreadsheets.plan import REFUSED, Outcome
from importers.spreadsheets.sheets import shown
from importers.spreadsheets.table import Row, Table
from importers.spreadsheets.target import Target

ERASED = object()
"""The value of a cell that says to empty."""


@dataclass
class Read:
    """A row of the file on its way: its clean values by key of field, what they refer to."""

    row: Row
    outcome: Outcome
    values: dict[str, Any] = field(default_factory=dict)
    communes: tuple[str, ...] = ()
    said: Said = field(default_factory=Said)
    is_by_postal_line: bool = False
    department: str = ""
    establishment: Any = None
    match: Match = field(default_factory=Match)

    @property
    def is_refused(self) -> bool:
        return self.outcome.state == REFUSED

    def text(self, key: str) -> str:
        value = self.values.get(key, "")
        return "" if value is ERASED else str(value)


class Cells:
    """The cells of the rows of one file, read by the fields that they are mapped to."""

    def __init__(self, table: Table, target: Target, mapping: Mapping) -> None:
        self.table, self.target, self.mapping = table, target, mapping

    def rows(self) -> list[Read]:
        return [self._clean(row) for row in self.table.rows]

    def _clean(self, row: Row) -> Read:
        cells = [row.cells.get(column.index, "") for column in self.table.columns]
        outcome = Outcome(row.line, cells=[_kept(cell) for cell in cells])
        read = Read(row, outcome)
        fields = self.target.by_key
        for index, key in self.mapping.items():
            if index not in row.cells:
                continue
            cell, spec = row.cells[index], fields[key]
            if tidy(shown(cell)).lower() == EMPTIES:
                self._erase(read, key, spec.title)
                continue
            try:
                read.values[key] = spec.clean(
                    cell,
                    lambda text, title=spec.title: outcome.notes.append((title, text)),  # type: ignore[misc]
                )
            except Refused as error:
                outcome.refuse(spec.title, str(error))
        outcome.label = read.text("name")
        return read

    def _erase(self, read: Read, key: str, title: str) -> None:
        sets = self.target.by_key[key].sets
        column = self.target.model._meta.get_field(sets) if sets else None
        if column is None or not getattr(column, "blank", False) or key == "slug":
            read.outcome.refuse(title, "cette colonne ne se vide pas par un tableau")
        else:
            read.values[key] = ERASED


def _kept(cell: Any) -> Any:
    return {"date": cell.isoformat()} if isinstance(cell, date) else cell
