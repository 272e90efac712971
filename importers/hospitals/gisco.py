"""Eurostat GISCO's hospitals of France, from FINESS: a position, its quality and a switchboard."""

import csv
from dataclasses import dataclass
from datetime import date, datetime

from foundations.geography import OutsideFrance, point
from importers.hospitals.sae import FINESS_LENGTH
from importers.reading.lines import TextFile, columns_of
from importers.report import BrokenFile
from importers.row_errors import REFUSED, RowError

COLUMNS = {"id", "lat", "lon", "geo_qual", "tel", "ref_date", "cc", "postcode", "city"}
OUT_OF_FRANCE = "hors de France (longitude et latitude échangées ?)"


@dataclass(frozen=True, slots=True)
class Located:
    """A hospital as GISCO places it. `quality`: 1 the door, 2 and 3 the street or the town."""

    line: int
    finess: str
    lon: float
    lat: float
    quality: str
    phone: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Survey:
    file: str
    as_of: date
    hospitals: dict[str, Located]
    errors: tuple[RowError, ...]


def survey(file: TextFile) -> Survey:
    """Read it. Raises BrokenFile for another header, a line that is cut, and a file without lines;
    a position that is none is left out, with an error of its own."""
    header = columns_of(file.first, ",")
    if not set(header) >= COLUMNS:
        missing = ", ".join(sorted(COLUMNS - set(header)))
        raise BrokenFile(file.name, f"ce n'est pas le fichier de GISCO : il manque {missing}", 1)
    hospitals: dict[str, Located] = {}
    errors = []
    with file.lines() as lines:
        for number, line in lines:
            if number == 1 or not line:
                continue
            texts = _texts(file.name, number, line)
            if len(texts) != len(header):
                message = f"{len(texts)} champs au lieu de {len(header)} : fichier tronqué ?"
                raise BrokenFile(file.name, message, number)
            row = dict(zip(header, texts, strict=True))
            found = _located(file.name, number, row)
            if isinstance(found, RowError):
                errors.append(found)
                continue
            if found.finess in hospitals:
                raise BrokenFile(file.name, f"deux lignes pour {found.finess}", number)
            hospitals[found.finess] = found
    if not hospitals:
        raise BrokenFile(file.name, "fichier sans aucune position", 1)
    dates = {hospital.as_of for hospital in hospitals.values()}
    return Survey(file.name, max(dates), hospitals, tuple(errors))


def _texts(name: str, number: int, line: str) -> list[str]:
    try:
        return next(csv.reader([line], strict=True))
    except csv.Error as error:
        message = f"guillemets mal fermés : fichier tronqué ? ({error})"
        raise BrokenFile(name, message, number) from error


def _located(name: str, number: int, row: dict[str, str]) -> Located | RowError:
    finess = row["id"].strip().zfill(FINESS_LENGTH)

    def refused(column: str, reason: str) -> RowError:
        return RowError(REFUSED, name, number, finess, column, row[column.split(",")[0]], reason)

    try:
        as_of = datetime.strptime(row["ref_date"].strip(), "%d/%m/%Y").date()
    except ValueError:
        return refused("ref_date", "ce n'est pas une date (jour/mois/année)")
    try:
        place = point(lon=float(row["lon"]), lat=float(row["lat"]))
    except OutsideFrance:
        return refused("lon,lat", OUT_OF_FRANCE)
    except ValueError:
        return refused("lon,lat", "ce ne sont pas des degrés")
    return Located(number, finess, place.x, place.y, row["geo_qual"], row["tel"].strip(), as_of)
