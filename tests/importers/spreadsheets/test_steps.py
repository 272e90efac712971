"""A file from its upload to the tables, through the pages that people see."""

from datetime import date

import pytest
from django.urls import reverse

from foundations.corrections import WHOLE_ROW
from foundations.models import Correction
from importers.models import Upload
from resources.models import Association
from structures.models import Establishment, Phone
from tests.importers.spreadsheets.files import xlsx

pytestmark = pytest.mark.django_db

HEADINGS = ["N° FINESS", "Établissement", "CP", "Ville", "Téléphone", "Site web", "Code interne"]
TITLE = ["Liste des hôpitaux, novembre 2026"]


def hospitals() -> bytes:
    return xlsx(
        [
            TITLE,
            [],
            HEADINGS,
            [940100027, "Hôpital Henri-Mondor", 94000, "Créteil", 149812112, "", "A1"],
            [10000024, "Clinique neuve d’Ambérieu", 1500, "Ambérieu-en-Bugey", "", "", "A2"],
            ["", "Maison sans commune connue", 99999, "Nulleville", "", "", "A3"],
            ["Total", "", "", "", "", "", 3],
        ]
    )


def test_a_file_goes_through_the_four_steps(secretary):
    hospital = Establishment.objects.get(finess="940100027")
    secretary.send(hospitals(), "establishments")
    upload = secretary.upload
    assert upload.header_row == 3
    assert set(upload.mapping.values()) == {
        "finess",
        "name",
        "postcode",
        "commune_name",
        "phones",
        "official_url",
    }
    page = secretary.client.get(secretary.address("columns")).content.decode()
    assert "Code interne" in page
    secretary.map()
    assert upload.counts == {
        "create": 1,
        "update": 1,
        "unchanged": 0,
        "undecided": 0,
        "refused": 1,
    }, upload.rows
    assert upload.unmapped == ["Code interne"]
    assert upload.passed == [7]
    assert Establishment.objects.filter(finess="010000024").count() == 0, "only a preview"
    assert secretary.client.get(secretary.address("preview")).status_code == 200
    assert secretary.do_import().status_code == 302
    new = Establishment.objects.get(finess="010000024")
    assert (new.commune_id, new.department_id, new.evidence) == ("01004", "01", "to_verify")
    assert new.source.startswith("Secrétariat du CHIC, fichier « liste.xlsx » du ")
    assert new.retrieved_on == date.fromisoformat(upload.uploaded_at.date().isoformat())
    assert Correction.objects.get(model="structures.establishment", key=str(new.pk)).field == "*"
    assert secretary.upload.state == Upload.State.IMPORTED
    assert secretary.upload.content is None
    page = secretary.client.get(secretary.address("result"))
    assert "Nulleville" in page.content.decode()
    added = Phone.objects.get(structure=hospital, number="01 49 81 21 12")
    label = {"model": "structures.phone", "key": str(added.pk)}
    assert Correction.objects.filter(**label, field=WHOLE_ROW).exists()


def test_the_same_file_again_changes_nothing(secretary):
    secretary.sends_and_imports(hospitals(), "establishments")
    again = secretary.preview(hospitals(), "establishments")
    assert again.counts["unchanged"] == 2, again.rows
    assert again.counts["create"] == again.counts["update"] == 0


def test_a_small_list_of_associations(secretary):
    known = Association.objects.get(slug="afaf")
    rows = [
        ["Association", "Ville", "Maladies", "Tél"],
        [known.name, known.seat_city, known.concerns, "+33 (0)3 23 58 61 66"],
        ["Les Petits Pas de Melun", "Melun", "marche tardive", "0164000000"],
    ]
    upload = secretary.sends_and_imports(xlsx(rows), "associations", is_trusted="on")
    assert upload.counts["update"] == upload.counts["create"] == 1
    known.refresh_from_db()
    assert known.phone == "03 23 58 61 66"
    kept = Correction.objects.get(model="resources.association", key="afaf")
    assert (kept.field, kept.source_value) == ("phone", "03 23 58 61 65")
    assert kept.corrected_by == secretary.user
    new = Association.objects.get(name="Les Petits Pas de Melun")
    assert new.evidence == "sourced"
    assert reverse("admin:resources_association_change", args=[new.pk])
