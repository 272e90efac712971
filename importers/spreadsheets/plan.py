"""What a file would change, row by row; nothing is written here.

The same plan is made for the preview and again when it is imported: `Plan.fingerprint` says whether
the directory changed in between.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

State = str
CREATE, UPDATE, UNCHANGED, UNDECIDED, REFUSED = (
    "create",
    "update",
    "unchanged",
    "undecided",
    "refused",
)
STATES = {
    CREATE: "À créer",
    UPDATE: "À modifier",
    UNCHANGED: "Sans changement",
    UNDECIDED: "À décider",
    REFUSED: "Refusées",
}
DONE = {
    **STATES,
    CREATE: "Créées",
    UPDATE: "Modifiées",
    UNDECIDED: "Non décidées",
}
"""The same once the file is imported."""
OF_ONE_ROW = {
    CREATE: ("à créer", "créée"),
    UPDATE: ("à modifier", "modifiée"),
    UNCHANGED: ("sans changement", "sans changement"),
    UNDECIDED: ("à décider", "non décidée"),
    REFUSED: ("refusée", "refusée"),
}
"""What is said beside one row, before and after the import."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value of a row, before and after, as people read it."""

    heading: str
    before: str
    after: str


@dataclass(slots=True)
class Outcome:
    """What becomes of a row of the file. `values` are the attributes to set, `phones` the numbers
    to add, on the row `pk` or on a new one. `notes` say what was restored or left aside; `errors`
    are (heading, sentence)."""

    line: int
    state: State = UNCHANGED
    label: str = ""
    pk: Any = None
    values: dict[str, Any] = field(default_factory=dict)
    phones: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)
    near: list[tuple[Any, str]] = field(default_factory=list)
    cells: list[Any] = field(default_factory=list)

    def refuse(self, heading: str, sentence: str) -> None:
        self.state = REFUSED
        self.errors.append((heading, sentence))

    @property
    def why(self) -> str:
        """Why the row is not imported, in one cell."""
        said = [f"{heading} : {text}" if heading else text for heading, text in self.errors]
        if self.state == UNDECIDED:
            names = " ; ".join(label for _, label in self.near)
            said.append(f"Ressemble à : {names}. Dites si c’est la même ligne")
        return ". ".join(said)


@dataclass(slots=True)
class Plan:
    outcomes: list[Outcome]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(outcome.state for outcome in self.outcomes)
        return {state: found[state] for state in STATES}

    def as_json(self) -> list[dict[str, Any]]:
        """What the pages show, as it is kept with the upload."""
        return [
            {
                "line": outcome.line,
                "state": outcome.state,
                "label": outcome.label,
                "pk": outcome.pk,
                "changes": [[c.heading, c.before, c.after] for c in outcome.changes],
                "notes": [list(note) for note in outcome.notes],
                "errors": [list(error) for error in outcome.errors],
                "near": [list(pair) for pair in outcome.near],
                "why": outcome.why,
                "cells": outcome.cells if outcome.state in (REFUSED, UNDECIDED) else [],
            }
            for outcome in self.outcomes
        ]


def fingerprint(rows: list[dict[str, Any]]) -> str:
    """The same for two plans that would write the same; `rows` are those of `Plan.as_json`."""
    said = [[row["line"], row["state"], row["pk"], row["changes"], row["errors"]] for row in rows]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Rights:
    """What the person who sends the file may do to the table that it fills."""

    may_add: bool
    may_change: Callable[[Any], bool]
    visible: Callable[[list[Any]], set[Any]]
    """Of primary keys, those of the rows that this person may see."""
