"""A list to fill in: our headings, and what one writes under each."""

from pathlib import Path

from foundations.spreadsheets import CONTENT_TYPES, Sheet, written
from importers.label_orders.columns import HEADINGS
from importers.report import BrokenFile


def write_template(path: Path) -> None:
    """Write it as CSV or XLSX, by the name of the file. Raises BrokenFile for another name."""
    extension = path.suffix.lower().lstrip(".")
    if extension not in CONTENT_TYPES:
        raise BrokenFile(path, "le modèle s'écrit en .csv ou en .xlsx")
    sheet = Sheet("Centres labellisés", [heading.title for heading in HEADINGS], [])
    path.write_bytes(written(sheet, extension))
