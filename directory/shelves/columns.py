"""The columns of spreadsheets that several shelves share; their headings are French."""

from typing import Any

from directory.shelves.rows import diseases_of, filieres_of
from directory.shelves.shelf import Column
from resources.models import Shelved


def diseases_words(row: Any) -> str:
    return " | ".join(f"ORPHA:{one.orpha} {one.name}" for one in diseases_of(row))


def filieres_words(row: Any) -> str:
    return " | ".join(one.short_name for one in filieres_of(row))


def precision_words(row: Shelved) -> str:
    return str(row.get_url_precision_display())  # type: ignore[attr-defined]


KEY = Column("Adresse courte", lambda row: row.slug)
TITLE = Column("Titre", lambda row: row.title)
YEAR = Column("Année", lambda row: row.year)
DISEASES = Column("Maladies", diseases_words)
FILIERES = Column("Filières", filieres_words)
ADDRESS = Column("Adresse web", lambda row: row.url)
PRECISION = Column("Où mène l’adresse", precision_words)
NOTE = Column("Remarque", lambda row: row.note)
KIND = Column("Nature", lambda row: str(row.get_kind_display()))

READ = (DISEASES, FILIERES, ADDRESS, PRECISION, NOTE)


def field(heading: str, name: str) -> Column:
    return Column(heading, lambda row: getattr(row, name))


def choice(heading: str, name: str) -> Column:
    return Column(heading, lambda row: str(getattr(row, f"get_{name}_display")()))
