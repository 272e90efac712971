"""What stands around a person, on the shipped data: whose it is, what is known, at what cost."""

import pytest
from django.db import connection

from foundations.provenance import Evidence
from resources.models import Association, Trial
from routing.around import held, wording
from routing.around.for_place import for_place
from routing.around.frontier import frontier_of
from routing.around.held import services_at
from routing.around.shelves import SHELVES
from routing.directory import current
from routing.orientation import orient
from routing.question import Question
from structures.models import CompleteList, Phone, Service
from structures.models.service import Category
from territories.locating import place_of_commune
from territories.models import Commune, Department

pytestmark = pytest.mark.django_db

CRETEIL, FONTAINEBLEAU, SENS, LYON_1, FORT_DE_FRANCE = "94028", "77186", "89387", "69381", "97209"
HUNTINGTON, NF1, SICKLE_CELL, APLASIA, NEUROBLASTOMA = 399, 636, 232, 88, 635
COVERED = "Notre annuaire ne couvre pas encore votre département"


def around(commune: str, orpha: int | None = HUNTINGTON, age: float | None = 40):
    directory = current()
    diseases = (orpha, *directory.scope(orpha).ancestors) if orpha else ()
    return for_place(place_of_commune(commune), diseases, age, directory.version)


def of_kind(lines, kind: str):
    return [line for line in lines if line.kind == kind]


def structures(lines, kind: str):
    return [line.structure for line in of_kind(lines, kind) if line.structure]


def test_from_lyon_no_emergency_department_is_named():
    lines = of_kind(around(LYON_1), "emergency")
    assert [line.structure for line in lines] == [{}]
    assert lines[0].notice == wording.EMERGENCY_NOT_COVERED
    assert "15" in lines[0].notice.fr


def test_from_a_complete_department_the_nearest_emergency_department_is_first():
    first, *others = structures(around(FONTAINEBLEAU), "emergency")
    assert "Fontainebleau" in first["name"]
    assert first["phones"]
    assert others


def test_a_child_is_told_the_nearest_authorised_for_children():
    lines = [line for line in of_kind(around(CRETEIL, age=4), "emergency") if line.structure]
    assert lines[0].structure["paediatric_emergency"]
    assert "intercommunal de Créteil" in lines[0].structure["name"]
    assert any(line.distance_km < lines[0].distance_km for line in lines[1:])


@pytest.mark.parametrize("department", ["77", "89", "91", "94", "972"])
def test_the_disability_office_is_that_of_the_department_of_residence(department):
    insee = Commune.objects.filter(department=department).order_by("insee").values_list("pk")[0][0]
    (office,) = structures(around(insee), "mdph")
    assert office["department"] == department


def test_every_department_without_a_complete_list_says_so_and_names_no_emergency():
    complete = set(CompleteList.objects.values_list("category", "department"))
    offered = {s.category for s in SHELVES if s.chosen_by != "disease" and not s.overseas}
    of_all_ages = {s.category for s in SHELVES if s.age_min is None and s.age_max is None}
    for department in Department.objects.values_list("code", flat=True):
        commune = Commune.objects.filter(department=department).order_by("insee").first()
        if commune is None:
            continue
        lines = around(commune.pk)
        for category in offered & of_all_ages:
            said = [line.notice.fr for line in of_kind(lines, category) if line.notice]
            if (category, department) in complete:
                assert said == [], (category, department)
            else:
                assert len(said) == 1, (category, department)
                assert COVERED in said[0]
        if ("emergency", department) not in complete:
            assert structures(lines, "emergency") == []


def test_overseas_nothing_of_another_territory_is_measured():
    for line in around(FORT_DE_FRANCE, SICKLE_CELL, 35):
        if line.structure.get("territory") not in (None, "martinique"):
            assert line.distance_km is None
    kinds = {line.kind for line in around(FORT_DE_FRANCE) if line.structure}
    assert "coordination_overseas" in kinds


def test_the_house_for_a_disease_is_not_for_another():
    def named(orpha):
        return {one["slug"] for one in structures(around(CRETEIL, orpha, 50), "accommodation")}

    dedicated = set(
        Service.objects.filter(links__disease=HUNTINGTON, category="accommodation").values_list(
            "slug", flat=True
        )
    )
    assert dedicated
    assert dedicated <= named(HUNTINGTON)
    assert not dedicated & named(NF1)


def test_associations_are_those_of_the_disease_then_of_the_filiere():
    reasons = [line.reason for line in of_kind(around(CRETEIL), "association")]
    assert reasons[0] == wording.OF_THE_DISEASE
    assert reasons[-1] == wording.OF_THE_FILIERE
    assert reasons == sorted(reasons, key=lambda reason: reason == wording.OF_THE_FILIERE)


def test_a_local_association_is_for_its_own_department():
    local = Association.objects.create(
        slug="locale", name="Locale", scope="local", department_id="94", filiere_id="BRAIN-TEAM"
    )
    assert local.slug in {one["slug"] for one in structures(around(CRETEIL), "association")}
    assert local.slug not in {one["slug"] for one in structures(around(SENS), "association")}


def test_a_study_that_is_over_is_not_told():
    told = {one["slug"] for one in structures(around(CRETEIL), "trial")}
    assert told
    over = Trial.objects.get(slug=sorted(told)[0])
    over.status = Trial.Status.COMPLETED
    over.save()
    assert over.slug not in {one["slug"] for one in structures(around(CRETEIL), "trial")}


def test_what_rests_on_general_knowledge_is_hidden():
    service = Service.objects.get(category=Category.MDPH, department="94")
    service.evidence = Evidence.GENERAL_KNOWLEDGE
    service.save()
    assert structures(around(CRETEIL), "mdph") == []


def test_an_edit_shows_at_the_next_question():
    service = Service.objects.get(category=Category.MDPH, department="94")
    service.name = "Un nom corrigé"
    service.save()
    Phone.objects.filter(structure=service).update(number="01 02 03 04 05")
    (office,) = structures(around(CRETEIL), "mdph")
    assert office["name"] == "Un nom corrigé"
    assert [phone.number for phone in office["phones"]] == ["01 02 03 04 05"]


def test_a_list_that_is_no_longer_complete_names_nobody():
    CompleteList.objects.filter(category="emergency", department="77").delete()
    assert structures(around(FONTAINEBLEAU), "emergency") == []


def test_a_service_in_a_hospital_has_its_switchboard():
    inside = Service.objects.filter(
        establishment__phones__isnull=False, phones__isnull=True, category="emergency"
    ).first()
    held_service = next(s for s in held._read_services() if s.pk == inside.pk)
    numbers = set(inside.establishment.phones.values_list("number", flat=True))
    assert {phone.number for phone in held_service.phones} == numbers


def test_what_is_sure_stops_before_the_border_of_a_department_that_is_not():
    known = services_at(current().version)._known["emergency"]
    assert known.departments
    communes = Commune.objects.filter(department__in=known.departments).order_by("insee")[::40]
    for commune in communes:
        place = place_of_commune(commune.pk)
        if place.lon is None:
            continue
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT min(ST_Distance(area::geography, ST_MakePoint(%s, %s)::geography))"
                " FROM territories_department WHERE code <> ALL(%s)",
                [place.lon, place.lat, sorted(known.departments)],
            )
            (metres,) = cursor.fetchone()
        assert known.sure_km(place) <= metres / 1000


def test_nothing_is_sure_outside_a_complete_department():
    known = services_at(current().version)._known["emergency"]
    assert known.sure_km(place_of_commune(LYON_1)) == 0.0
    assert len(frontier_of(Department.objects.values_list("code", flat=True))) == 0


def test_it_costs_one_query_once_the_directory_is_read(django_assert_num_queries):
    around(CRETEIL)
    directory, place = current(), place_of_commune(FONTAINEBLEAU)
    with django_assert_num_queries(1):
        assert for_place(place, [HUNTINGTON], 40, directory.version)
    with django_assert_num_queries(0):
        assert for_place(place, [], 40, directory.version)


@pytest.mark.parametrize("commune", [CRETEIL, FONTAINEBLEAU, LYON_1, FORT_DE_FRANCE])
def test_a_whole_answer_takes_at_most_eight_queries(commune, django_assert_max_num_queries):
    question = Question(commune=commune, orpha=NF1, age=33)
    orient(question)
    with django_assert_max_num_queries(8):
        assert orient(question).lateral


@pytest.mark.parametrize(
    ("question", "status"),
    [
        (Question(commune=CRETEIL, orpha=HUNTINGTON, age=40), "answered"),
        (Question(commune="94046", orpha=APLASIA), "choose_age"),
        (Question(commune=CRETEIL, no_diagnosis=True), "no_diagnosis"),
        (Question(commune=CRETEIL, orpha=NEUROBLASTOMA, age=3), "out_of_scope"),
    ],
)
def test_every_answer_has_its_surroundings(question, status):
    answer = orient(question)
    assert answer.status == status
    assert structures(answer.lateral, "mdph")


@pytest.mark.parametrize(
    "question",
    [
        Question(place_text="77320", orpha=244, age=7.0),
        Question(commune=CRETEIL, disease_text="neurofibromatose"),
    ],
)
def test_a_question_that_is_not_understood_has_none(question):
    assert orient(question).lateral == ()
