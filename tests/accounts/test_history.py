"""Former states: kept when a person changes a row, told field by field, and put back."""

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from foundations.back_office import CorrectedAdmin, CorrectedInline
from foundations.corrections import WHOLE_ROW
from foundations.history import is_tracked
from foundations.models import Correction
from structures.models import Centre, Establishment, Network, Phone, Service
from tests.admin.html_form import send
from tests.admin.test_corrections import again, change, corrections, errors_of


@pytest.fixture
def platform(entering) -> Client:
    return entering(Role.PLATFORM)


def page_of(row) -> str:
    return reverse(f"admin:structures_{row._meta.model_name}_history", args=[row.pk])


def states(browser: Client, row) -> list:
    page = browser.get(page_of(row))
    assert page.status_code == 200
    return page.context["states"]


def restore(browser: Client, row, state, follow: bool = True):
    return browser.post(page_of(row), {"_restore": state.value}, follow=follow)


def test_every_corrected_table_is_tracked():
    """And every table edited inside the form of another."""
    for model, model_admin in admin.site._registry.items():
        if isinstance(model_admin, CorrectedAdmin):
            assert is_tracked(model), model
            inside = [
                inline for inline in model_admin.inlines if issubclass(inline, CorrectedInline)
            ]
            for inline in inside:
                assert is_tracked(inline.model), inline.model


def test_a_change_keeps_what_was_before_and_what_is_now(platform, rows):
    assert states(platform, rows.centre) == []
    said = rows.centre.age_note
    change(platform, rows.centre, age_note="dès 15 ans", audience="both")
    now, before = states(platform, rows.centre)
    assert before.what == "État avant la première modification"
    assert not before.by
    assert now.by == platform.person.username
    shown = {one.field: (one.before, one.after) for one in now.changes}
    assert shown["remarque sur l'âge"] == (said or "(vide)", "dès 15 ans")
    assert shown["public"] == ("adultes", "enfants et adultes")
    assert len(shown) == 2


def test_a_form_sent_back_untouched_leaves_no_state(platform, rows):
    change(platform, rows.centre)
    change(platform, rows.hospital)
    assert states(platform, rows.centre) == states(platform, rows.hospital) == []
    assert not Centre.history.exists()


def test_a_hospital_that_is_renamed_leaves_no_state_of_what_it_houses(platform, rows):
    change(platform, rows.hospital, note="Entrée par le nord")
    assert Establishment.history.count() == 2
    assert not Centre.history.exists()
    assert not Service.history.exists()


def test_an_import_and_a_command_leave_no_state(rows):
    rows.centre.name = "Changé par une commande"
    rows.centre.save()
    call_command("load_data", force=True, verbosity=0)
    assert not Centre.history.exists()


def test_a_former_state_is_put_back_and_is_a_correction_no_more(platform, rows):
    change(platform, rows.centre, age_note="dès 15 ans")
    change(platform, rows.centre, age_note="dès 18 ans")
    last, first, before = states(platform, rows.centre)
    assert not last.restorable
    restore(platform, rows.centre, first)
    assert again(rows.centre).age_note == "dès 15 ans"
    assert {field for _, _, field in corrections()} == {"age_note"}
    restore(platform, rows.centre, before)
    assert again(rows.centre).age_note == rows.centre.age_note
    assert corrections() == {}
    assert len(states(platform, rows.centre)) == 5
    assert "rétablie" in states(platform, rows.centre)[0].what


def test_what_is_restored_survives_an_import(platform, rows):
    change(platform, rows.centre, age_note="dès 15 ans")
    first = states(platform, rows.centre)[0]
    change(platform, rows.centre, age_note=rows.centre.age_note)
    restore(platform, rows.centre, first)
    call_command("load_data", force=True, verbosity=0)
    assert again(rows.centre).age_note == "dès 15 ans"


def test_a_point_is_put_back(platform, rows):
    change(platform, rows.hospital, point_lon="2,4540", point_lat="48,7980")
    now, before = states(platform, rows.hospital)
    (moved,) = now.changes
    assert moved.after == "longitude 2.454, latitude 48.798"
    restore(platform, rows.hospital, before)
    assert again(rows.hospital).point == rows.hospital.point
    assert again(rows.centre).point == rows.hospital.point


def test_a_telephone_is_put_back_in_the_history_of_its_hospital(platform, rows):
    said = rows.switchboard.number
    change(platform, rows.hospital, **{"phones-0-number": "01 49 81 00 00"})
    now, before = states(platform, rows.hospital)
    assert (now.table, now.changes[0].before) == ("Téléphone", said)
    restore(platform, rows.hospital, before)
    assert again(rows.switchboard).number == said


def test_a_telephone_that_went_to_another_house_is_not_put_back_from_here(platform, entering, rows):
    phone, before = rows.switchboard, rows.switchboard.number
    change(platform, rows.hospital, **{"phones-0-number": "01 49 81 00 00"})
    elsewhere = Establishment.objects.exclude(pk=rows.hospital.pk).first()
    Phone.objects.filter(pk=phone.pk).update(structure=elsewhere)
    editor = entering(Role.ESTABLISHMENT, rows.hospital)
    states_of_phone = phone.history.order_by("pk")
    assert states_of_phone.first().number == before
    for kept in states_of_phone:
        sent = {"_restore": f"structures.phone:{kept.pk}"}
        answer = editor.post(page_of(rows.hospital), sent, follow=True)
        assert "passée dans une autre fiche" in answer.content.decode()
    assert again(phone).number == "01 49 81 00 00"


def test_a_deleted_telephone_comes_back(platform, rows):
    added = {
        "phones-TOTAL_FORMS": "2",
        "phones-1-structure": str(rows.hospital.pk),
        "phones-1-kind": "expert_line",
        "phones-1-number": "01 49 81 99 99",
    }
    change(platform, rows.hospital, **added)
    mine = rows.hospital.phones.get(kind="expert_line")
    change(platform, rows.hospital, **{"phones-0-DELETE": "on", "phones-1-DELETE": "on"})
    assert not Phone.objects.filter(pk=mine.pk).exists()
    deletion = states(platform, rows.hospital)[0]
    assert deletion.what == "Suppression"
    restore(platform, rows.hospital, deletion)
    assert rows.hospital.phones.get(kind="expert_line").number == "01 49 81 99 99"
    assert corrections() == {("structures.phone", str(mine.pk), WHOLE_ROW): None}


def test_what_no_longer_holds_is_refused_with_words(platform, rows):
    """The network of the former state is gone: its column would lead nowhere."""
    former = rows.centre.network
    send(
        platform, reverse("admin:structures_network_add"), "network_form",
        slug="essai", name="Réseau ajouté", filiere=former.filiere_id, coverage="partial",
    )  # fmt: skip
    change(platform, rows.centre, network="essai")
    state = states(platform, rows.centre)[0]
    change(platform, rows.centre, network=former.pk)
    Network.objects.filter(pk="essai").delete()
    page = restore(platform, rows.centre, state)
    assert "Impossible de rétablir" in page.content.decode()
    assert again(rows.centre).network == former


@pytest.mark.parametrize(
    "value", ["", "x", "structures.centre:x", "structures.centre:999999", "auth.user:1", ":1"]
)
def test_a_state_that_is_not_there_changes_nothing(platform, rows, value):
    change(platform, rows.centre, age_note="dès 15 ans")
    page = platform.post(page_of(rows.centre), {"_restore": value}, follow=True)
    assert "plus là" in page.content.decode()
    assert again(rows.centre).age_note == "dès 15 ans"


def test_the_state_of_another_row_is_not_put_back_from_here(platform, rows):
    change(platform, rows.centre, age_note="dès 15 ans")
    other = Centre.objects.exclude(pk=rows.centre.pk).order_by("pk").first()
    before = states(platform, rows.centre)[1]
    restore(platform, other, before)
    assert again(rows.centre).age_note == "dès 15 ans"


def test_who_reads_sees_the_history_and_restores_nothing(platform, entering, rows):
    change(platform, rows.centre, age_note="dès 15 ans")
    reader = entering(Role.READER)
    _, before = states(reader, rows.centre)
    assert not before.restorable
    assert restore(reader, rows.centre, before).status_code == 403
    assert again(rows.centre).age_note == "dès 15 ans"


def test_an_editor_of_the_hospital_restores_no_label(platform, entering, rows):
    """Only what their form lets them change comes back."""
    said = rows.centre.label
    change(platform, rows.centre, label="CRMR_CONST", age_note="dès 15 ans")
    before = states(platform, rows.centre)[1]
    editor = entering(Role.ESTABLISHMENT, rows.hospital)
    restore(editor, rows.centre, before)
    centre = again(rows.centre)
    assert centre.age_note == rows.centre.age_note
    assert centre.label == "CRMR_CONST" != said


def test_an_administrator_brings_back_a_row_that_was_deleted(platform, entering, rows):
    response = send(
        platform, reverse("admin:structures_service_add"), "service_form",
        name="Psychologues", slug="psychologues", category="psychology",
        establishment=rows.hospital.pk,
    )  # fmt: skip
    assert response.status_code == 302, errors_of(response)
    service = Service.objects.get(slug="psychologues")
    address = reverse("admin:structures_service_delete", args=[service.pk])
    assert platform.post(address, {"post": "yes"}).status_code == 302
    deleted = reverse("admin:structures_service_deleted")
    assert platform.get(deleted).status_code == 403
    chief = entering(Role.ADMINISTRATOR)
    assert (
        "Lignes supprimées"
        in chief.get(reverse("admin:structures_service_changelist")).content.decode()
    )
    assert "merged_into_id" not in {field.attname for field in Service.history.model._meta.fields}
    page = chief.get(deleted)
    (state,) = page.context["states"]
    assert "Psychologues" in page.content.decode()
    chief.post(deleted, {"_restore": state.pk})
    found = Service.objects.get(pk=service.pk)
    assert (found.slug, found.establishment, found.point) == (
        "psychologues",
        rows.hospital,
        rows.hospital.point,
    )
    assert Correction.objects.get(key=str(service.pk)).field == WHOLE_ROW
    assert chief.get(deleted).context["states"] == []


def test_a_history_takes_few_queries_however_long(platform, rows, django_assert_max_num_queries):
    for age in range(3, 15):
        change(platform, rows.centre, age_note=f"dès {age} ans")
    with django_assert_max_num_queries(22):
        assert len(states(platform, rows.centre)) == 13


def test_a_change_costs_three_queries_more(platform, rows):
    """The row as it was, whether a first state is there, the new state."""
    change(platform, rows.centre, age_note="dès 15 ans")
    with CaptureQueriesContext(connection) as asked:
        change(platform, rows.centre, age_note="dès 16 ans")
    assert sum("historicalcentre" in query["sql"] for query in asked) == 2
