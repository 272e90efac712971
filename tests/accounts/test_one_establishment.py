"""Who edits one establishment sees and changes it and what it houses, whatever they try."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from foundations import corrections
from foundations.models import Correction
from foundations.provenance import Evidence
from structures.models import Centre, Establishment, EstablishmentEditor, Phone, Service
from tests.admin.html_form import fields_of, send
from tests.admin.test_corrections import again, change, errors_of

REFUSED = {302, 403}
"""Sent home with the word that it is not there, or refused outright."""
PAGES = ("establishment", "centre", "service")


@pytest.fixture
def editor(entering, rows):
    """Somebody of Henri-Mondor."""
    return entering(Role.ESTABLISHMENT, rows.hospital)


@pytest.fixture
def elsewhere(rows) -> Establishment:
    """A hospital that is not theirs, and that houses centres, services and a telephone."""
    return (
        Establishment.objects.exclude(pk=rows.hospital.pk)
        .filter(centres__isnull=False, services__isnull=False, phones__isnull=False)
        .order_by("pk")
        .first()
    )


def page_of(row, name: str = "change") -> str:
    return reverse(f"admin:structures_{row._meta.model_name}_{name}", args=[row.pk])


def not_theirs(elsewhere) -> list:
    return [elsewhere, elsewhere.centres.first(), elsewhere.services.first()]


def test_the_lists_hold_what_is_theirs(editor, rows):
    for name, expected in (
        ("establishment", {rows.hospital.pk}),
        ("centre", set(rows.hospital.centres.values_list("pk", flat=True))),
        ("service", set(rows.hospital.services.values_list("pk", flat=True))),
    ):
        page = editor.get(reverse(f"admin:structures_{name}_changelist"), {"all": ""})
        assert {row.pk for row in page.context["cl"].queryset} == expected
        assert expected


def test_they_correct_what_they_know(editor, rows):
    answer = change(
        editor, rows.hospital, note="Entrée par le nord", **{"phones-0-number": "01 49 81 00 00"}
    )
    assert answer.status_code == 302
    assert again(rows.hospital).note == "Entrée par le nord"
    assert again(rows.switchboard).number == "01 49 81 00 00"
    assert change(editor, rows.centre, age_note="dès 15 ans").status_code == 302
    assert again(rows.centre).age_note == "dès 15 ans"


def test_the_rows_of_others_cannot_be_opened_changed_deleted_or_restored(editor, elsewhere):
    for row in not_theirs(elsewhere):
        corrections.record_addition(row, None)
        before = type(row).objects.values().get(pk=row.pk)
        for name in ("change", "delete", "history"):
            assert editor.get(page_of(row, name)).status_code in REFUSED, (row, name)
            sent = {"name": "à moi", "post": "yes", "_restore": "structures.centre:1"}
            assert editor.post(page_of(row, name), sent).status_code in REFUSED, (row, name)
        editor.post(page_of(row) + "?_to_field=slug", {"name": "à moi"})
        assert type(row).objects.values().get(pk=row.pk) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("label", "CRMR_COORD"),
        ("network", "cracmo"),
        ("establishment", None),
        ("evidence", "general_knowledge"),
        ("source", "moi-même"),
        ("site_confirmed", "on"),
        ("label_until", "2040-01-01"),
        ("slug", "ailleurs"),
    ],
)
def test_a_post_made_by_hand_changes_neither_label_nor_place(editor, rows, elsewhere, field, value):
    value = elsewhere.pk if field == "establishment" else value
    before = getattr(rows.centre, field)
    page = editor.get(page_of(rows.centre))
    assert field not in page.context["adminform"].form.fields
    sent = {**fields_of(page, "centre_form"), field: value}
    assert editor.post(page_of(rows.centre), sent).status_code == 302
    assert getattr(again(rows.centre), field) == before


@pytest.mark.parametrize("field", ["finess", "platform", "emergency_general", "evidence", "group"])
def test_what_an_authority_says_of_a_hospital_is_only_read(editor, rows, field):
    page = editor.get(page_of(rows.hospital))
    assert field not in page.context["adminform"].form.fields


def test_a_label_is_not_changed_through_the_line_of_the_hospital(editor, rows):
    """The centres stand in the form of their hospital, with their labels."""
    sent = fields_of(editor.get(page_of(rows.hospital)), "establishment_form")
    labels = dict(rows.hospital.centres.values_list("pk", "label"))
    for number, pk in enumerate(labels):
        sent |= {f"centres-{number}-structure_ptr": str(pk), f"centres-{number}-label": "CRMR"}
    sent |= {"centres-TOTAL_FORMS": len(labels), "centres-INITIAL_FORMS": len(labels)}
    editor.post(page_of(rows.hospital), sent)
    assert dict(rows.hospital.centres.values_list("pk", "label")) == labels


def test_a_telephone_of_another_hospital_is_not_taken_through_the_form(editor, rows, elsewhere):
    theirs = elsewhere.phones.first()
    for changes in (
        {"phones-0-id": str(theirs.pk), "phones-0-number": "01 00 00 00 00"},
        {"phones-0-structure": str(elsewhere.pk), "phones-0-number": "01 00 00 00 00"},
        {"phones-0-id": str(theirs.pk), "phones-0-DELETE": "on"},
    ):
        change(editor, rows.hospital, **changes)
        assert Phone.objects.filter(pk=theirs.pk).values_list("number", "structure").get() == (
            theirs.number,
            elsewhere.pk,
        )
        assert not elsewhere.phones.filter(number="01 00 00 00 00").exists()


def test_a_new_service_stands_in_their_house_and_waits_for_a_check(editor, rows):
    answer = send(
        editor, reverse("admin:structures_service_add"), "service_form",
        name="Psychologues", slug="psychologues-mondor", category="psychology",
        establishment=rows.hospital.pk, evidence="sourced",
    )  # fmt: skip
    assert answer.status_code == 302, errors_of(answer)
    service = Service.objects.get(slug="psychologues-mondor")
    assert service.establishment == rows.hospital
    assert service.evidence == Evidence.TO_VERIFY


def test_a_new_area_waits_for_a_check(editor, rows):
    sent = {
        "service_areas-TOTAL_FORMS": "1",
        "service_areas-0-structure": str(rows.hospital.pk),
        "service_areas-0-kind": "national",
        "service_areas-0-evidence": "sourced",
    }
    assert change(editor, rows.hospital, **sent).status_code == 302
    assert rows.hospital.service_areas.get().evidence == Evidence.TO_VERIFY


@pytest.mark.parametrize("where", ["elsewhere", "nowhere"])
def test_a_service_is_not_added_in_the_house_of_another(editor, rows, elsewhere, where):
    answer = send(
        editor, reverse("admin:structures_service_add"), "service_form",
        name="Psychologues", slug="psychologues", category="psychology",
        establishment=elsewhere.pk if where == "elsewhere" else "",
    )  # fmt: skip
    assert answer.status_code == 200
    assert "establishment" in answer.context["adminform"].form.errors
    assert not Service.objects.filter(slug="psychologues").exists()


def test_a_service_of_theirs_is_not_given_away(editor, rows, elsewhere):
    service = rows.hospital.services.first()
    page = editor.get(page_of(service))
    sent = {**fields_of(page, "service_form"), "establishment": elsewhere.pk}
    editor.post(page_of(service), sent)
    assert again(service).establishment == rows.hospital


def test_suggestions_name_their_own_establishments_only(editor, rows, elsewhere):
    address = reverse("admin:autocomplete")
    asked = {"app_label": "structures", "model_name": "service", "field_name": "establishment"}
    found = editor.get(address, {**asked, "term": "hôpital"}).json()["results"]
    assert {line["id"] for line in found} <= {str(rows.hospital.pk)}
    assert editor.get(address, {**asked, "term": elsewhere.name}).json()["results"] == []


def test_actions_reach_no_row_of_others(editor, rows, elsewhere):
    centre = elsewhere.centres.first()
    said = centre.note
    before = corrections.snapshot(centre, ["note"])
    centre.note = "corrigé par la plateforme"
    centre.save()
    corrections.record_changes(centre, before, None)
    for action in ("revert_to_source", "delete_selected"):
        sent = {"action": action, "_selected_action": [centre.pk], "post": "yes"}
        editor.post(reverse("admin:structures_centre_changelist"), sent)
    assert again(centre).note == "corrigé par la plateforme" != said
    page = editor.post(reverse("admin:foundations_correction_changelist"), {})
    assert page.status_code == 403
    assert Correction.objects.filter(key=str(centre.pk)).exists()


@pytest.mark.parametrize("way", ["centre", "hospital", "list"])
def test_a_label_that_the_platform_corrected_is_not_taken_back(editor, entering, rows, way):
    said = rows.hospital.note
    platform = entering(Role.PLATFORM)
    change(platform, rows.centre, label="CRMR_CONST")
    change(platform, rows.hospital, note="Entrée par le nord")
    label = Correction.objects.get(field="label")
    if way == "list":
        sent = {"action": "revert_to_source", "_selected_action": [rows.centre.pk]}
        editor.post(reverse("admin:structures_centre_changelist"), sent)
    else:
        row = rows.centre if way == "centre" else rows.hospital
        editor.post(page_of(row), {"_revert": label.pk})
    assert again(rows.centre).label == "CRMR_CONST"
    note = Correction.objects.get(field="note")
    editor.post(page_of(rows.hospital), {"_revert": note.pk})
    assert again(rows.hospital).note == said


def test_the_search_over_everything_shows_nothing_of_others(editor, rows, elsewhere):
    page = editor.get(reverse("admin:search_everything"), {"q": elsewhere.name})
    assert page_of(elsewhere) not in page.content.decode()
    page = editor.get(reverse("admin:search_everything"), {"q": "Mondor"})
    assert page_of(rows.hospital) in page.content.decode()


def test_the_home_page_tells_only_their_own_changes(editor, entering, rows, elsewhere):
    platform = entering(Role.PLATFORM)
    assert change(platform, elsewhere.centres.first(), age_note="à partir de 3 ans")
    assert change(editor, rows.centre, age_note="dès 15 ans").status_code == 302
    changes = editor.get("/gestion/").context["changes"]
    assert {entry.user_id for entry in changes} == {editor.person.pk}


def test_who_is_named_nowhere_sees_nothing(editor):
    EstablishmentEditor.objects.all().delete()
    for name in PAGES:
        page = editor.get(reverse(f"admin:structures_{name}_changelist"))
        assert page.context["cl"].result_count == 0


def test_who_is_named_no_more_loses_it_at_once(editor, rows):
    assert editor.get(page_of(rows.hospital)).status_code == 200
    EstablishmentEditor.objects.all().delete()
    assert editor.get(page_of(rows.hospital)).status_code == 302


def test_the_column_of_filters_reveals_no_other_department(editor, rows):
    page = editor.get(reverse("admin:structures_establishment_changelist"))
    (own,) = page.context["cl"].result_list
    assert own == rows.hospital


def test_lists_take_as_many_queries_bounded_or_not(editor, django_assert_max_num_queries):
    for name in PAGES:
        with django_assert_max_num_queries(13):
            editor.get(reverse(f"admin:structures_{name}_changelist"))


def test_a_platform_editor_moves_a_centre_and_changes_its_label(entering, rows, elsewhere):
    platform = entering(Role.PLATFORM)
    assert change(platform, rows.centre, label="CRMR_CONST", establishment=elsewhere.pk)
    centre = Centre.objects.get(pk=rows.centre.pk)
    assert (centre.label, centre.establishment) == ("CRMR_CONST", elsewhere)


def test_a_platform_editor_changes_a_label_in_the_line_of_the_hospital(entering, rows):
    platform = entering(Role.PLATFORM)
    sent = fields_of(platform.get(page_of(rows.hospital)), "establishment_form")
    (number,) = [
        name.split("-")[1]
        for name, value in sent.items()
        if name.startswith("centres-") and value == str(rows.centre.pk)
    ]
    said = rows.centre.label
    answer = platform.post(
        page_of(rows.hospital), {**sent, f"centres-{number}-label": "CRMR_CONST"}
    )
    assert answer.status_code == 302
    assert again(rows.centre).label == "CRMR_CONST"
    kept = Correction.objects.get(model="structures.centre")
    assert (kept.field, kept.source_value) == ("label", said)
