"""What the documents point at exists: files, numbers of decisions, commands."""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
DECISIONS = ROOT / "docs" / "decisions"
DOCUMENTS = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "data").rglob("*.md")),
]
LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMAND = re.compile(r"make manage ARGS=\"?([a-z_]+)")
TARGET = re.compile(r"`make ([a-z-]+)")


def named(document: Path) -> str:
    return str(document.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_file_that_a_document_links_to_exists(document: Path):
    links = [urlsplit(link) for link in LINK.findall(document.read_text())]
    files = [link.path for link in links if not link.scheme and link.path]
    assert [file for file in files if not (document.parent / file).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_command_that_a_document_names_exists(document: Path):
    text = document.read_text()
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M)
    assert set(COMMAND.findall(text)) - set(get_commands()) == set()
    assert set(TARGET.findall(text)) - set(targets) == set()


def test_a_decision_has_a_number_of_its_own_and_its_title_says_it():
    files = sorted(DECISIONS.glob("*.md"))
    numbers = [int(file.name[:4]) for file in files]
    assert numbers == list(range(1, len(files) + 1)), Counter(numbers).most_common(1)
    for file, number in zip(files, numbers, strict=True):
        assert file.read_text().startswith(f"# {number}. "), file.name
