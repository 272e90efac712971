"""Where a row stands: its commune, department and point, or those of its establishment."""

from collections.abc import Mapping
from typing import Any

from importers.spreadsheets.read_rows import Read
from importers.spreadsheets.sameness import same
from importers.spreadsheets.target import Target, heading_of
from structures.models import Hosted, Structure
from territories.models import Commune, Department


class Places:
    """Adds to the values wanted of a structure those of its place; refuses places that disagree."""

    def __init__(
        self,
        target: Target,
        departments: Mapping[str, Department],
        communes: Mapping[str, Commune],
    ) -> None:
        self.target, self.departments, self.communes = target, departments, communes

    def put(self, read: Read, row: Any, wanted: dict[str, Any]) -> None:
        commune = self._commune_for(read, row)
        if commune is not None:
            if read.department and commune.department_id != read.department:
                read.outcome.refuse(
                    self.target.by_key["department_code"].title,
                    f"{commune.full_name} est dans le département {commune.department_id}",
                )
            wanted["commune"] = commune
            wanted["department"] = commune.department
        elif read.department:
            self._department_alone(read, row, wanted)
        if "point" in read.values:
            wanted["point"] = read.values["point"]
            self._precision(read, row, wanted)
        if issubclass(self.target.model, Hosted):
            self._place_of_the_host(read, row, wanted)

    def _commune_for(self, read: Read, row: Any) -> Any:
        """The commune that the row names; none when the directory's own already answers."""
        if not read.communes:
            return None
        if row.commune_id in read.communes or (row.commune_id and read.is_by_postal_line):
            return None
        if len(read.communes) > 1:
            read.outcome.refuse(
                self.target.by_key["postcode"].title,
                f"{read.said.postcode} est le code postal de plusieurs communes : dites laquelle",
            )
            return None
        if row.commune is not None and row.commune.parent_id == read.communes[0]:
            return None  # the directory knows the arrondissement, the file only the city
        return self.communes[read.communes[0]]

    def _department_alone(self, read: Read, row: Any, wanted: dict[str, Any]) -> None:
        if row.commune is not None:
            if row.commune.department_id != read.department:
                read.outcome.refuse(
                    self.target.by_key["department_code"].title,
                    f"la commune de cette ligne, {row.commune.full_name}, est dans le département "
                    f"{row.commune.department_id} : donnez aussi la commune",
                )
            return
        if read.communes:
            return
        wanted["department"] = self.departments[read.department]
        if row.point is None and row.point_precision == Structure.Precision.NONE:
            wanted.setdefault("point_precision", Structure.Precision.DEPARTMENT)

    def _precision(self, read: Read, row: Any, wanted: dict[str, Any]) -> None:
        if same(row.point, wanted["point"]):
            return
        vague = (Structure.Precision.NONE, Structure.Precision.DEPARTMENT)
        if wanted.get("point_precision", row.point_precision) in vague:
            wanted["point_precision"] = Structure.Precision.PROBABLE
            read.outcome.notes.append(
                ("Longitude", "position dite probable : le tableur ne dit pas sa précision")
            )

    def _place_of_the_host(self, read: Read, row: Hosted, wanted: dict[str, Any]) -> None:
        """One stands where one's establishment stands: another place in the file is not taken."""
        host = wanted.get("establishment", row.establishment)
        if host is None or wanted.get("stands_apart", row.stands_apart):
            return
        commune = wanted.get("commune")
        city = host.commune.parent_id if host.commune is not None else None
        if commune is not None and commune.pk not in (host.commune_id, city):
            read.outcome.refuse(
                self.target.by_key["commune_name"].title,
                f"{host} n’est pas à {commune.full_name}. Écrivez « oui » dans « Adresse propre » "
                "si le lieu est le sien",
            )
        for name in Hosted.INHERITED:
            if name not in wanted:
                continue
            if not same(getattr(host, name), wanted[name]) and name not in (
                "commune",
                "department",
            ):
                title = heading_of(self.target, name)
                if not same(getattr(row, name), wanted[name]):
                    read.outcome.notes.append(
                        (title, f"laissé de côté : le lieu est celui de l’établissement, {host}")
                    )
            del wanted[name]
