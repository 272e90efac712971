"""The guide says what the code does: its tables of columns are those of the targets."""

from pathlib import Path

import pytest

from importers.spreadsheets import limits
from importers.spreadsheets.documents import table_of_fields
from importers.spreadsheets.keeping import DRAFT_DAYS, REPORT_DAYS
from importers.spreadsheets.targets import TARGETS

GUIDE = Path(__file__).parents[3] / "docs" / "how-to" / "spreadsheets.md"


@pytest.mark.parametrize("key", TARGETS)
def test_every_column_is_in_the_guide(key):
    target = TARGETS[key]
    wanted = "\n".join([f"### {target.title}", "", *table_of_fields(target)])
    assert wanted in GUIDE.read_text(), f"write this in {GUIDE.name}:\n{wanted}"


def test_the_figures_of_the_guide_are_those_of_the_code():
    text = " ".join(GUIDE.read_text().split())
    for figure in (
        f"{limits.MAX_FILE_BYTES // limits.MEBIBYTE} Mo au plus",
        f"{limits.MAX_ROWS:,} lignes".replace(",", " "),
        f"{limits.MAX_COLUMNS} colonnes",
        f"{limits.MAX_CELLS:,} cellules".replace(",", " "),
        f"Au plus {limits.PLACES_ASKED} communes",
        f"au bout de {DRAFT_DAYS} jours",
        f"effacées {REPORT_DAYS} jours",
    ):
        assert figure in text, figure
