"""The commune of an establishment, from the department and commune codes of the health files.

They write the overseas departments with a letter (9B209 is 97209), the communes of before a merger,
and sometimes a code from which a spreadsheet ate the zeros.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Func, TextField

from territories.models import Commune, FormerCommune

OVERSEAS = {"9A": "971", "9B": "972", "9C": "973", "9D": "974", "9E": "975", "9F": "976"}
"""Departments as FINESS and the SAE write them, and their codes."""


@dataclass(frozen=True, slots=True)
class Town:
    """A commune of today: what a row that stands in it needs to know. `point` is EWKT.

    `city` is its name, or that of the city of which it is an arrondissement.
    """

    insee: str
    name: str
    city: str
    department: str
    territory: str
    point: str | None


class Towns:
    """Every commune by its code, of today or of before. Two queries."""

    def __init__(self) -> None:
        rows = Commune.objects.values_list(
            "insee",
            "full_name",
            "parent__full_name",
            "department_id",
            "territory",
            Func(F("point"), function="ST_AsEWKT", output_field=TextField()),
        )
        self._towns = {
            insee: Town(insee, name, city or name, *where) for insee, name, city, *where in rows
        }
        self._former: dict[str, set[str]] = defaultdict(set)
        for code, commune in FormerCommune.objects.values_list("code", "commune_id"):
            self._former[code].add(commune)

    def of(self, insee: str) -> Town | None:
        """The commune of today that bears the code, or alone took over the one that bore it."""
        if insee in self._towns:
            return self._towns[insee]
        heirs = self._former.get(insee, set())
        return self._towns[next(iter(heirs))] if len(heirs) == 1 else None

    def coded(self, code: str) -> Town | None:
        """The commune of a code of five signs, overseas letters understood: 9B209, 2A004, 01053."""
        code = code.strip().upper()
        department = OVERSEAS.get(code[:2])
        return self.of(f"{department}{code[-2:]}" if department else code.zfill(5))

    def in_department(self, department: str, commune: str) -> Town | None:
        """The commune of a department (9B, 2A, 1) and a number in it (209, 53)."""
        department, commune = department.strip().upper(), commune.strip()
        if not commune.isdigit() or not department:
            return None
        if department in OVERSEAS:
            return self.of(f"{OVERSEAS[department]}{int(commune) % 100:02d}")
        if department.startswith(("97", "98")) and len(department) == 3:
            return self.of(f"{department}{int(commune) % 100:02d}")
        return self.of(f"{department.zfill(2)}{int(commune):03d}")
