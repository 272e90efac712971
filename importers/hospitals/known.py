"""The rows that the directory has, as sources say them, and who made them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model

from foundations.corrections import WHOLE_ROW, label_of
from foundations.models import Correction
from importers.models import LoadedRow
from importers.named_rows import as_sources_say

Row = dict[str, Any]
A_PERSON = "a person"
"""Stands among the sources of a row that a person added: a register that comes to name it later
does not make it its own."""


class Known:
    """The rows of a table by FINESS number, without what people corrected.

    `curated` are those that no machine alone made: the shipped files or a person hold them, and a
    register only changes what it is the truth of (docs/decisions/0018).
    """

    def __init__(self, model: type[Model], columns: Sequence[str], machines: Iterable[str]) -> None:
        rows = as_sources_say(model._default_manager.order_by("pk"), ("pk", *columns))
        self.rows = {row["pk"]: storable(row) for row in rows}
        self._by_number: dict[str, list[Row]] = {}
        for row in self.rows.values():
            if row.get("finess"):
                self._by_number.setdefault(row["finess"], []).append(row)
        self.by_finess = {finess: rows[-1] for finess, rows in self._by_number.items()}
        self._sources: dict[str, set[str]] = {}
        named = LoadedRow.objects.filter(table=model._meta.label_lower)
        for key, source in named.values_list("key", "source"):
            self._sources.setdefault(key, set()).add(source)
        by_hand = Correction.objects.filter(model__in=_labels(model), field=WHOLE_ROW)
        for key in by_hand.values_list("key", flat=True):
            self._sources.setdefault(key, set()).add(A_PERSON)
        self._machines = set(machines)

    def all_of(self, finess: str) -> list[Row]:
        """Every row of a number: two curated services may share one."""
        return self._by_number.get(finess, [])

    def named_by(self, source: str) -> list[Row]:
        return [row for pk, row in self.rows.items() if source in self.sources_of(pk)]

    def sources_of(self, pk: int) -> set[str]:
        return self._sources.get(str(pk), set())

    def is_curated(self, row: Row) -> bool:
        sources = self.sources_of(row["pk"])
        return not sources or not sources <= self._machines


def _labels(model: type[Model]) -> list[str]:
    """The names under which a correction may be filed: the table's own, its parents'."""
    return [label_of(one) for one in (model, *model._meta.all_parents)]


def storable(row: Row) -> Row:
    """The values as COPY writes them: a position as EWKT."""
    return {column: getattr(value, "ewkt", value) for column, value in row.items()}
