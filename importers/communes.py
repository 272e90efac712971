"""data/communes/ -> territories: whole tables at a time, only what differs is written."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from importers.platform_zones import add_missing_zones
from importers.report import BrokenFile, Progress, Quiet, TableDiff
from importers.whole_tables import StagedFile, Target, bring, forget

FOLDER = settings.BASE_DIR / "data" / "communes"

FILES = (
    StagedFile("new_region", "regions.csv", "code name"),
    StagedFile("new_department", "departments.csv", "code name kind region territory search_name"),
    StagedFile(
        "new_department_area",
        "department_areas.csv.gz",
        "code area area_overview",
        types="area:bytea area_overview:bytea",
    ),
    StagedFile(
        "new_commune",
        "communes.csv",
        "insee kind name full_name search_name department parent population density lon lat"
        " point_precision crossing",
        types="population:integer density:float8 lon:float8 lat:float8",
    ),
    StagedFile(
        "new_commune_area",
        "commune_areas.csv.gz",
        "insee area area_regional area_overview",
        types="area:bytea area_regional:bytea area_overview:bytea",
    ),
    StagedFile("new_former_commune", "former_communes.csv", "code name search_name kind insee"),
    StagedFile("new_postal_area", "postal_areas.csv", "postcode insee"),
    StagedFile("new_cedex", "cedex.csv", "code insee label source evidence"),
)

TARGETS = (
    Target(
        "régions", "territories_region", ("code",), ("name",), "SELECT code, name FROM new_region"
    ),
    Target(
        "départements",
        "territories_department",
        ("code",),
        ("name", "kind", "region_id", "territory", "search_name", "area", "area_overview"),
        """SELECT code, name, kind, region AS region_id, territory, search_name,
                  ST_SetSRID(ST_GeomFromTWKB(area), 4326) AS area,
                  ST_SetSRID(ST_GeomFromTWKB(area_overview), 4326) AS area_overview
             FROM new_department LEFT JOIN new_department_area USING (code)""",
    ),
    Target(
        "communes",
        "territories_commune",
        ("insee",),
        (
            "kind",
            "name",
            "full_name",
            "search_name",
            "department_id",
            "territory",
            "parent_id",
            "population",
            "density",
            "point",
            "point_precision",
            "crossing",
            "area",
            "area_regional",
            "area_overview",
            "summary",
        ),
        """SELECT c.insee, c.kind, c.name, c.full_name, c.search_name,
                  c.department AS department_id, d.territory, c.parent AS parent_id,
                  c.population, c.density,
                  ST_SetSRID(ST_MakePoint(c.lon, c.lat), 4326)::geography AS point,
                  c.point_precision, coalesce(c.crossing, '') AS crossing,
                  ST_SetSRID(ST_GeomFromTWKB(a.area), 4326) AS area,
                  ST_SetSRID(ST_GeomFromTWKB(a.area_regional), 4326) AS area_regional,
                  ST_SetSRID(ST_GeomFromTWKB(a.area_overview), 4326) AS area_overview,
                  c.summary
             FROM new_commune_summed_up c
             JOIN new_department d ON d.code = c.department
             LEFT JOIN new_commune_area a USING (insee)""",
    ),
    Target(
        "anciennes communes",
        "territories_formercommune",
        ("code", "kind", "commune_id"),
        ("name", "search_name"),
        """SELECT code, kind, insee AS commune_id, coalesce(name, '') AS name,
                  coalesce(search_name, '') AS search_name
             FROM new_former_commune""",
    ),
    Target(
        "codes postaux",
        "territories_postalarea",
        ("postcode", "commune_id"),
        (),
        "SELECT postcode, insee AS commune_id FROM new_postal_area",
    ),
    Target(
        "CEDEX",
        "territories_cedex",
        ("code", "commune_id"),
        ("label", "source", "evidence"),
        "SELECT code, insee AS commune_id, label, source, evidence FROM new_cedex",
    ),
    # A former commune is a part of today's: it counts a twentieth among homonyms.
    Target(
        "noms de lieux",
        "territories_placename",
        ("commune_id", "key"),
        ("kind", "label", "weight", "summary"),
        """SELECT DISTINCT ON (commune_id, key) commune_id, key, kind, label, weight, summary
             FROM (
               SELECT insee AS commune_id, search_name AS key, 'name' AS kind,
                      full_name AS label, coalesce(population, 0) AS weight, 1 AS rank, summary
                 FROM new_commune_summed_up
               UNION ALL
               SELECT insee, regexp_replace(search_name, '^(le|la|les|l|aux|las|los) ', ''),
                      'bare', full_name, coalesce(population, 0), 2, summary
                 FROM new_commune_summed_up WHERE name <> full_name
               UNION ALL
               SELECT f.insee, f.search_name, 'former_commune', f.name,
                      coalesce(c.population, 0) / 20, 3, summary
                 FROM new_former_commune f JOIN new_commune_summed_up c USING (insee)
                WHERE f.search_name <> ''
             ) AS every_name
            ORDER BY commune_id, key, rank""",
    ),
)

# The answer of /api/v1/places for each commune, but for what matched; the postcode comes first, as
# it gives way to the one that is typed.
SUMMARIES = """
CREATE TEMPORARY TABLE new_commune_summed_up ON COMMIT DROP AS
SELECT c.*, json_build_object(
         'postcode', CASE WHEN cardinality(p.postcodes) = 1 THEN p.postcodes[1] END,
         'commune', c.insee, 'name', c.full_name,
         'postcodes', coalesce(p.postcodes, '{}'),
         'department', d.code, 'department_name', d.name,
         'territory', d.territory, 'population', c.population, 'kind', c.kind)::text AS summary
  FROM new_commune c
  JOIN new_department d ON d.code = c.department
  LEFT JOIN (SELECT insee, array_agg(postcode ORDER BY postcode) AS postcodes
               FROM new_postal_area GROUP BY insee) p USING (insee)
"""

AFTERWARDS = (
    # Until its pending list is merged a trigram index costs more than no index (50 ms for 1).
    "SELECT gin_clean_pending_list('place_name_trigrams')",
    "ANALYZE territories_commune (insee, kind, department_id, parent_id, population, territory)",
    "ANALYZE territories_postalarea",
    "ANALYZE territories_placename",
    "ANALYZE territories_formercommune",
)


def load(
    *, dry_run: bool = False, progress: Progress | None = None, folder: Path = FOLDER
) -> list[TableDiff]:
    """Bring the tables of `territories` to what the files of `folder` say, in one transaction.

    Returns one diff a table; a dry run computes it and writes nothing. Raises BrokenFile when a
    file is missing, cut short or not the one that its checksum announces.
    """
    progress = progress or Quiet()
    _check(folder)
    progress.start("Communes", len(FILES) + len(TARGETS) + 2)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
        for file in FILES:
            file.copy(folder)
            progress.advance()
        forget("new_commune_summed_up")
        with connection.cursor() as cursor:
            cursor.execute(SUMMARIES)
        diffs = []
        for target in TARGETS:
            diffs.append(bring(target))
            progress.advance()
        diffs += add_missing_zones(folder / "curated")
        progress.advance()
        if not dry_run and not all(diff.is_empty for diff in diffs):
            with connection.cursor() as cursor:
                for statement in AFTERWARDS:
                    cursor.execute(statement)
        progress.advance()
        transaction.set_rollback(dry_run)
    progress.done()
    return diffs


def _check(folder: Path) -> None:
    sums = folder / "SHA256SUMS"
    try:
        for number, line in enumerate(sums.read_text("utf-8").splitlines(), start=1):
            expected, _, name = line.partition("  ")
            with (folder / name).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != expected:
                    raise BrokenFile(folder / name, "checksum differs from SHA256SUMS", number)
    except OSError as error:
        raise BrokenFile(error.filename or sums, error.strerror or str(error)) from error
