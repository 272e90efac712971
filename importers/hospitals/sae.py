"""Two files of the SAE (DREES): ID, one line a site, and URGENCES, one an authorised department."""

from collections.abc import Iterator
from dataclasses import dataclass

from importers.reading.lines import TextFile, columns_of
from importers.report import BrokenFile

SEPARATOR = ";"
ID = {"fi", "rs", "fi_ej", "cat", "sir", "cominsee", "armt", "numvoi", "cpo", "libcom"}
EMERGENCIES = {"fi", "autsu", "autgen", "autped", "autsais"}
FINESS_LENGTH = 9


@dataclass(frozen=True, slots=True)
class Site:
    """A line of ID, its texts by column in lower case."""

    line: int
    year: int
    finess: str
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Emergency:
    """An emergency department that is authorised: for all ages, for children, in the season."""

    line: int
    year: int
    finess: str
    name: str
    general: bool
    paediatric: bool
    seasonal: bool


@dataclass(frozen=True, slots=True)
class Survey:
    """What the two files of one year say."""

    year: int
    id_file: str
    emergency_file: str
    sites: dict[str, Site]
    emergencies: tuple[Emergency, ...]


def survey(files: list[TextFile]) -> Survey:
    """Read ID and URGENCES, in any order. Raises BrokenFile when one is missing, cut, or of another
    year, and when one says twice what it says once."""
    id_file = _only(files, ID, "ID (un site par ligne)")
    emergency_file = _only(files, EMERGENCIES, "URGENCES (un service d'urgences par ligne)")
    sites: dict[str, Site] = {}
    for number, texts in _rows(id_file):
        finess = _finess(id_file, number, texts["fi"])
        if finess in sites:
            raise BrokenFile(id_file.name, f"deux lignes pour {finess}", number)
        sites[finess] = Site(number, _year(id_file, number, texts), finess, texts)
    emergencies = tuple(_emergencies(emergency_file))
    years = {site.year for site in sites.values()} | {one.year for one in emergencies}
    if len(years) != 1:
        raise BrokenFile(emergency_file.name, f"plusieurs années ensemble : {sorted(years)}")
    return Survey(years.pop(), id_file.name, emergency_file.name, sites, emergencies)


def _emergencies(file: TextFile) -> Iterator[Emergency]:
    seen = set()
    for number, texts in _rows(file):
        finess = _finess(file, number, texts["fi"])
        if finess in seen:
            raise BrokenFile(file.name, f"deux lignes pour {finess}", number)
        seen.add(finess)
        if texts["autsu"] != "1":
            continue
        yield Emergency(
            line=number,
            year=_year(file, number, texts),
            finess=finess,
            name=texts.get("rs", ""),
            general=texts["autgen"] == "1",
            paediatric=texts["autped"] == "1",
            seasonal=texts["autsais"] == "1",
        )


def _only(files: list[TextFile], wanted: set[str], what: str) -> TextFile:
    found = [file for file in files if wanted <= set(columns_of(file.first, SEPARATOR))]
    if len(found) != 1:
        names = ", ".join(file.name for file in files)
        count = "aucun" if not found else "plusieurs"
        raise BrokenFile(names, f"{count} fichier {what} de la SAE parmi ceux donnés")
    return found[0]


def _rows(file: TextFile) -> Iterator[tuple[int, dict[str, str]]]:
    header = columns_of(file.first, SEPARATOR)
    count = 0
    with file.lines() as lines:
        for number, line in lines:
            if number == 1 or not line:
                continue
            texts = [text.strip() for text in line.split(SEPARATOR)]
            if len(texts) != len(header):
                message = f"{len(texts)} champs au lieu de {len(header)} : fichier tronqué ?"
                raise BrokenFile(file.name, message, number)
            count += 1
            yield number, dict(zip(header, texts, strict=True))
    if not count:
        raise BrokenFile(file.name, "fichier sans aucune ligne", 1)


def _finess(file: TextFile, number: int, text: str) -> str:
    finess = text.zfill(FINESS_LENGTH)
    if len(finess) != FINESS_LENGTH or not finess[2:].isdigit():
        raise BrokenFile(file.name, f"fi : « {text} » n'est pas un numéro FINESS", number)
    return finess


def _year(file: TextFile, number: int, texts: dict[str, str]) -> int:
    if not texts.get("an", "").isdigit():
        raise BrokenFile(file.name, f"an : « {texts.get('an', '')} » n'est pas une année", number)
    return int(texts["an"])
