"""The table of a coverage as files: CSV and XLSX for people, map files for programs.

Same columns, same order, same values in all of them: `table` defines them once. People read
headings, programs read names. What is not known is empty or null, never zero.
"""

from collections.abc import Sequence
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import orjson
import shapely
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from foundations import spreadsheets
from foundations.spreadsheets import Sheet
from routing.coverage.answering import Coverage
from routing.coverage.method import Line, licence, method
from routing.coverage.outlines import outlines
from routing.coverage.table import WARNING, Column, Table, table

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

# geopandas, and pyogrio that imports it, are imported where a map file is written and nowhere else:
# they took 0.3 s and 80 MB, which no process that only serves pages should pay.

CONTENT_TYPES = {
    **spreadsheets.CONTENT_TYPES,
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "parquet": "application/vnd.apache.parquet",
}
LAYERS = {"department": "departements", "region": "regions", "commune": "communes"}
METHOD_LAYER = "methode"
GEOPACKAGE = "1.3"
GEOPARQUET = "1.1.0"

NUMBER_FORMATS = {
    "count": "#,##0",
    "minutes": "0",
    "km": "0.0",
    "share": "0.0 %",
    "rate": "0.000",
    "index": "0.000",
}
"""As Excel writes them, which shows them with the comma and the spaces of its reader."""
DTYPES = {"text": "string", "count": "Int64"}
"""Of pandas, both with a place for what is not known; every other kind is a float."""


def written(coverage: Coverage, level: str, extension: str) -> bytes:
    """The table of a level as a file. Raises KeyError for another level or extension."""
    return WRITERS[extension](coverage, table(coverage, level))


def file_name(coverage: Coverage, level: str, extension: str) -> str:
    """« couverture-departements-toxibul-2026-11-27.gpkg »: of what, by what, of which day."""
    asked = coverage.question.departments
    of = [coverage.subject.code, *(asked if len(asked) == 1 else [])]
    words = ["couverture", LAYERS[level], *map(slugify, of), f"{timezone.localdate():%Y-%m-%d}"]
    return f"{'-'.join(words)}.{extension}"


def _csv(_coverage: Coverage, found: Table) -> bytes:
    return spreadsheets.as_csv(_sheet(found))


def _xlsx(coverage: Coverage, found: Table) -> bytes:
    lines = [(line.heading, line.text) for line in method(coverage)]
    explained = Sheet(_("Méthode"), [_("Rubrique"), _("Explication")], lines)
    return spreadsheets.workbook([_sheet(found), explained])


def _sheet(found: Table) -> Sheet:
    return Sheet(
        title={"department": _("Départements"), "region": _("Régions"), "commune": _("Communes")}[
            found.level
        ],
        headings=[column.heading for column in found.columns],
        rows=found.rows,
        number_formats=[NUMBER_FORMATS.get(column.kind, "") for column in found.columns],
    )


def _geojson(coverage: Coverage, found: Table) -> bytes:
    """RFC 7946, with what a reader must know of the figures beside the features."""
    names = [column.name for column in found.columns]
    areas = shapely.to_geojson(_outlines(coverage, found))
    features = [
        {
            "type": "Feature",
            "id": row.zone.code,
            "geometry": area and orjson.Fragment(area),
            "properties": dict(zip(names, values, strict=True)),
        }
        for row, values, area in zip(found.figures, found.rows, areas, strict=True)
    ]
    return orjson.dumps(
        {
            "type": "FeatureCollection",
            "name": LAYERS[found.level],
            "question": asdict(coverage.question) | {"name": coverage.subject.name},
            "data_version": str(coverage.versions),
            "generated_on": timezone.localdate(),
            "licence": licence(),
            "warning": WARNING,
            "method": [asdict(line) for line in method(coverage)],
            "features": features,
        }
    )


def _geopackage(coverage: Coverage, found: Table) -> bytes:
    """GeoPackage 1.3: the layer of the level, and the method as a table without geometry."""
    from pandas import DataFrame
    from pyogrio import write_dataframe

    with TemporaryDirectory() as folder:
        file = Path(folder) / "coverage.gpkg"
        write_dataframe(
            _frame(coverage, found, "EPSG:4326"),
            file,
            layer=LAYERS[found.level],
            geometry_type="MultiPolygon",  # said, for the day when no row has an outline
            dataset_options={"VERSION": GEOPACKAGE},
            layer_options={"GEOMETRY_NAME": "geom", "DESCRIPTION": found.title},
        )
        lines = DataFrame([asdict(line) for line in method(coverage)], columns=[*Line.__slots__])
        write_dataframe(lines, file, layer=METHOD_LAYER)
        return file.read_bytes()


def _geoparquet(coverage: Coverage, found: Table) -> bytes:
    """GeoParquet; the method is an attribute of the frame (`frame.attrs`)."""
    frame = _frame(coverage, found, "OGC:CRS84")
    frame.attrs = {METHOD_LAYER: [asdict(line) for line in method(coverage)]}
    out = BytesIO()
    frame.to_parquet(out, index=False, schema_version=GEOPARQUET)
    return out.getvalue()


def _frame(coverage: Coverage, found: Table, crs: str) -> "GeoDataFrame":
    from geopandas import GeoDataFrame
    from pandas import Series

    def values(column: Column) -> Series:
        cells = [column.value(row) for row in found.figures]
        return Series(cells, dtype=DTYPES.get(column.kind, "float64"))

    columns = {column.name: values(column) for column in found.columns}
    return GeoDataFrame(columns, geometry=_outlines(coverage, found), crs=crs)


def _outlines(coverage: Coverage, found: Table) -> Sequence[Any]:
    codes = [row.zone.code for row in found.figures]
    return outlines(found.level, codes, coverage.question.departments)


WRITERS = {
    "csv": _csv,
    "xlsx": _xlsx,
    "geojson": _geojson,
    "gpkg": _geopackage,
    "parquet": _geoparquet,
}
