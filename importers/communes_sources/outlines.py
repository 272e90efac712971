"""The area of every commune, arrondissement and department, at the scales that are shipped."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from shapely import Geometry

from importers.communes_sources import geometry
from importers.communes_sources.reading import Entry, Shape
from importers.communes_sources.rejections import Rejections

MAX_HOLE_KM2 = 60
"""A hole in a department below this, without a commune of another one, is a missing outline."""


@dataclass(frozen=True, slots=True)
class Scales:
    """One area as shipped: as the source draws it, for zooms 8-9, for zooms below."""

    area: Geometry
    regional: Geometry
    overview: Geometry


def commune_areas(
    shapes: list[Shape], today: dict[str, Entry], rejections: Rejections
) -> dict[str, Geometry]:
    """Area by INSEE code. A commune without outline takes those of all its former communes."""
    areas = {
        s.code: geometry.read_area(s.area)
        for s in shapes
        if s.code in today and _is_today(s) and s.area
    }
    parts: dict[str, list[Shape]] = defaultdict(list)
    for shape in shapes:
        if shape.kind in ("COMD", "COMA") and shape.parent:
            parts[shape.parent].append(shape)
    for code, entry in today.items():
        if code in areas or entry.department.startswith(("975", "977", "978", "98")):
            continue
        drawn = [piece.area for piece in parts[code] if piece.area]
        if drawn and len(drawn) == len(parts[code]):
            areas[code] = geometry.merged([geometry.read_area(area) for area in drawn])
            instead = f"union of its {len(drawn)} former communes"
        else:
            instead = "no area"
        rejections.add("no_polygon", code, entry.full_name, instead)
    return areas


def at_scales(
    areas: dict[str, Geometry], today: dict[str, Entry], advance: Callable[[], None]
) -> dict[str, Scales]:
    """The three scales of each area; communes and arrondissements are two coverages."""
    scales: dict[str, Scales] = {}
    for kind in ("commune-actuelle", "arrondissement-municipal"):
        codes = [code for code in sorted(areas) if today[code].kind == kind]
        if not codes:
            continue
        drawn = [areas[code] for code in codes]
        regional = geometry.simplified(drawn, geometry.REGIONAL_TOLERANCE)
        advance()
        overview = geometry.simplified(drawn, geometry.OVERVIEW_TOLERANCE)
        advance()
        for code, *three in zip(codes, drawn, regional, overview, strict=True):
            scales[code] = Scales(*three)
    return scales


def department_areas(
    scales: dict[str, Scales], today: dict[str, Entry]
) -> dict[str, tuple[Geometry, Geometry]]:
    """By department: its area at the regional and at the overview scale."""
    members: dict[str, list[str]] = defaultdict(list)
    for code in scales:
        if today[code].kind == "commune-actuelle":
            members[today[code].department].append(code)
    lacking = {
        e.department
        for code, e in today.items()
        if code not in scales and code[:2] not in ("97", "98")
    }
    departments = {}
    for department, codes in sorted(members.items()):
        limit = MAX_HOLE_KM2 if department in lacking else 0
        departments[department] = (
            geometry.merged([scales[c].regional for c in codes], limit),
            geometry.merged([scales[c].overview for c in codes], limit),
        )
    return departments


def _is_today(shape: Shape) -> bool:
    return shape.kind in ("COM", "ARM")
