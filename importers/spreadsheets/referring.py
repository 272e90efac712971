"""What the cells of a row refer to: its commune, its establishment, its network, its point."""

import re

from foundations import geography
from importers.spreadsheets import references
from importers.spreadsheets.cleaners import Refused
from importers.spreadsheets.communes_named import CommunesNamed, Said
from importers.spreadsheets.read_rows import Read
from importers.spreadsheets.target import Target

POSTAL_LINE = re.compile(r"(?P<postcode>\d{4,5})[\s,–-]+(?P<town>\D.*)")


class References:
    """Finds what rows refer to, in few queries; a row whose reference is not found is refused."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.departments = references.departments() if target.has("department_code") else {}
        self._department_names = references.departments_named(self.departments)

    def find(self, reads: list[Read]) -> None:
        for read in reads:
            self._find_department(read)
            if self.target.has("commune_code"):
                read.said = self._said_of_commune(read)
        if self.target.has("commune_code"):
            named = CommunesNamed(read.said for read in reads if not read.said.is_empty)
            for read in reads:
                self._find_commune(read, named)
        if self.target.has("establishment_code"):
            self._find_establishments(reads)
        if self.target.has("network_code"):
            self._find_named(reads, "network", references.networks_named())
        if self.target.has("filiere_code"):
            self._find_named(reads, "filiere", references.filieres_named())
        if self.target.has("longitude"):
            for read in reads:
                self._find_point(read)

    def _find_department(self, read: Read) -> None:
        code, name = read.text("department_code"), read.text("department_name")
        said = code or name
        if not said:
            return
        title = self.target.by_key["department_code" if code else "department_name"].title
        try:
            read.department = self._department_names.of(said).pk
        except Refused as error:
            read.outcome.refuse(title, str(error))

    def _said_of_commune(self, read: Read) -> Said:
        code, name = read.text("commune_code"), read.text("commune_name")
        postcode = read.text("postcode")
        if code and not _is_insee(code):
            code, name = "", name or code
        if not (code or name or postcode):
            return self._said_of_postal_line(read)
        return Said(code, name, postcode, read.department)

    def _said_of_postal_line(self, read: Read) -> Said:
        """« 77300 FONTAINEBLEAU » in one cell names the commune, when no other cell does."""
        line = POSTAL_LINE.fullmatch(read.text("postal_line"))
        if line is None:
            return Said()
        read.is_by_postal_line = True
        return Said("", line["town"], line["postcode"].zfill(5), read.department)

    def _find_commune(self, read: Read, named: CommunesNamed) -> None:
        if read.said.is_empty:
            return
        try:
            read.communes = named.of(read.said)
        except Refused as error:
            if read.is_by_postal_line:
                title = self.target.by_key["postal_line"].title
                read.outcome.notes.append((title, f"{error}. La ligne sera sans commune"))
                return
            key = "commune_code" if read.said.insee else "commune_name"
            key = key if read.said.insee or read.said.name else "postcode"
            read.outcome.refuse(self.target.by_key[key].title, str(error))

    def _find_establishments(self, reads: list[Read]) -> None:
        named = references.EstablishmentsNamed(
            {read.text("establishment_code") for read in reads} - {""},
            {
                read.text("establishment_name")
                for read in reads
                if not read.text("establishment_code")
            }
            - {""},
        )
        for read in reads:
            code, name = read.text("establishment_code"), read.text("establishment_name")
            if not (code or name):
                continue
            try:
                read.establishment = named.of(code, name, read.communes)
            except Refused as error:
                key = "establishment_code" if code else "establishment_name"
                read.outcome.refuse(self.target.by_key[key].title, str(error))

    def _find_named(self, reads: list[Read], key: str, named: references.Named) -> None:
        for read in reads:
            code, name = read.text(f"{key}_code"), read.text(f"{key}_name")
            if not (code or name):
                continue
            try:
                read.values[key] = named.of(code or name)
            except Refused as error:
                title = self.target.by_key[f"{key}_code" if code else f"{key}_name"].title
                read.outcome.refuse(title, str(error))

    def _find_point(self, read: Read) -> None:
        lon, lat = read.values.get("longitude"), read.values.get("latitude")
        if lon is None and lat is None:
            return
        try:
            if lon is None or lat is None:
                raise Refused("une longitude et une latitude vont ensemble")
            read.values["point"] = geography.point(lon=lon, lat=lat)
        except Refused as error:
            read.outcome.refuse("Longitude", str(error))
        except geography.OutsideFrance:
            read.outcome.refuse(
                "Longitude",
                "cette position n’est pas en France : longitude et latitude inversées ?",
            )
        except ValueError:
            read.outcome.refuse("Longitude", "cette position n’est pas sur Terre")


def _is_insee(code: str) -> bool:
    return (
        len(code) == 5 and code[2:].isdigit() and (code[:2].isdigit() or code[:2] in ("2A", "2B"))
    )
