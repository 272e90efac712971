"""The outlines of the rows of a table, for its map files: simplified, and in one query.

They are the outlines of the small maps: enough for a map of coverage, not for a cadastre.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import shapely
from django.contrib.gis.db.models.functions import AsWKB
from django.db.models.functions import Coalesce
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from territories.models import Commune, Department


def outlines(level: str, codes: Sequence[str], within: Sequence[str] = ()) -> list[Any]:
    """The MultiPolygon (WGS 84, longitude first) of each code, None where none is known.

    `level` is "department", "region" or "commune"; `within` are the departments to which regions
    are cut, as their figures are, none for whole regions. Raises KeyError for another level.
    """
    known = {"department": _departments, "region": _regions, "commune": _communes}[level]
    found = dict(known(codes, within))
    return [_normal(found[code]) if code in found else None for code in codes]


def _departments(
    codes: Sequence[str], _within: Sequence[str]
) -> Iterable[tuple[str, BaseGeometry]]:
    return _read(Department.objects.filter(pk__in=codes), "pk", "area_overview")


def _communes(codes: Sequence[str], _within: Sequence[str]) -> Iterable[tuple[str, BaseGeometry]]:
    rows = Commune.objects.filter(pk__in=codes)
    return _read(rows, "pk", Coalesce("area_regional", "area"))


def _regions(codes: Sequence[str], within: Sequence[str]) -> Iterable[tuple[str, BaseGeometry]]:
    """No table has the outlines of regions: they are those of their departments together."""
    rows = Department.objects.filter(region__in=codes)
    if within:
        rows = rows.filter(pk__in=within)
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for region, area in _read(rows, "region", "area_overview"):
        parts[region].append(area)
    return ((region, shapely.union_all(areas)) for region, areas in parts.items())


def _read(rows: Any, key: str, outline: Any) -> list[tuple[str, BaseGeometry]]:
    """By WKB and not by GEOS of Django: shapely reads an array of it at once."""
    found = list(rows.annotate(wkb=AsWKB(outline)).values_list(key, "wkb"))
    areas = shapely.from_wkb([wkb and bytes(wkb) for _code, wkb in found])
    return [(code, area) for (code, _wkb), area in zip(found, areas, strict=True) if area]


def _normal(area: BaseGeometry) -> MultiPolygon:
    """One type of geometry a file; outer rings counterclockwise, as RFC 7946 wants them."""
    parts = shapely.get_parts(area)
    return shapely.orient_polygons(MultiPolygon([*parts]), exterior_cw=False)
