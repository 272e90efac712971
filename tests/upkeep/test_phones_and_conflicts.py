"""Numbers to find, sources that disagree."""

from datetime import date

import pytest
from django.urls import reverse

from foundations import corrections
from foundations.corrections import changed_since
from structures.models import Centre, Establishment, Network, Phone, Structure
from tests.importers.conftest import change, load, shipped, with_value  # noqa: F401
from upkeep import conflicts, phones

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 27)


def test_without_a_number_of_its_own_nor_of_its_house():
    missing = set(phones.listed(phones.MISSING, TODAY).values_list("pk", flat=True))
    for structure in Structure.objects.published().select_related("centre", "service"):
        hosted = getattr(structure, "centre", None) or getattr(structure, "service", None)
        owners = [structure.pk, hosted.establishment_id if hosted else None]
        known = Phone.objects.filter(structure__in=[o for o in owners if o]).exists()
        assert (structure.pk in missing) is not known, structure
        if len(missing) > 20 and structure.pk > 400:
            break


def test_old_numbers_come_oldest_first():
    rows = list(phones.ordered(phones.listed(phones.OLD, TODAY), phones.OLD))
    assert rows
    assert [row.newest for row in rows] == sorted(row.newest for row in rows)
    assert rows[-1].newest < TODAY - phones.STALE_AFTER


def test_a_fresh_number_is_not_old_and_a_direct_line_is_no_switchboard():
    centre = phones.listed(phones.SWITCHBOARD, TODAY).filter(centre__isnull=False).first()
    Phone.objects.create(structure=centre, number="01 00 00 00 00", kind="centre", as_of=TODAY)
    assert not phones.listed(phones.SWITCHBOARD, TODAY).filter(pk=centre.pk).exists()
    assert not phones.listed(phones.OLD, TODAY).filter(pk=centre.pk).exists()


@pytest.mark.parametrize("which", [*phones.LISTS, "?", ""])
def test_the_pages_of_telephones(gestion, django_assert_num_queries, which):
    address = reverse("upkeep:phones")
    gestion.get(address)
    with django_assert_num_queries(7):
        assert gestion.get(address, {"liste": which, "department": "94"}).status_code == 200


@pytest.fixture
def contradicted(administrator, load, shipped):  # noqa: F811
    """A hospital renamed by a person, whose source then finds another name."""
    hospital = Establishment.objects.get(finess="940100027")
    before = corrections.snapshot(hospital, ["name", "group"])
    hospital.name, hospital.group = "Henri-Mondor", "Assistance publique"
    hospital.save()
    corrections.record_changes(hospital, before, administrator)
    load(force=True)
    assert not changed_since().exists()
    change(
        shipped / "directory" / "establishments.csv",
        with_value({"finess": "940100027"}, name="CHU Henri-Mondor"),
    )
    load(force=True)
    return hospital


def test_a_source_that_changed_its_mind_is_shown_beside_the_correction(contradicted, gestion):
    kept = changed_since().get()
    assert (kept.field, kept.source_value) == ("name", "CHU Henri-Mondor")
    (conflict,) = conflicts.conflicts(conflicts.CORRECTIONS, [kept])
    assert [saying.what for saying in conflict.sayings] == [
        "Henri-Mondor",
        "Hôpital Henri-Mondor (AP-HP)",
        "CHU Henri-Mondor",
    ]
    page = gestion.get(reverse("upkeep:conflicts")).content.decode()
    assert all(saying.what in page for saying in conflict.sayings)


@pytest.mark.parametrize(
    ("choice", "name"), [("ours", "Henri-Mondor"), ("source", "CHU Henri-Mondor")]
)
def test_a_person_settles_it(contradicted, gestion, load, choice, name):  # noqa: F811
    data = {"correction": changed_since().get().pk, "choice": choice}
    assert gestion.post(reverse("upkeep:settle"), data).status_code == 302
    load(force=True)
    contradicted.refresh_from_db()
    assert contradicted.name == name
    assert not changed_since().exists()
    assert gestion.post(reverse("upkeep:settle"), data).status_code == 404


def test_a_value_that_the_source_gives_up_is_a_change_too(contradicted):
    corrections.keep_against(changed_since().get())
    kept = corrections.corrections_of(contradicted).get(field="group")
    kept.source_value = None
    kept.save()
    assert changed_since().get() == kept
    kept.seen_value = None
    kept.save()
    assert not changed_since().exists()


def test_labels_with_several_sources_come_first():
    rows = list(conflicts.labels())
    assert len(rows) == Centre.objects.published().exclude(label_note="").count()
    several = [bool(centre.sources) for centre in rows]
    assert several == sorted(several, reverse=True)
    assert any(several)


def test_a_network_with_more_sites_than_announced_is_told():
    network = Network.objects.exclude(sites_announced=None).first()
    known = network.centres.count()
    assert known
    for announced, told in ((known, False), (known - 1, True)):
        Network.objects.filter(pk=network.pk).update(sites_announced=announced)
        assert conflicts.figures().filter(pk=network.pk).exists() is told


def test_figures_that_the_platform_announces_twice_over_are_told_once_with_both_pages():
    (least,) = conflicts.announced()
    (conflict,) = conflicts.conflicts(conflicts.ANNOUNCED, [least])
    assert conflict.about == "nombre annoncé"
    assert [saying.what for saying in conflict.sayings] == ["32", "37"]
    assert len({saying.who for saying in conflict.sayings}) == 2


@pytest.mark.parametrize("which", [*conflicts.LISTS, "?"])
def test_the_pages_of_conflicts(gestion, which):
    assert gestion.get(reverse("upkeep:conflicts"), {"liste": which}).status_code == 200


@pytest.mark.parametrize("data", [{}, {"correction": "x"}, {"correction": "1", "choice": "?"}])
def test_nothing_to_settle_is_not_found(gestion, data):
    assert gestion.post(reverse("upkeep:settle"), data).status_code == 404
