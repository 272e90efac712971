"""A copy of the shipped files that a test may spoil, and a quick load of it."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction

from importers import directory, guides, nomenclature, pathways, resources
from importers.diff import synchronise
from importers.report import Quiet, TableDiff


@pytest.fixture
def shipped(tmp_path: Path, settings) -> Path:
    """data/ as a test may change it; communes are linked, not copied."""
    original = Path(settings.DATA_DIR)
    for folder in ("diseases", "directory", "resources", "pathways"):
        shutil.copytree(original / folder, tmp_path / folder)
    (tmp_path / "communes").symlink_to(original / "communes")
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def load(db, shipped: Path) -> Callable[..., dict[str, TableDiff]]:
    """Load diseases, directory, resources and pathways from the copy; the diffs by table."""

    def load_once(force: bool = False) -> dict[str, TableDiff]:
        with transaction.atomic():
            feeds = [
                *nomenclature.feeds(),
                *directory.feeds(),
                *resources.feeds(),
                *pathways.feeds(),
                *guides.feeds(),
            ]
            return {diff.table: diff for diff in synchronise(feeds, Quiet(), force=force)}

    return load_once


def change(path: Path, keep_or_change: Callable[[dict[str, str]], dict[str, str] | None]) -> int:
    """Pass every line of a CSV file through a function that changes it, or drops it with None."""
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        columns = list(reader.fieldnames or [])
        lines = list(reader)
    kept = [line for line in (keep_or_change(dict(line)) for line in lines) if line is not None]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)
    return len(lines) - len(kept)


def without(**wanted: str) -> Callable[[dict[str, str]], dict[str, str] | None]:
    """Drop the lines that have these values."""
    return lambda line: None if wanted.items() <= line.items() else line


def with_value(
    where: dict[str, str], **values: str
) -> Callable[[dict[str, str]], dict[str, str] | None]:
    """Give these values to the lines that have those."""
    return lambda line: {**line, **values} if where.items() <= line.items() else line
