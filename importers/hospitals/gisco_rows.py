"""What GISCO says of the hospitals that the directory knows: where they are, their switchboard."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from foundations.geography import point
from importers.directory_rows import PHONE
from importers.feed import Feed
from importers.hospitals import phones
from importers.hospitals.gisco import Located, Survey
from importers.hospitals.known import Known, Row
from importers.hospitals.positions import ABSURD_KM, BESIDE_KM, kilometres_outside
from importers.hospitals.sources import FINESS, GISCO, MACHINES, day, with_source
from importers.named_rows import rows_named_beside
from importers.row_errors import REFUSED, RowError
from structures.models import Establishment, Phone, Structure

COLUMNS = ("finess", "point", "point_precision", "source")
MARK = "Eurostat GISCO"
FAR_OFF = f"à plus de {ABSURD_KM:.0f} km hors de sa commune"
AT_THE_DOOR = "1"
PHONE_COLUMNS = ("structure", *PHONE)


class Positions:
    """The rows of one import. `errors` fills while they are made."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.errors: list[RowError] = []
        self.source = f"{MARK} d’après FINESS, {day(survey.as_of)} (position, standard)"

    def feeds(self) -> list[Feed]:
        return [
            Feed(
                title="positions des établissements",
                model=Establishment,
                key=("finess",),
                columns=COLUMNS,
                rows=self._positions,
                path=self.survey.file,
                borrowed=True,
                partial=True,
            ),
            Feed(
                title="téléphones",
                model=Phone,
                key=("structure", "kind", "number"),
                columns=PHONE_COLUMNS,
                rows=self._phones,
                path=self.survey.file,
            ),
        ]

    @cached_property
    def _known(self) -> Known:
        return Known(Establishment, (*COLUMNS, "commune"), MACHINES)

    def _positions(self) -> Iterator[list[Any]]:
        found = [
            (row, self.survey.hospitals[finess])
            for finess, row in self._known.by_finess.items()
            if finess in self.survey.hospitals
        ]
        outside = kilometres_outside(
            (one.finess, row["commune"], one.lon, one.lat) for row, one in found if row["commune"]
        )
        for row, one in found:
            km = outside.get(one.finess)
            if km is not None and km > ABSURD_KM:
                self._refuse(one, "lon,lat", f"{one.lon},{one.lat}", FAR_OFF)
            elif self._is_wanted(row):
                exact = one.quality == AT_THE_DOOR and km is not None and km <= BESIDE_KM
                precision = Structure.Precision.EXACT if exact else Structure.Precision.PROBABLE
                yield [
                    one.finess,
                    point(lon=one.lon, lat=one.lat).ewkt,
                    precision.value,
                    with_source(row["source"], MARK, self.source),
                ]

    def _is_wanted(self, row: Row) -> bool:
        """A position of 2020 stands in for none, and for the commune's that the SAE's rows have."""
        if row["point"] is None:
            return True
        return not self._known.is_curated(row) and FINESS not in self._known.sources_of(row["pk"])

    def _phones(self) -> Iterator[list[Any]]:
        kind = Phone.Kind.SWITCHBOARD
        others = rows_named_beside(Phone, GISCO).filter(kind=kind)
        told: dict[int, list[Row]] = {}
        for row in others.values(*PHONE_COLUMNS):
            told.setdefault(row["structure"], []).append(row)
        for finess, row in self._known.by_finess.items():
            one = self.survey.hospitals.get(finess)
            number = self._number(one) if one else ""
            if one is None or not number:
                continue
            beside = told.get(row["pk"], [])
            same = next((phone for phone in beside if phone["number"] == number), None)
            if same:
                yield [same[column] for column in PHONE_COLUMNS]
            elif not beside:
                yield [row["pk"], number, kind.value, "", one.as_of, "", self.source]

    def _number(self, one: Located) -> str:
        try:
            return phones.number(one.phone)
        except ValueError as error:
            self._refuse(one, "tel", one.phone, str(error))
            return ""

    def _refuse(self, one: Located, column: str, value: str, reason: str) -> None:
        file = self.survey.file
        self.errors.append(RowError(REFUSED, file, one.line, one.finess, column, value, reason))
