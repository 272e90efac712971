"""Where people live, as arrays: one origin a commune, held while the communes stand.

Paris, Lyon and Marseille stand as their arrondissements, whose populations add up to the city's:
two million people do not all live at one town hall. An origin without a position keeps its people:
they are counted as not measured, never left out.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from foundations.version import Watched, current_version
from routing.coverage import BoolArray, FloatArray, IntArray
from territories.models import Commune, Department


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A department or overseas collectivity, with its region ("" when it has none)."""

    code: str
    name: str
    region: str
    region_name: str
    territory: str


@dataclass(frozen=True, slots=True, eq=False)
class Origins:
    """Parallel arrays of n origins in order of INSEE code.

    `lons`, `lats` are degrees (WGS 84), NaN without a position; `density` is people a km², NaN when
    unknown; `department` indexes `departments`, `territory` indexes `territories`; `road` is false
    where a crossing by boat or plane comes before any road.
    """

    version: int
    insee: tuple[str, ...]
    names: tuple[str, ...]
    people: FloatArray
    density: FloatArray
    lons: FloatArray
    lats: FloatArray
    road: BoolArray
    department: IntArray
    territory: IntArray
    departments: tuple[DepartmentRow, ...]
    territories: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.insee)

    @property
    def located(self) -> BoolArray:
        """Whether each origin has a position."""
        return ~np.isnan(self.lons)


def current() -> Origins:
    """The origins as they stand now: one small query when no commune has changed."""
    return _origins(current_version(Watched.COMMUNES))


@lru_cache(maxsize=1)
def _origins(version: int) -> Origins:
    departments = _departments()
    rows = _inhabited()
    places = {department.code: index for index, department in enumerate(departments)}
    territories = sorted({row["territory"] for row in rows})
    lons, lats = _positions(rows)
    return Origins(
        version=version,
        insee=tuple(row["insee"] for row in rows),
        names=tuple(row["full_name"] for row in rows),
        people=_floats(rows, "population", unknown=0.0),
        density=_floats(rows, "density", unknown=np.nan),
        lons=lons,
        lats=lats,
        road=np.array([not row["crossing"] for row in rows], dtype=bool),
        department=np.array([places[row["department"]] for row in rows], dtype=np.int64),
        territory=np.array([territories.index(row["territory"]) for row in rows], dtype=np.int64),
        departments=departments,
        territories=tuple(territories),
    )


def _departments() -> tuple[DepartmentRow, ...]:
    columns = ("code", "name", "region", "region__name", "territory")
    rows = Department.objects.order_by("code").values_list(*columns)
    return tuple(
        DepartmentRow(code, name, region or "", region_name or "", territory)
        for code, name, region, region_name, territory in rows
    )


def _inhabited() -> list[dict[str, Any]]:
    """Communes proper, but a city of arrondissements by its arrondissements."""
    cities = Commune.objects.filter(parent__isnull=False).values("parent")
    columns = ("insee", "full_name", "population", "density", "point", "crossing", "territory")
    rows = Commune.objects.exclude(insee__in=cities).order_by("insee")
    return list(rows.values(*columns, "department"))


def _positions(rows: list[dict[str, Any]]) -> tuple[FloatArray, FloatArray]:
    nowhere = (np.nan, np.nan)
    points = [row["point"].coords if row["point"] else nowhere for row in rows]
    lons, lats = np.array(points, dtype=np.float64).reshape(-1, 2).T.copy()
    return lons, lats


def _floats(rows: list[dict[str, Any]], column: str, unknown: float) -> FloatArray:
    values = (unknown if row[column] is None else row[column] for row in rows)
    return np.fromiter(values, dtype=np.float64, count=len(rows))
