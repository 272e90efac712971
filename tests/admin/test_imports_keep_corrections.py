"""What a person changed stands after an import, and the import still tells what the source says."""

import csv
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Count
from django.urls import reverse

from foundations.models import Correction
from importers.models import LoadedFile
from structures.models import Affiliation, Centre, Establishment, Network, Phone
from tests.admin.html_form import send
from tests.admin.test_corrections import MOVED, again, change


@pytest.fixture
def load(settings, tmp_path):
    """Loads a copy of the shipped data, after `edit(folder)` has changed it.

    Files that nobody changed are skipped; without `edit` everything is compared again.
    """

    def run(edit=None) -> None:
        folder = tmp_path / "data"
        if not folder.exists():
            shutil.copytree(settings.DATA_DIR, folder)
            settings.DATA_DIR = folder
        if edit is not None:
            edit(folder)
        if edit is None:  # compare everything again, but for 35,000 communes that nobody edits
            LoadedFile.objects.exclude(path__contains="communes/").delete()
        call_command("load_data")

    return run


def rewrite(path: Path, key: str, **values: str) -> None:
    """Change columns of the line that begins with this key."""
    with path.open(newline="") as file:
        lines = list(csv.DictReader(file))
    (line,) = [line for line in lines if next(iter(line.values())) == key]
    line.update(values)
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(line), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)


def test_corrections_stand_after_an_import(gestion, rows, load):
    change(gestion, rows.hospital, name="Henri-Mondor", commune="94046", **MOVED)
    change(gestion, rows.hospital, **{"phones-0-number": "01 49 81 00 00"})
    change(gestion, rows.centre, label_note="Confirmé au téléphone", age_min="16")
    change(gestion, rows.disease, name="Neurofibromatose 1", **{"names-0-text": "Érythème"})
    said = list(Correction.objects.order_by("pk").values_list("pk", "source_value"))
    assert len(said) >= 8
    load()
    hospital, centre, disease = again(rows.hospital), again(rows.centre), again(rows.disease)
    assert (hospital.name, hospital.commune_id) == ("Henri-Mondor", "94046")
    assert hospital.point.coords == centre.point.coords == (2.4540, 48.7980)
    assert again(rows.switchboard).number == "01 49 81 00 00"
    assert rows.hospital.phones.count() == 1
    assert (centre.label_note, centre.age_min) == ("Confirmé au téléphone", 16)
    assert disease.name == "Neurofibromatose 1"
    assert disease.names.filter(text="Érythème", search_text="erytheme").count() == 1
    assert list(Correction.objects.order_by("pk").values_list("pk", "source_value")) == said


def test_the_rest_of_a_corrected_row_follows_its_source(gestion, rows, load):
    change(gestion, rows.centre, label_note="Confirmé au téléphone")
    load(
        lambda data: rewrite(
            data / "directory" / "centres.csv",
            rows.centre.slug,
            label_note="Labellisé en 2023",
            age_note="dès 15 ans",
        )
    )
    centre = again(rows.centre)
    assert (centre.label_note, centre.age_note) == ("Confirmé au téléphone", "dès 15 ans")
    kept = Correction.objects.get()
    assert kept.source_value == "Labellisé en 2023"
    address = reverse("admin:structures_centre_change", args=[centre.pk])
    assert "la source dit : Labellisé en 2023" in gestion.get(address).content.decode()
    gestion.post(address, {"_revert": kept.pk})
    assert again(rows.centre).label_note == "Labellisé en 2023"


def test_a_point_that_the_source_moved_is_the_one_to_go_back_to(gestion, rows, load):
    change(gestion, rows.hospital, **MOVED)
    load(
        lambda data: rewrite(
            data / "directory" / "establishments.csv",
            "940100027",
            longitude="2.46",
            latitude="48.8",
        )
    )
    assert again(rows.hospital).point.coords == again(rows.centre).point.coords == (2.4540, 48.7980)
    address = reverse("admin:structures_establishment_change", args=[rows.hospital.pk])
    gestion.post(address, {"_revert": Correction.objects.get().pk})
    assert again(rows.hospital).point.coords == again(rows.centre).point.coords == (2.46, 48.8)


def test_a_centre_that_has_a_place_of_its_own_keeps_it(gestion, rows, load):
    change(gestion, rows.centre, stands_apart="on", **MOVED)
    load()
    assert again(rows.centre).point.coords == (2.4540, 48.7980)
    assert again(rows.hospital).point.coords != (2.4540, 48.7980)


def test_a_centre_given_to_another_hospital_stays_there(gestion, rows, load):
    other = Centre.objects.exclude(establishment=rows.hospital).exclude(establishment=None).first()
    change(gestion, rows.centre, establishment=str(other.establishment_id))
    load()
    centre = again(rows.centre)
    assert centre.establishment_id == other.establishment_id
    assert centre.point == again(other.establishment).point


def test_a_row_added_by_hand_stays(gestion, rows, load):
    send(
        gestion, reverse("admin:structures_network_add"), "network_form",
        slug="essai", name="Réseau ajouté", filiere=rows.network.filiere_id, coverage="partial",
    )  # fmt: skip
    load()
    assert Network.objects.get(slug="essai").name == "Réseau ajouté"


def test_a_row_that_its_source_drops_takes_its_corrections_with_it(gestion, rows, load):
    change(gestion, rows.centre, label_note="Confirmé au téléphone")

    def drop(data: Path) -> None:
        path = data / "directory" / "centres.csv"
        lines = path.read_text().splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not line.startswith(rows.centre.slug)))

    load(drop)
    assert not Centre.objects.filter(pk=rows.centre.pk).exists()
    assert not Correction.objects.exists()


def test_a_number_shared_by_two_hospitals_is_corrected_for_one(gestion, rows, load):
    shared = Phone.objects.values("number", "kind").annotate(c=Count("pk")).filter(c__gt=1)
    number = shared.exclude(number="").order_by("number").first()["number"]
    here, there = Phone.objects.filter(number=number).order_by("pk")[:2]
    hospital = Establishment.objects.get(pk=here.structure_id)
    index = list(hospital.phones.order_by("kind", "number")).index(here)
    change(gestion, hospital, **{f"phones-{index}-number": "01 00 00 00 00"})
    load()
    assert again(here).number == "01 00 00 00 00"
    assert again(there).number == number


def test_a_network_taken_out_of_an_affiliation_stays_out(gestion, rows, load):
    affiliation = Affiliation.objects.order_by("pk").first()
    assert affiliation.networks.count() == 3
    change(gestion, affiliation, networks="cerenef")
    kept = Correction.objects.get()
    assert kept.field == "networks"
    load()
    assert [network.slug for network in affiliation.networks.all()] == ["cerenef"]
    kept.refresh_from_db()
    assert kept.source_value == ["cerenef", "drepano-thal", "toxibul"]
    address = reverse("admin:structures_affiliation_change", args=[affiliation.pk])
    gestion.post(address, {"_revert": kept.pk})
    assert affiliation.networks.count() == 3
