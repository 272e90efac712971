"""The queue in the back office: what is shown, what each decision does, who decided first."""

import threading
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from contributions.models import AlreadyDecided, Suggestion
from contributions.statistics import statistics
from foundations import to_do
from foundations.models import Correction
from structures.models import Centre, Phone
from tests.contributions.conftest import logged_in, staff
from tests.contributions.writing import HOSTILE

LIST = "/gestion/contributions/suggestion/"
NUMBER = "01 49 81 23 02"


def told(centre, **changes) -> Suggestion:
    """A message about the phone of the centre."""
    said = {
        "structure": centre.structure_ptr,
        "target_name": centre.name,
        "subject": "phone",
        "proposal": f"Le secrétariat répond au {NUMBER}, le matin.",
        "knowledge": "went_there",
    }
    return Suggestion.objects.create(**(said | changes))


def page_of(row: Suggestion) -> str:
    return reverse("admin:contributions_suggestion_change", args=[row.pk])


# What is shown


def test_the_oldest_waiting_message_is_first(gestion, centre):
    today = timezone.localdate()
    recent = told(centre)
    old = told(centre, received_on=today - timedelta(days=12))
    told(centre, state="refused", moderated_on=today)
    page = gestion.get(LIST)
    assert list(page.context["cl"].result_list) == [old, recent]
    assert "2 à traiter" in page.content.decode()
    assert '<td class="field-age">12</td>' in page.content.decode()


@pytest.mark.parametrize(("state", "count"), [("refused", 1), ("accepted", 0), ("tous", 2)])
def test_decided_messages_are_found_by_state(gestion, centre, state, count):
    told(centre)
    told(centre, state="refused", moderated_on=timezone.localdate())
    page = gestion.get(LIST, {"etat": state})
    assert page.context["cl"].result_count == count


def test_a_list_takes_as_many_queries_for_many_as_for_one(
    gestion, centre, django_assert_max_num_queries
):
    for _ in range(30):
        told(centre)
    with django_assert_max_num_queries(12):
        gestion.get(LIST)


def test_the_page_takes_a_fixed_number_of_queries(gestion, centre, django_assert_max_num_queries):
    rows = [told(centre) for _ in range(20)]
    with django_assert_max_num_queries(32):
        gestion.get(page_of(rows[0]))


def test_what_the_site_says_stands_beside_what_is_proposed(gestion, centre):
    html = gestion.get(page_of(told(centre))).content.decode()
    switchboard = centre.establishment.phones.get()
    assert "01 49 81 21 11" in html, switchboard
    assert "6 mars 2020" in html
    assert f"répond au {NUMBER}" in html
    assert f'name="number" value="{NUMBER}"' in html


def test_hostile_text_is_text(gestion, centre):
    row = told(centre, proposal=HOSTILE, target_name=HOSTILE[:300], link="https://a.example/?<b>")
    told(centre, proposal=HOSTILE)
    for address in (page_of(row), LIST):
        html = gestion.get(address).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "&lt;script&gt;alert(1)" in html


def test_a_message_on_a_row_that_is_gone_is_still_read(gestion):
    row = Suggestion.objects.create(
        target_name="Un centre fusionné", subject="gone", proposal="Il a fermé."
    )
    assert gestion.get(page_of(row)).status_code == 200
    lost = Suggestion.objects.create(
        target_name="Une association", resource="association/gone", subject="other", proposal="x"
    )
    assert gestion.get(page_of(lost)).status_code == 200
    assert gestion.get("/gestion/contributions/suggestion/999999/change/").status_code == 404


def test_the_first_page_says_how_many_wait(moderator, centre):
    told(centre)
    waiting = {line.label: line.count for line in to_do.waiting_for(moderator)}
    assert waiting["Signalements à traiter"] == 1


def test_statistics(centre):
    today = timezone.localdate()
    told(centre, received_on=today - timedelta(days=3))
    for days in (4, 8):
        told(
            centre,
            state="accepted",
            received_on=today - timedelta(days=days),
            moderated_on=today,
        )
    found = statistics()
    assert (found.waiting, found.accepted, found.refused) == (1, 2, 0)
    assert found.oldest == today - timedelta(days=3)
    assert found.days_to_decide == 6


def test_statistics_of_an_empty_queue(db):
    assert statistics().days_to_decide is None


# Decisions


def test_accepting_opens_the_form_of_the_structure(gestion, centre, moderator):
    row = told(centre, subject="audience", proposal="Il reçoit aussi les enfants.")
    done = gestion.post(page_of(row), {"decision": "accept", "note": "vu sur leur page"})
    assert done["Location"] == reverse("admin:structures_centre_change", args=[centre.pk])
    row.refresh_from_db()
    assert (row.state, row.moderated_by, row.moderated_on) == (
        "accepted",
        moderator,
        timezone.localdate(),
    )
    assert row.decision_note == "vu sur leur page"
    assert LogEntry.objects.filter(user=moderator).exists()
    assert not Correction.objects.exists()


def test_what_is_said_of_a_merged_duplicate_is_written_in_the_row_that_was_kept(gestion, centre):
    kept = Centre.objects.exclude(pk=centre.pk).filter(phones=None).first()
    row = told(centre)
    Centre.objects.filter(pk=centre.pk).update(merged_into=kept.pk)
    before = centre.phones.count()
    typed = {"decision": "apply", "phone": "", "kind": "centre", "number": NUMBER, "hours": ""}
    assert gestion.post(page_of(row), typed).status_code == 302
    assert kept.phones.get().number == NUMBER
    assert centre.phones.count() == before
    row.refresh_from_db()
    assert (row.state, row.structure_id) == ("accepted", kept.pk)


def test_a_new_number_is_a_correction_by_the_moderator(gestion, centre, moderator):
    row = told(centre)
    typed = {"decision": "apply", "phone": "", "kind": "centre", "number": NUMBER, "hours": ""}
    assert gestion.post(page_of(row), typed).status_code == 302
    phone = Phone.objects.get(structure=centre.pk)
    assert (phone.number, phone.as_of) == (NUMBER, timezone.localdate())
    assert phone.source.startswith("Signalement du public, vérifié le ")
    kept = Correction.objects.get(model="structures.phone", key=str(phone.pk))
    assert kept.corrected_by == moderator
    row.refresh_from_db()
    assert row.state == "accepted"


def test_a_number_is_replaced_and_the_source_is_kept(gestion, centre):
    phone = Phone.objects.create(
        structure=centre.structure_ptr, kind="centre", number="0149812111", source="une source"
    )
    row = told(centre, field=f"phone:{phone.pk}")
    html = gestion.get(page_of(row)).content.decode()
    assert f'<option value="{phone.pk}" selected>' in html
    typed = {"decision": "apply", "phone": phone.pk, "kind": "centre", "number": NUMBER}
    assert gestion.post(page_of(row), typed).status_code == 302
    phone.refresh_from_db()
    assert phone.number == NUMBER
    kept = Correction.objects.get(model="structures.phone", key=str(phone.pk), field="number")
    assert kept.source_value == "0149812111"


@pytest.mark.parametrize("number", ["", "appelez-nous", "<b>01</b>", "0" * 40])
def test_a_number_that_is_none_is_refused_with_what_was_typed(gestion, centre, number):
    row = told(centre)
    typed = {"decision": "apply", "phone": "", "kind": "centre", "number": number, "hours": "matin"}
    page = gestion.post(page_of(row), typed)
    assert page.status_code == 200
    assert 'value="matin"' in page.content.decode()
    assert not Phone.objects.filter(structure=centre.pk).exists()
    row.refresh_from_db()
    assert row.is_waiting


def test_a_number_that_the_structure_has_is_not_added_twice(gestion, centre):
    Phone.objects.create(structure=centre.structure_ptr, kind="centre", number=NUMBER)
    typed = {"decision": "apply", "phone": "", "kind": "centre", "number": NUMBER}
    page = gestion.post(page_of(told(centre)), typed)
    assert "déjà dans la fiche" in page.content.decode()
    assert Phone.objects.filter(structure=centre.pk).count() == 1


def test_the_phone_of_another_structure_is_not_touched(gestion, centre):
    other = centre.establishment.phones.get()
    typed = {"decision": "apply", "phone": other.pk, "kind": "centre", "number": NUMBER}
    assert gestion.post(page_of(told(centre)), typed).status_code == 200
    other.refresh_from_db()
    assert other.number != NUMBER


def test_an_official_page_is_a_correction(gestion, centre):
    row = told(centre, subject="page", proposal="https://www.cerenef.example/")
    before = centre.official_url
    typed = {"decision": "apply", "url": "https://www.cerenef.example/"}
    assert gestion.post(page_of(row), typed).status_code == 302
    centre.refresh_from_db()
    assert centre.official_url == "https://www.cerenef.example/"
    kept = Correction.objects.get(model="structures.centre", field="official_url")
    assert kept.source_value == before


def test_a_refusal_says_why(gestion, centre):
    row = told(centre)
    assert "Dites pourquoi" in gestion.post(page_of(row), {"decision": "refuse"}).content.decode()
    row.refresh_from_db()
    assert row.is_waiting
    gestion.post(page_of(row), {"decision": "refuse", "note": "le numéro est bon"})
    row.refresh_from_db()
    assert (row.state, row.decision_note) == ("refused", "le numéro est bon")


def test_a_duplicate_names_the_other(gestion, centre):
    first, second = told(centre), told(centre)
    done = gestion.post(page_of(second), {"decision": "duplicate", "duplicate_of": first.pk})
    assert done["Location"] == page_of(first), "the next one that waits"
    second.refresh_from_db()
    assert (second.state, second.duplicate_of) == ("duplicate", first)
    page = gestion.post(page_of(first), {"decision": "duplicate", "duplicate_of": second.pk})
    assert page.status_code == 200, "two messages are not each other's duplicate"


@pytest.mark.parametrize("decision", ["", "publish", "apply"])
def test_an_unknown_decision_changes_nothing(gestion, centre, decision):
    row = told(centre, subject="other")
    assert gestion.post(page_of(row), {"decision": decision}).status_code == 400
    row.refresh_from_db()
    assert row.is_waiting


# Two moderators


def test_the_second_decision_changes_nothing_and_says_who_was_first(gestion, centre):
    row = told(centre)
    first = staff("premier@chu.example")
    Suggestion.objects.get(pk=row.pk).decide("refused", first, "faux")
    typed = {"decision": "apply", "phone": "", "kind": "centre", "number": NUMBER}
    page = gestion.post(page_of(row), typed, follow=True).content.decode()
    assert "Déjà traité par premier@chu.example" in page
    assert not Phone.objects.filter(structure=centre.pk).exists()
    row.refresh_from_db()
    assert row.state == "refused"


@pytest.mark.django_db(transaction=True, available_apps=["contributions"])
def test_of_two_decisions_at_the_same_moment_one_holds():
    row = Suggestion.objects.create(target_name="x", subject="other", proposal="y")
    start, results = threading.Barrier(2), []

    def decide(state: str) -> None:
        mine = Suggestion.objects.get(pk=row.pk)
        start.wait(timeout=10)
        try:
            mine.decide(state, None)
            results.append(state)
        except AlreadyDecided:
            results.append("late")
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=[s]) for s in ("accepted", "refused")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    row.refresh_from_db()
    assert sorted(results) == sorted(["late", row.state])
    row.delete()


# Rights


@pytest.mark.parametrize(
    ("rights", "read", "decided"),
    [
        ([], 403, 403),
        (["structures.change_centre"], 403, 403),
        (["contributions.view_suggestion"], 200, 403),
        (["contributions.change_suggestion"], 200, 302),
    ],
)
def test_who_may_read_and_decide(centre, rights, read, decided):
    row = told(centre)
    client = logged_in(staff("quelqu-un@chu.example", *rights))
    assert client.get(page_of(row)).status_code == read
    assert client.get(LIST).status_code == read
    sent = client.post(page_of(row), {"decision": "refuse", "note": "faux"})
    assert sent.status_code == decided
    row.refresh_from_db()
    assert row.is_waiting == (decided != 302)


def test_deciding_gives_no_right_on_the_directory(centre):
    row = told(centre)
    client = logged_in(staff("quelqu-un@chu.example", "contributions.change_suggestion"))
    assert "reprendre dans la fiche" not in client.get(page_of(row)).content.decode()
    typed = {"decision": "apply", "phone": "", "kind": "centre", "number": NUMBER}
    assert client.post(page_of(row), typed).status_code == 403
    assert not Phone.objects.filter(structure=centre.pk).exists()
    row.refresh_from_db()
    assert row.is_waiting


def test_who_only_reads_does_not_see_the_address_to_reply_to(centre):
    row = told(centre, reply_address="maria@exemple.fr")
    reader = logged_in(staff("lecture@chu.example", "contributions.view_suggestion"))
    assert "maria@exemple.fr" not in reader.get(page_of(row)).content.decode()
    chief = logged_in(staff("chef@chu.example", "contributions.change_suggestion"))
    assert "maria@exemple.fr" in chief.get(page_of(row)).content.decode()


def test_without_a_log_in_nothing_is_read(client, centre):
    row = told(centre)
    assert "/gestion/login/" in client.get(page_of(row))["Location"]


def test_nobody_adds_a_message_by_hand(gestion):
    assert gestion.get("/gestion/contributions/suggestion/add/").status_code == 403
