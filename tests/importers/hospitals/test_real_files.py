"""The real SAE of 2023 and GISCO of 2020 in the tables: national emergencies from their join."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from foundations.text import normalise_place_name
from importers.hospitals.loading import load_gisco, load_sae
from importers.loading import Loading
from importers.models import LoadedRow
from importers.report import Quiet
from importers.shipped import load_everything
from routing.orientation import orient
from routing.question import Question
from structures.models import CompleteList, Establishment, Phone, Service
from tests.importers.hospitals.conftest import EMERGENCIES, GISCO, ID, real

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("hospitals")]

TERRITORY = ("77", "89", "91", "94", "972")
ABSURD = {
    "110780228": "hopital-prive-du-grand-narbonne-montredon-des-corbieres",
    "340000033": "ch-beziers",
    "470000423": "ch-agen-nerac-hopital-saint-esprit",
    "680004546": "ghr-mulhouse-sud-alsace-hopital-emile-muller",
    "750100018": "hopital-hotel-dieu-paris",
    "930000328": "ch-general-delafontaine-saint-denis",
}
"""Hospitals with emergencies that GISCO puts more than 5 km outside their commune, by number."""


@pytest.fixture(scope="module", autouse=True)
def loads(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Any]]:
    """The emergencies of the territory as they are shipped; then the SAE, then GISCO, once for
    these tests, in a transaction that is rolled back after the last of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        shipped = territory()
        sae = load_sae([real(ID), real(EMERGENCIES)], Quiet())
        at_communes = set(_probable())
        gisco = load_gisco(real(GISCO), Quiet())
        yield {"shipped": shipped, "sae": sae, "gisco": gisco, "at_communes": at_communes}
        transaction.set_rollback(True)


def territory() -> list[dict[str, Any]]:
    columns = ("pk", "slug", "name", "audience", "paediatric_emergency", "note", "source")
    rows = Service.objects.filter(category="emergency", department__in=TERRITORY)
    return list(rows.order_by("slug").values(*columns, "establishment", "address"))


def _probable() -> Iterator[str]:
    rows = Service.objects.filter(category="emergency", point_precision="probable")
    return rows.values_list("establishment__finess", flat=True).iterator()


def diff(loading: Loading, table: str) -> tuple[int, int, int, int]:
    found = next(one for one in loading.diffs if one.table == table)
    return found.added, found.changed, found.removed, found.unchanged


def test_every_authorised_department_is_there_once(loads):
    emergencies = Service.objects.filter(category="emergency")

    assert emergencies.count() == 620
    assert emergencies.values("establishment").distinct().count() == 620
    assert emergencies.filter(paediatric_emergency=True).count() == 87
    assert emergencies.filter(audience="child").count() == 15
    assert {"971", "972", "973", "974", "976", "978", "2A", "2B"} <= set(
        emergencies.values_list("department_id", flat=True)
    )
    assert diff(loads["sae"], "services d'urgences") == (580, 1, 0, 39)


def test_those_of_the_territory_stay_as_they_are_shipped(loads):
    assert territory() == loads["shipped"]
    assert len(loads["shipped"]) == 40


def test_the_one_that_had_no_position_stands_in_its_commune(loads):
    begin = Service.objects.get(slug__startswith="urgences-hopital-d-instruction-des-armees-begin")

    assert (begin.commune_id, begin.point_precision) == ("94067", "probable")
    assert begin.point == begin.commune.point


def test_what_the_sae_is_silent_about_is_told(loads):
    assert [(e.gravity, e.key, e.reason) for e in loads["sae"].errors] == [
        ("à savoir", "130008253", "ni adultes ni enfants déclarés")
    ]


def test_each_has_a_position_and_a_date(loads):
    assert not Service.objects.filter(category="emergency", point=None).exists()
    assert Service.objects.filter(category="emergency", point_precision="exact").count() == 545
    for service in Service.objects.filter(category="emergency").exclude(source__contains="GISCO"):
        assert service.note.startswith("Une autorisation déclarée à la SAE 2023, pas un horaire")


def test_absurd_positions_are_refused_and_listed(loads):
    refused = {e.key for e in loads["gisco"].errors if e.column == "lon,lat"}

    assert refused == set(ABSURD)
    for finess, slug in ABSURD.items():
        hospital = Establishment.objects.get(finess=finess)
        assert hospital.slug == slug
        assert (hospital.point, hospital.point_precision) == (hospital.commune.point, "probable")


def test_a_position_of_gisco_says_its_day(loads):
    hospital = Establishment.objects.get(finess="010000024")

    assert (hospital.name, hospital.slug) == ("CH de Fleyriat", "ch-de-fleyriat-viriat")
    assert (hospital.point.x, hospital.point.y) == (5.20879, 46.2222)
    assert hospital.source == (
        "DREES, SAE 2023 (nom, adresse, commune, urgences autorisées) ; "
        "Eurostat GISCO d’après FINESS, 6 mars 2020 (position, standard)"
    )
    phone = hospital.phones.get()
    assert (phone.number, phone.kind, str(phone.as_of)) == (
        "04 74 45 46 47",
        "switchboard",
        "2020-03-06",
    )
    assert hospital.services.get().point == hospital.point


def test_shipped_switchboards_are_not_doubled(loads):
    for hospital in Establishment.objects.filter(services__category="emergency"):
        assert hospital.phones.filter(kind=Phone.Kind.SWITCHBOARD).count() <= 1, hospital


def test_names_keep_their_words(loads):
    shipped = LoadedRow.objects.filter(source="shipped", table="structures.establishment")
    made = Establishment.objects.exclude(pk__in=[int(row.key) for row in shipped])
    assert made.count() == 504
    for hospital in made:
        official = normalise_place_name(hospital.official_name)
        assert normalise_place_name(hospital.name) == official, hospital.finess
    names = dict(made.values_list("finess", "name"))
    assert names["630000412"] == "CH d’Ambert"
    assert names["760921809"] == "Clinique de l’Europe Rouen"
    assert names["020010047"] == "Hôpital privé Saint Claude"
    assert names["900003039"] == "HNFC site Trévenans"


def test_the_list_is_complete_where_every_department_is_placed(loads):
    complete = CompleteList.objects.filter(category="emergency")

    assert complete.count() == 101
    assert complete.get(department="75").source == (
        "DREES, SAE 2023 (tous les services d’urgences autorisés)"
    )
    # Saint-Martin has no town hall on file: its list waits for GISCO's position
    assert not complete.filter(department__in=("978", "975", "977")).exists()


def test_the_answer_from_a_town_far_from_the_territory(loads):
    answer = orient(Question(commune="01053", orpha=399, age=40))

    emergencies = [line for line in answer.lateral if line.kind == "emergency" and line.structure]
    assert emergencies[0].structure["commune_name"] in ("Bourg-en-Bresse", "Viriat")


def test_loading_both_again_changes_only_what_waited(loads):
    sae = load_sae([real(ID), real(EMERGENCIES)], Quiet())
    gisco = load_gisco(real(GISCO), Quiet())

    assert [(d.table, d.examples) for d in sae.diffs if not d.is_empty] == [
        ("listes complètes", ["+ emergency 978"])
    ]
    assert all(diff.is_empty for diff in gisco.diffs)


def test_the_shipped_files_change_nothing_after(loads):
    for report in load_everything(Quiet(), force=True):
        assert [d for d in report.diffs if not d.is_empty] == []
