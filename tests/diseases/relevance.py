"""How well the search does on relevance.csv: what it finds first, lists, misses, gets wrong."""

import csv
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from diseases.search import search
from foundations.problems import Problem
from routing.orientation import orient
from routing.question import Question

FILE = Path(__file__).with_suffix(".csv")
COMMUNE, AGE = "94028", 30.0
LISTED = 10

Row = dict[str, str]


@dataclass
class Relevance:
    """`low` are listed where they should be first; `silent` were answered for another disease."""

    asked: Counter = field(default_factory=Counter)
    low: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """First, or a listed choice."""
        return 1 - len(self.missed) / sum(self.asked.values())

    def told(self) -> str:
        lines = [
            f"{sum(self.asked.values())} questions, {self.share:.1%} first or listed",
            *(f"missed: {line}" for line in self.missed),
            *(f"not first: {line}" for line in self.low),
            *(f"WRONG: {line}" for line in self.silent),
        ]
        return "\n".join(lines)


def rows(needs: set[str]) -> list[Row]:
    """The questions that can be answered with what is loaded; OMIM codes need a file of them."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [
            row for row in csv.DictReader(file) if row["needs"] in needs and row["kind"] != "omim"
        ]


def measure(asked: list[Row]) -> Relevance:
    relevance = Relevance()
    for row in asked:
        relevance.asked[row["kind"]] += 1
        query = row["query"]
        expected = {int(orpha) for orpha in row["expected"].split("|")}
        found = [hit.orpha for hit in search(query, LISTED)]
        said = f"{row['kind']} « {query} »: {row['expected']} in {found[:5]}"
        if not expected & set(found):
            relevance.missed.append(said)
        elif row["mode"] == "first" and found[0] not in expected:
            relevance.low.append(said)
        answered = answered_for(query)
        if answered is not None and answered not in expected:
            relevance.silent.append(f"{said}, answered for {answered}")
    return relevance


def answered_for(query: str) -> int | None:
    """The disease that the finder takes the text for without asking; None when it asks."""
    try:
        answer = orient(Question(commune=COMMUNE, disease_text=query, age=AGE))
    except Problem:
        return None
    if answer.status == "choose_disease" or answer.disease is None:
        return None
    return answer.disease.orpha
