"""What is kept, and until when; the privacy page says the same."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from contributions import retention
from contributions.models import Suggestion, VerificationAnswer, VerificationRequest
from structures.models import Centre
from tests.contributions.writing import SLUG


def told(days_ago: int, **said) -> Suggestion:
    day = timezone.localdate() - timedelta(days=days_ago)
    decided = {} if said.get("state", "new") == "new" else {"moderated_on": day}
    return Suggestion.objects.create(
        target_name="x", subject="other", proposal="y", received_on=day, **decided, **said
    )


@pytest.mark.django_db
def test_each_rule_takes_what_is_old_enough_and_nothing_else():
    kept = [
        told(182, state="refused"),
        told(700, state="accepted"),
        told(900),
        told(182, state="duplicate"),
    ]
    told(184, state="refused")
    told(184, state="duplicate")
    told(732, state="accepted")
    call_command("purge_contributions", verbosity=0)
    assert set(Suggestion.objects.all()) == set(kept)


@pytest.mark.django_db
def test_an_address_to_reply_to_goes_after_ninety_days():
    recent = told(89, reply_address="a@exemple.fr")
    old = told(90, reply_address="b@exemple.fr")
    call_command("purge_contributions")
    recent.refresh_from_db()
    old.refresh_from_db()
    assert (recent.reply_address, old.reply_address) == ("a@exemple.fr", "")


@pytest.mark.django_db
def test_answers_and_requests_go_too():
    structure = Centre.objects.get(slug=SLUG).structure_ptr
    old = timezone.localdate() - timedelta(days=740)
    asked = VerificationRequest.objects.create(structure=structure, asked_on=old, answered_on=old)
    VerificationAnswer.objects.create(
        request=asked, received_on=old, all_exact=True, role="care", state="accepted",
        moderated_on=old,
    )  # fmt: skip
    call_command("purge_contributions")
    assert not VerificationAnswer.objects.exists()
    assert not VerificationRequest.objects.exists()


@pytest.mark.django_db
def test_a_purge_that_was_stopped_goes_on(monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    for _ in range(5):
        told(200, state="refused")
    steps = retention.purge()
    next(steps)
    steps.close()
    assert Suggestion.objects.count() == 5
    assert {purged.what: purged.count for purged in retention.purge()}["refusés et doublons"] == 5
    assert sum(purged.count for purged in retention.purge()) == 0


@pytest.mark.django_db
def test_the_privacy_page_says_the_same(client):
    html = client.get("/confidentialite/").content.decode()
    assert "90 jours au plus" in html
    assert round(retention.REFUSED_KEPT / timedelta(days=30.5)) == 6
    assert "6 mois" in html
    assert round(retention.ACCEPTED_KEPT / timedelta(days=365)) == 2
    assert "2 ans" in html
