"""Outlines: valid, and glued to their neighbours at every scale."""

import pytest
from django.db import connection

from territories.models import Commune

pytestmark = pytest.mark.django_db

SCALES = ["area", "area_regional", "area_overview"]


def query(sql: str, *parameters: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


@pytest.mark.parametrize("scale", SCALES)
def test_every_outline_is_valid(scale):
    assert query(f"SELECT insee FROM territories_commune WHERE NOT ST_IsValid({scale})") == []
    missing = f"SELECT count(*) FROM territories_commune WHERE ({scale} IS NULL) <> (area IS NULL)"
    assert query(missing) == [(0,)]


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("department", ["94", "77", "56"])
def test_neighbours_neither_overlap_nor_leave_a_gap(department, scale):
    ((overlap, gaps, total),) = query(
        f"""WITH drawn AS (
              SELECT {scale} AS area FROM territories_commune
               WHERE department_id = %s AND kind = 'commune'),
            whole AS (SELECT ST_Union(area) AS area, sum(ST_Area(area)) AS total FROM drawn),
            holes AS (
              SELECT ST_Area(ST_MakePolygon(ST_ExteriorRing((ST_DumpRings(p.geom)).geom))) AS hole,
                     (ST_DumpRings(p.geom)).path[1] AS ring
                FROM whole, ST_Dump(whole.area) AS p)
            SELECT total - ST_Area(area),
                   (SELECT coalesce(sum(hole), 0) FROM holes WHERE ring > 0), total
              FROM whole""",
        department,
    )
    assert overlap <= 1e-6 * total
    assert gaps <= 1e-6 * total


def test_simplified_outlines_are_lighter():
    ((full, regional, overview),) = query(
        "SELECT sum(ST_NPoints(area)), sum(ST_NPoints(area_regional)),"
        " sum(ST_NPoints(area_overview)) FROM territories_commune"
    )
    assert overview < 0.6 * regional < 0.4 * full


def test_departments_are_the_union_of_their_communes():
    rows = query(
        """SELECT d.code, ST_Area(d.area) / ST_Area(ST_Union(c.area_regional))
             FROM territories_department d
             JOIN territories_commune c ON c.department_id = d.code AND c.kind = 'commune'
            WHERE d.code IN ('94', '77', '972') GROUP BY d.code, d.area"""
    )
    assert {code for code, _ in rows} == {"94", "77", "972"}
    assert all(ratio == pytest.approx(1, abs=1e-4) for _, ratio in rows)


def test_all_departments_and_no_collectivity_have_an_outline():
    rows = query(
        "SELECT kind, count(*), count(area), count(area_overview) FROM territories_department"
        " GROUP BY kind ORDER BY kind"
    )
    assert rows == [("collectivity", 8, 0, 0), ("department", 101, 101, 101)]


def test_arrondissements_cover_their_city():
    ((ratio,),) = query(
        """SELECT ST_Area(ST_Intersection(ST_Union(a.area), c.area)) / ST_Area(c.area)
             FROM territories_commune a JOIN territories_commune c ON c.insee = a.parent_id
            WHERE c.insee = '75056' GROUP BY c.area"""
    )
    assert ratio > 0.97


def test_the_tiles_of_communes_find_them_by_the_index():
    plan = Commune.objects.filter(
        area__bboverlaps=Commune.objects.get(insee="94028").area
    ).explain()
    assert "Seq Scan" not in plan
