"""The shipped CSV files as lists of dictionaries."""

import csv
from functools import cache
from pathlib import Path

from django.conf import settings

DATA = Path(settings.DATA_DIR)
FACTS = ("diseases", "directory", "resources", "pathways")


@cache
def lines(name: str) -> list[dict[str, str]]:
    """The lines of data/<name>.csv."""
    with (DATA / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def files() -> list[str]:
    """Every CSV file of facts, by folder and name."""
    return sorted(
        f"{folder}/{path.stem}" for folder in FACTS for path in (DATA / folder).glob("*.csv")
    )


def values(name: str, column: str) -> set[str]:
    """The values of a column, lists opened, empty cells left out."""
    found = {part for line in lines(name) for part in line[column].split("|")}
    return found - {""}
