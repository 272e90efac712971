"""The reviewed file of who answers for each curated disease, and what the site answers now."""

import csv
from pathlib import Path

from routing.directory import current
from tests.data.shipped import lines

FILE = Path(__file__).with_suffix(".csv")
COLUMNS = ("orpha", "name", "exact", "ancestor")
LEVELS = ("exact", "ancestor")

Row = dict[str, str]


def as_reviewed() -> list[Row]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_they_answer() -> list[Row]:
    """One row a curated disease or group, by ORPHA code; networks by slug, separated by |."""
    directory = current()
    curated = sorted(
        int(line["orpha"]) for line in lines("diseases/diseases") if line["searchable"] == "true"
    )
    rows = []
    for orpha in curated:
        scope = directory.scope(orpha)
        assert scope is not None, orpha
        row = {"orpha": str(orpha), "name": scope.card.name}
        for level in LEVELS:
            answering = [slug for slug, m in scope.answering.items() if m.level == level]
            row[level] = "|".join(sorted(answering))
        rows.append(row)
    return rows


def write() -> None:
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(as_they_answer())


if __name__ == "__main__":
    import django

    django.setup()
    write()
