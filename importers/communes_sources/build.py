"""From the source files to data/communes/: the steps in order."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from importers.communes_sources import fetch, gazetteer, geometry, outlines, reading, writing
from importers.communes_sources.rejections import Rejections
from importers.report import Progress

COMMUNE_COLUMNS = (
    "insee", "kind", "name", "full_name", "search_name", "department", "parent",
    "population", "density", "lon", "lat", "point_precision", "crossing",
)  # fmt: skip


@dataclass(frozen=True)
class Records:
    """Everything the sources say, read."""

    shapes: list[reading.Shape]
    entries: list[reading.Entry]
    departments: list[dict[str, str]]
    regions: list[dict[str, str]]
    fimoct: list[dict[str, str]]
    hospitals: list[dict[str, str]]
    islands: list[dict[str, str]]
    former_names: list[dict[str, str]]


def read(paths: dict[fetch.SourceFile, Path], curated: Path) -> Records:
    """Read the source files and those that are kept by hand."""
    return Records(
        shapes=reading.read_shapes(paths[fetch.COMMUNES_SHAPES]),
        entries=reading.read_entries(paths[fetch.COMMUNES_CODES]),
        departments=reading.read_records(paths[fetch.DEPARTMENTS]),
        regions=reading.read_records(paths[fetch.REGIONS]),
        fimoct=reading.read_records(paths[fetch.SPECIAL_POSTCODES]),
        hospitals=reading.read_curated(curated / "cedex_hospitals.csv"),
        islands=reading.read_curated(curated / "islands.csv"),
        former_names=reading.read_curated(curated / "former_names.csv"),
    )


def build(records: Records, folder: Path, progress: Progress) -> Rejections:
    """Write every file of `folder`; the same records give the same bytes."""
    rejections = Rejections()
    today = gazetteer.todays(records.entries)
    progress.start("Contours", 6)
    areas = outlines.commune_areas(records.shapes, today, rejections)
    progress.advance()
    scales = outlines.at_scales(areas, today, progress.advance)
    departments = outlines.department_areas(scales, today)
    progress.advance()
    progress.done()

    progress.start("Points", len(today))
    communes = _communes(records, today, areas, rejections, progress.advance)
    progress.done()

    files = {
        "regions.csv": writing.csv_bytes(("code", "name"), gazetteer.regions(records.regions)),
        "departments.csv": writing.csv_bytes(
            ("code", "name", "kind", "region", "territory", "search_name"),
            gazetteer.departments(records.departments),
        ),
        "communes.csv": writing.csv_bytes(COMMUNE_COLUMNS, communes),
        "postal_areas.csv": writing.csv_bytes(("postcode", "insee"), gazetteer.postal_areas(today)),
        "former_communes.csv": writing.csv_bytes(
            ("code", "name", "search_name", "kind", "insee"),
            gazetteer.former_communes(records.entries, today, records.former_names, rejections),
        ),
        "cedex.csv": writing.csv_bytes(
            ("code", "insee", "label", "source", "evidence"),
            gazetteer.cedexes(records.shapes, today, records.hospitals, records.fimoct, rejections),
        ),
        "rejections.csv": writing.csv_bytes(
            ("reason", "code", "name", "instead"), rejections.rows()
        ),
        "commune_areas.csv.gz": writing.gzipped(_commune_areas(scales)),
        "department_areas.csv.gz": writing.gzipped(_department_areas(departments)),
    }
    progress.start("Fichiers", len(files))
    for name, data in files.items():
        writing.write(folder, name, data)
        progress.advance()
    progress.done()
    return rejections


def _communes(
    records: Records,
    today: dict[str, reading.Entry],
    areas: dict[str, geometry.Geometry],
    rejections: Rejections,
    advance: Callable[[], None],
) -> list[gazetteer.Row]:
    halls = {s.code: s.town_hall for s in records.shapes if s.kind in ("COM", "ARM")}
    crossings = {line["insee"]: line["crossing"] for line in records.islands}
    rows: list[gazetteer.Row] = []
    for code, entry in today.items():
        area = areas.get(code)
        chosen = geometry.choose_point(area, halls.get(code))
        if code in halls and chosen.rejection:
            where = f" ({chosen.metres_out:.0f} m)" if chosen.metres_out else ""
            rejections.add(chosen.rejection, code, entry.full_name, f"{chosen.precision}{where}")
        density = entry.population / geometry.km2(area) if area and entry.population else None
        names = gazetteer.names(entry)
        rows.append(
            (
                code,
                gazetteer.TODAY[entry.kind],
                names.bare,
                names.full,
                names.key,
                entry.department,
                entry.parent if entry.kind == "arrondissement-municipal" else None,
                entry.population,
                None if density is None else round(density, 1),
                chosen.lon,
                chosen.lat,
                chosen.precision,
                crossings.get(code, ""),
            )
        )
        advance()
    return rows


def _commune_areas(scales: dict[str, outlines.Scales]) -> bytes:
    codes = sorted(scales)
    columns = (
        writing.twkb([getattr(scales[c], scale) for c in codes], geometry.DECIMALS)
        for scale in ("area", "regional", "overview")
    )
    return writing.csv_bytes(
        ("insee", "area", "area_regional", "area_overview"), zip(codes, *columns, strict=True)
    )


def _department_areas(areas: dict[str, tuple[geometry.Geometry, geometry.Geometry]]) -> bytes:
    codes = sorted(areas)
    columns = (writing.twkb([areas[c][i] for c in codes], geometry.DECIMALS) for i in (0, 1))
    return writing.csv_bytes(("code", "area", "area_overview"), zip(codes, *columns, strict=True))
