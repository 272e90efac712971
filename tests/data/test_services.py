"""The lateral services: none lost, none contradicted, nothing said that no source says."""

import re
from collections import Counter

import pytest
from django.db import connection

from structures.models import (
    Category,
    CompleteList,
    Establishment,
    NationalDirectory,
    Service,
    ServiceArea,
    Structure,
    nature,
)
from tests.data.shipped import lines

ESMARA = ["77", "89", "91", "94", "972"]

COUNTS = {
    "rehabilitation": 92,
    "emergency": 40,
    "early_childhood": 32,
    "laboratory": 24,
    "elderly_information": 22,
    "research_unit": 22,
    "schooling": 18,
    "family_information": 13,
    "respite": 11,
    "platform": 10,
    "coordination": 9,
    "hospital_at_home": 9,
    "rare_handicap": 7,
    "social": 6,
    "autism": 5,
    "mdph": 5,
    "samu": 5,
    "accommodation": 4,
    "department_council": 4,
    "school_authority": 4,
    "brain_injury": 3,
    "child_psychiatry": 1,
    "coordination_overseas": 1,
    "nursing_at_home": 1,
    "psychology": 1,
    "vocational": 1,
}


def test_each_category_has_its_services():
    assert Counter(line["category"] for line in lines("directory/services")) == COUNTS
    none_known = {"somatic_care"}
    assert set(COUNTS) == set(Category.values) - none_known


def test_how_much_is_sourced():
    assert Counter(line["evidence"] for line in lines("directory/services")) == {
        "to_verify": 206,
        "sourced": 122,
        "general_knowledge": 22,
    }


def test_a_row_on_general_knowledge_says_nothing_else_of_its_source():
    for line in lines("directory/services"):
        unsourced = line["source"] == "connaissance générale, non sourcée"
        assert unsourced == (line["evidence"] == "general_knowledge"), line
        assert not unsourced or not line["source_url"], line


def test_the_name_of_the_source_is_kept_beside_ours():
    for line in lines("directory/services"):
        assert line["source_name"], line
        assert not re.search(r"[A-ZÉÈÀ]{4,} [A-ZÉÈÀ]{4,}", line["name"]), line


def test_what_stands_in_an_establishment_says_its_place_nowhere_else():
    place = ("address", "commune", "department", "longitude", "point_precision", "finess")
    housed = [line for line in lines("directory/services") if line["establishment"]]
    assert len(housed) == 102
    for line in housed:
        assert not any(line[column] for column in place), line


def test_what_bears_a_number_of_an_establishment_is_housed_by_it():
    known = {line["finess"] for line in lines("directory/establishments")}
    assert not [line for line in lines("directory/services") if line["finess"] in known]


def test_ages_say_whom_they_receive():
    for line in lines("directory/services"):
        if line["age_max"]:
            young = float(line["age_max"]) <= 20
            assert line["audience"] == ("child" if young else "both"), line


def test_old_telephones_bear_their_year():
    of_2019 = [line for line in lines("directory/phones") if "2019" in line["source"]]
    assert len(of_2019) == 84
    for line in of_2019:
        assert (line["as_of"], line["kind"]) == ("2019-01-01", "service"), line
        assert line["evidence"] == "to_verify", line


@pytest.mark.django_db
def test_kinds_follow_categories():
    for service in Service.objects.all():
        assert service.kind == nature(service.category)
    kinds = set(Structure.objects.values_list("kind", flat=True))
    assert kinds == set(Structure.Kind.values)


@pytest.mark.django_db
def test_an_emergency_department_and_its_hospital_say_the_same():
    departments = Service.objects.filter(category="emergency").select_related("establishment")
    assert len(departments) == 40
    for department in departments:
        hospital = department.establishment
        assert hospital.emergency_general is True
        assert hospital.emergency_paediatric is department.paediatric_emergency
        assert department.point == hospital.point
        assert department.commune_id == hospital.commune_id
    authorised = Establishment.objects.filter(department__in=ESMARA, emergency_general=True)
    assert {d.establishment_id for d in departments} == set(authorised.values_list("pk", flat=True))


@pytest.mark.django_db
def test_every_position_is_in_its_department():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.slug FROM structures_service v "
            "JOIN structures_structure s ON s.id = v.structure_ptr_id "
            "JOIN territories_department d ON d.code = s.department_id "
            "WHERE s.point IS NOT NULL AND ST_Distance(s.point, d.area::geography) > 500"
        )
        outside = cursor.fetchall()
        cursor.execute(
            "SELECT s.slug, round(ST_Distance(s.point, c.area::geography)) "
            "FROM structures_service v "
            "JOIN structures_structure s ON s.id = v.structure_ptr_id "
            "JOIN territories_commune c ON c.insee = s.commune_id "
            "WHERE ST_Distance(s.point, c.area::geography) > 500"
        )
        far = cursor.fetchall()

    assert outside == []
    assert far == []
    assert Service.objects.filter(point__isnull=False).count() == 165


@pytest.mark.django_db
def test_a_department_follows_from_the_commune():
    for service in Service.objects.filter(commune__isnull=False).select_related("commune"):
        assert service.department_id == service.commune.department_id
        assert service.territory


@pytest.mark.django_db
def test_only_emergencies_and_mdph_are_complete_and_only_where_a_source_says_so():
    complete = set(CompleteList.objects.values_list("category", "department"))
    assert complete == {(c, d) for c in ("emergency", "mdph") for d in ESMARA}


@pytest.mark.django_db
@pytest.mark.parametrize("department", ESMARA)
def test_each_department_has_its_mdph(department):
    mdph = Service.objects.get(category="mdph", service_areas__departments=department)
    assert mdph.department_id == department
    assert mdph.service_areas.get().kind == "departments"


@pytest.mark.django_db
def test_every_category_that_is_not_everywhere_complete_says_where_else_to_look():
    national = NationalDirectory.objects.published().filter(departments__isnull=True)
    assert set(Category.values) - set(national.values_list("category", flat=True)) == {
        "samu",  # 15 and 112 everywhere
        "somatic_care",
        "child_psychiatry",
        "coordination_overseas",
    }


@pytest.mark.django_db
def test_half_a_department_is_served_with_a_doubt():
    """The communes of these halves are not known: who is served is to be verified."""
    halves = ServiceArea.objects.filter(
        structure__slug__in=["dac-77-nord", "dac-77-sud", "dac-91-nord", "dac-94-ouest-onco-94"]
    )
    assert len(halves) == 4
    assert {area.evidence for area in halves} == {"to_verify"}
