"""Every shipped position is where its address says."""

import pytest
from django.db import connection

from structures.models import Centre, Establishment

pytestmark = pytest.mark.django_db

FARTHEST = 5_000
"""Metres: farther from its commune than this, a position is wrong, not merely rough."""
OUTSIDE = {"970300026": 2_715, "740000237": 834, "800006124": 361}
"""Establishments farther than 100 m outside their commune's outline, and by how many metres."""


def test_every_position_is_in_its_commune_or_nearly():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.finess, ST_Distance(s.point, c.area::geography) "
            "FROM structures_establishment e "
            "JOIN structures_structure s ON s.id = e.structure_ptr_id "
            "JOIN territories_commune c ON c.insee = s.commune_id WHERE s.point IS NOT NULL"
        )
        gaps = dict(cursor.fetchall())

    assert len(gaps) == 145
    assert {finess: gap for finess, gap in gaps.items() if gap is None or gap > FARTHEST} == {}
    known = {finess: round(gap) for finess, gap in gaps.items() if gap > 100}
    assert known == pytest.approx(OUTSIDE, abs=60)


def test_positions_unknown_or_known_to_be_wrong_are_left_out():
    without = Establishment.objects.filter(point__isnull=True)
    assert set(without.values_list("finess", "point_precision")) == {
        ("750100018", "none"),
        ("680004546", "none"),
        ("940120017", "none"),
    }


def test_rough_positions_are_never_called_exact():
    zobda = Establishment.objects.get(finess="970211215")
    assert zobda.point_precision == "probable"
    assert Centre.objects.filter(site_confirmed=False, point_precision="exact").count() == 0


def test_centres_stand_where_their_establishment_stands():
    housed = Centre.objects.filter(establishment__isnull=False)
    for centre in housed.select_related("establishment"):
        hospital = centre.establishment
        for field in Centre.INHERITED:
            if field == "point_precision":
                continue
            column = Centre._meta.get_field(field).attname  # the key, without a query for the row
            assert getattr(centre, column) == getattr(hospital, column), (centre.slug, field)
        rough = hospital.point_precision == "exact" and not centre.site_confirmed
        assert centre.point_precision == ("probable" if rough else hospital.point_precision)


def test_centres_without_establishment_keep_their_department():
    lost = Centre.objects.filter(establishment__isnull=True)

    assert {c.slug for c in lost} == {
        "sla-paris",
        "crcm-mucoviscidose-la-reunion-enfants",
        "crcm-mucoviscidose-la-reunion-mixte",
        "pulmotension-la-reunion",
        "cnr-mat-la-reunion",
        "crc-mhc-la-reunion",
        "prisis-la-reunion",
    }
    for centre in lost:
        assert centre.point is None
        assert centre.point_precision == "department"
        assert centre.department_id in {"75", "974"}
        assert centre.territory == ("metropole" if centre.department_id == "75" else "reunion")
        assert centre.site_name


def test_territories_are_told_apart():
    counts: dict[str, int] = {}
    for territory in Centre.objects.values_list("territory", flat=True):
        counts[territory] = counts.get(territory, 0) + 1
    assert counts == {
        "metropole": 491,
        "reunion": 10,
        "martinique": 8,
        "guadeloupe": 5,
        "guyane": 1,
        "mayotte": 1,
    }
