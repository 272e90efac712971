"""How one table is fed: what the diff engine, its SQL and the overlay of corrections share."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model


@dataclass(frozen=True)
class Yield:
    """Columns that a source leaves to another one, where that one names the row too, unless its own
    value of a column is the one of `unless`."""

    source: str
    columns: tuple[str, ...]
    unless: tuple[str, str] | None = None


@dataclass(frozen=True)
class Feed:
    """How one table is fed.

    `key` and `columns` are names of fields; `columns` are those of which the source speaks, keys
    first. `rows` gives their values in that order; `query` instead is a SELECT of them, for a
    table that is wholly derived from others. `kept` maps a boolean field to the columns that
    must stay as they are where it is true. `set_of` is for a many-to-many table: its field that
    owns the set, and the name of the set there; such a set is corrected as a whole. `partial`: the
    source speaks of some rows only, those that it does not name stay. `prepare` sets aside what
    `query` reads besides the tables. `yields` is what is left to other sources. `borrowed`: the
    rows belong to others; this source changes some columns, and neither makes nor removes any.
    """

    title: str
    model: type[Model]
    key: tuple[str, ...]
    columns: tuple[str, ...]
    rows: Callable[[], Iterable[Sequence[Any]]] | None = None
    query: str = ""
    path: str = ""
    kept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    set_of: tuple[str, str] | None = None
    partial: bool = False
    prepare: Callable[[], None] | None = None
    yields: tuple[Yield, ...] = ()
    borrowed: bool = False

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def is_derived(self) -> bool:
        return bool(self.query)
