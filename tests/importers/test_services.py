"""The files of lateral services in their tables: once, again, corrected, broken."""

import pytest
from django.core.management import CommandError, call_command

from foundations.models import Correction
from foundations.version import current_version
from structures.models import (
    CompleteList,
    Establishment,
    NationalDirectory,
    Service,
    ServiceArea,
    ServiceDisease,
)
from tests.importers.conftest import change, with_value, without

pytestmark = pytest.mark.django_db

MONDOR = "urgences-hopital-henri-mondor-creteil"
MDPH = "mdph-du-val-de-marne"


def test_every_line_is_a_row():
    assert Service.objects.count() == 350
    assert ServiceDisease.objects.count() == 13
    assert CompleteList.objects.count() == 10
    assert NationalDirectory.objects.count() == 29
    assert ServiceArea.objects.filter(structure__service__isnull=False).count() == 44


def test_a_second_load_changes_nothing(load):
    diffs = load()
    assert {title for title, diff in diffs.items() if not diff.is_empty} == set()
    assert diffs["services"].unchanged == 350


def test_values_come_as_they_are_written():
    sessad = Service.objects.get(slug="sessad-confluences-sainte-genevieve-des-bois")
    assert (sessad.kind, sessad.category, sessad.audience) == (
        "medico_social",
        "schooling",
        "child",
    )
    assert (sessad.age_min, sessad.age_max) == (1.5, 20)
    assert (sessad.commune_id, sessad.department_id) == ("91549", "91")
    assert (sessad.point, sessad.point_precision) == (None, "none")
    tamis = NationalDirectory.objects.get(slug="autisme-ile-de-france-tamis")
    assert tamis.departments.count() == 8


def test_a_correction_stands_after_an_import(load, shipped):
    service = Service.objects.get(slug=MDPH)
    Service.objects.filter(pk=service.pk).update(official_url="https://mdph.example")
    correction = Correction.objects.create(
        model="structures.service",
        key=str(service.pk),
        field="official_url",
        source_value=service.official_url,
    )
    new = {"official_url": "https://autre.example", "note": "Autre note."}
    change(shipped / "directory" / "services.csv", with_value({"slug": MDPH}, **new))

    load()

    service.refresh_from_db()
    correction.refresh_from_db()
    assert (service.official_url, service.note) == ("https://mdph.example", "Autre note.")
    assert correction.source_value == "https://autre.example"


def test_a_corrected_hospital_takes_its_services_along_at_the_next_import(load, shipped):
    hospital = Establishment.objects.get(finess="940100027")
    hospital.address = "1 RUE NEUVE"
    hospital.save()
    Correction.objects.create(
        model="structures.establishment",
        key=str(hospital.pk),
        field="address",
        source_value="51 AV MAL DE LATTRE DE TASSIGNY",
    )
    load()
    assert Service.objects.get(slug=MONDOR).address == "1 RUE NEUVE"


def test_a_service_that_stands_apart_keeps_its_place(load):
    service = Service.objects.get(slug=MONDOR)
    service.stands_apart, service.address = True, "Entrée des urgences"
    service.save()
    load()
    assert Service.objects.get(slug=MONDOR).address == "Entrée des urgences"


def test_a_line_that_goes_takes_what_hangs_on_it(load, shipped):
    huntington = "mas-residence-le-chene-maladie-de-huntington-cuvry"
    change(shipped / "directory" / "services.csv", without(slug=huntington))
    change(shipped / "directory" / "service_diseases.csv", without(service=huntington))
    change(shipped / "directory" / "service_areas.csv", without(structure=huntington))
    diffs = load()
    assert diffs["services"].removed == 1
    assert not Service.objects.filter(slug=huntington).exists()


@pytest.mark.parametrize(
    ("name", "where", "values", "said"),
    [
        ("services", {"slug": MDPH}, {"category": "mdhp"}, r"category"),
        ("services", {"slug": MDPH}, {"commune": "94999"}, r"commune : « 94999 » est inconnu"),
        ("services", {"slug": MDPH}, {"department": "999"}, r"department : « 999 » est inconnu"),
        ("services", {"slug": MDPH}, {"establishment": "1"}, r"establishment : « 1 »"),
        ("services", {"slug": MDPH}, {"point_precision": "exact"}, r"sans position"),
        ("services", {"slug": "dac-77-nord"}, {"longitude": "2.6"}, r"position sans commune"),
        ("services", {"slug": MONDOR}, {"commune": "94028"}, r"en prend la place"),
        ("complete_lists", {"department": "77"}, {"department": "7"}, r"department : « 7 »"),
        (
            "national_directories",
            {"slug": "dac-ile-de-france"},
            {"departments": "75|7"},
            r"departments : « 7 » est inconnu",
        ),
    ],
)
def test_a_wrong_line_is_named_and_nothing_changes(shipped, name, where, values, said):
    change(shipped / "directory" / f"{name}.csv", with_value(where, **values))
    with pytest.raises(CommandError, match=rf"{name}\.csv:\d+: .*{said}"):
        call_command("load_data")
    assert Service.objects.count() == 350


@pytest.mark.parametrize(
    "write",
    [
        lambda: Service.objects.filter(slug=MDPH).update(access="direct"),
        lambda: ServiceDisease.objects.first().delete(),
        lambda: CompleteList.objects.first().delete(),
        lambda: NationalDirectory.objects.update(title="Autre"),
        lambda: ServiceArea.objects.get(structure__slug=MDPH).departments.add("93"),
        lambda: NationalDirectory.objects.first().departments.add("94"),
    ],
)
def test_each_write_makes_a_new_version_of_the_directory(write):
    before = current_version()
    write()
    assert current_version() > before
