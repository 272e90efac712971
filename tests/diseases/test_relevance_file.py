"""relevance.csv is what the search is measured by: each line must be right itself.

`expected` lists ORPHA codes. `first`: the first result is one of them; `listed`: all of them are
among the first ten. `needs` is `shipped` when our own files suffice, `full` when the whole
nomenclature, or a file of OMIM codes, must be loaded.
"""

import csv
import gzip
from collections import Counter
from functools import cache
from pathlib import Path

from foundations.text import fold
from tests.data.shipped import lines
from tests.importers.orphanet.conftest import FRENCH_CSV, real

LEAST = {
    "acronym": 60,
    "typo": 80,
    "english": 25,
    "code": 25,
    "omim": 10,
    "lay": 25,
    "ambiguous": 25,
    "order": 10,
    "prefix": 15,
}


@cache
def wanted() -> list[dict[str, str]]:
    path = Path(__file__).parent / "relevance.csv"
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def nomenclature() -> dict[str, dict[str, str]]:
    """The entities of Orphanet, June 2023, by ORPHA code."""
    with gzip.open(real(FRENCH_CSV), "rt", encoding="utf-8", newline="") as file:
        return {entity["orpha_code"]: entity for entity in csv.DictReader(file)}


def codes(line: dict[str, str]) -> set[str]:
    return set(line["expected"].split("|"))


def searchable() -> set[str]:
    return {line["orpha"] for line in lines("diseases/diseases") if line["searchable"] == "true"}


def test_there_are_enough_of_each_kind():
    kinds = Counter(line["kind"] for line in wanted())

    assert kinds.keys() == LEAST.keys()
    assert not {kind: number for kind, number in LEAST.items() if kinds[kind] < number}
    assert sum(line["needs"] == "full" and line["kind"] != "omim" for line in wanted()) >= 25


def test_each_line_asks_one_question_in_known_words():
    assert {line["mode"] for line in wanted()} == {"first", "listed"}
    assert [q for q, n in Counter(line["query"] for line in wanted()).items() if n > 1] == []
    assert all(line["query"] == line["query"].strip() != "" for line in wanted())
    assert all(1 <= len(codes(line)) <= 10 for line in wanted())


def test_every_expected_code_is_an_active_entity_of_the_nomenclature():
    wrong = [
        line["query"]
        for line in wanted()
        for code in codes(line)
        if nomenclature().get(code, {}).get("status") != "Active"
    ]
    assert wrong == []


def test_a_line_for_the_shipped_files_expects_nothing_else():
    for line in wanted():
        full = line["kind"] == "omim" or not codes(line) <= searchable()
        assert line["needs"] == ("full" if full else "shipped"), line


def test_a_misspelling_is_not_the_name_of_another_disease():
    names: dict[str, set[str]] = {}
    for code, entity in nomenclature().items():
        told = [entity["name_fr"], entity["name_en"], *entity["synonyms_fr"].split("|")]
        for name in told:
            names.setdefault(fold(name), set()).add(code)
    for line in lines("diseases/disease_names"):
        names.setdefault(fold(line["text"]), set()).add(line["orpha"])

    for line in wanted():
        if line["kind"] == "typo":
            assert names.get(fold(line["query"]), set()) <= codes(line), line
