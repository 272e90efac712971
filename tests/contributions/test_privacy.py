"""Nothing of who writes is kept: no cookie, no address, no log, no hour."""

import datetime
import logging

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from contributions import rate
from contributions.models import DailySalt, Sending, Suggestion
from contributions.verification.asking import ask
from contributions.verification.link import token_of
from tests.contributions.writing import CENTRE, CORRECT, CORRECTION, open_and_send, open_form, send

ADDRESS = "203.0.113.77"


def everything_kept() -> str:
    rows = [
        str(row)
        for model in apps.get_app_config("contributions").get_models()
        for row in model._default_manager.values()
    ]
    return "\n".join(rows)


def test_no_page_sets_a_cookie(visitor, centre):
    link = f"/verification/{token_of(ask(centre.structure_ptr, None))}/"
    for address in ["/signaler/", CORRECT, "/signaler/merci/", link, "/signaler/nobody/"]:
        assert not visitor.get(address).cookies, address
    assert not open_and_send(visitor, CORRECT, CORRECTION).cookies
    assert not open_and_send(visitor, CORRECT, {}).cookies
    assert not visitor.cookies


def test_no_cache_and_no_link_keep_a_form(visitor):
    for page in (visitor.get(CORRECT), open_and_send(visitor, CORRECT, {})):
        assert "no-store" in page["Cache-Control"]
        assert page["Referrer-Policy"] == "no-referrer"


def test_the_network_address_is_kept_nowhere(visitor):
    sent = open_and_send(visitor, CORRECT, CORRECTION, REMOTE_ADDR=ADDRESS)
    assert sent.status_code == 302
    kept = everything_kept()
    assert CORRECTION["proposal"] in kept
    assert ADDRESS not in kept
    assert "203.0.113" not in kept
    codes = set(Sending.objects.values_list("code", flat=True))
    assert len(codes) == 2
    assert all(len(code) <= 5 for code in codes)


def test_the_hour_is_not_kept(visitor):
    open_and_send(visitor, CORRECT, CORRECTION)
    moments = [
        field.name
        for field in Suggestion._meta.concrete_fields
        if field.get_internal_type() == "DateTimeField"
    ]
    assert moments == []
    assert Suggestion.objects.get().received_on == timezone.localdate()


def test_nothing_is_logged(visitor, caplog):
    with caplog.at_level(logging.DEBUG):
        open_and_send(visitor, CORRECT, CORRECTION, REMOTE_ADDR=ADDRESS)
        open_and_send(visitor, "/signaler/", {**CENTRE, "name": ""}, REMOTE_ADDR=ADDRESS)
    ours = [r.getMessage() for r in caplog.records if not r.name.startswith("django.db")]
    said = "\n".join(ours)
    assert CORRECTION["proposal"] not in said
    assert CENTRE["place"] not in said
    assert ADDRESS not in said


def test_no_field_asks_for_a_disease_or_a_place_of_a_person(visitor):
    from contributions.forms import CorrectionForm, MissingCentreForm

    asked = {
        *CorrectionForm(about="x").fields,
        *MissingCentreForm(about="x").fields,
    }
    technical = {"form_token", "website", "only_the_service"}
    assert asked - technical == {
        "subject",
        "proposal",
        "knowledge",
        "link",
        "reply_address",
        "name",
        "place",
    }


# How often


def sends(client: Client, address: str, **extra) -> int:
    """The status of one more message."""
    return open_and_send(client, address, CORRECTION, **extra).status_code


def test_too_many_messages_lose_nothing(visitor):
    for _ in range(rate.AN_HOUR):
        assert sends(visitor, CORRECT, REMOTE_ADDR=ADDRESS) == 302
    refused = open_and_send(visitor, CORRECT, CORRECTION, REMOTE_ADDR=ADDRESS)
    assert refused.status_code == 429
    assert refused["Retry-After"] == "3600"
    assert CORRECTION["proposal"] in refused.content.decode()
    assert Suggestion.objects.count() == rate.AN_HOUR
    assert sends(visitor, CORRECT, REMOTE_ADDR="198.51.100.4") == 302


def test_a_refused_message_is_sent_in_the_next_hour(visitor):
    for _ in range(rate.AN_HOUR):
        sends(visitor, CORRECT, REMOTE_ADDR=ADDRESS)
    token = open_form(visitor, CORRECT)
    typed = {"form_token": token, **CORRECTION}
    assert send(visitor, CORRECT, typed, REMOTE_ADDR=ADDRESS).status_code == 429
    Sending.objects.update(hour=timezone.now() - datetime.timedelta(hours=2))
    assert send(visitor, CORRECT, typed, REMOTE_ADDR=ADDRESS).status_code == 302


def test_a_flood_is_stopped_whatever_its_addresses(visitor, monkeypatch):
    monkeypatch.setattr(rate, "AN_HOUR_IN_ALL", 3)
    statuses = [sends(visitor, CORRECT, REMOTE_ADDR=f"198.51.100.{n}") for n in range(5)]
    assert statuses == [302, 302, 302, 429, 429]


def test_a_whole_ipv6_network_is_one_sender(rf, db):
    for last in range(rate.AN_HOUR):
        assert rate.may_send(rf.post("/", REMOTE_ADDR=f"2001:db8:1:2::{last:x}"))
    assert not rate.may_send(rf.post("/", REMOTE_ADDR="2001:db8:1:2:ffff::1"))
    assert rate.may_send(rf.post("/", REMOTE_ADDR="2001:db8:1:3::1"))


def test_the_visitor_is_named_by_the_trusted_proxy(rf, db, settings):
    settings.CLIENT_ADDRESS_HEADER = "X-Real-IP"
    for _ in range(rate.AN_HOUR):
        assert rate.may_send(rf.post("/", headers={"X-Real-IP": ADDRESS}))
    assert not rate.may_send(rf.post("/", headers={"X-Real-IP": ADDRESS}))
    assert rate.may_send(rf.post("/", headers={"X-Real-IP": "198.51.100.9"}))


def test_a_header_that_nobody_trusts_is_not_read(rf, db):
    for n in range(rate.AN_HOUR):
        rate.may_send(rf.post("/", REMOTE_ADDR=ADDRESS, headers={"X-Real-IP": f"198.51.100.{n}"}))
    assert not rate.may_send(
        rf.post("/", REMOTE_ADDR=ADDRESS, headers={"X-Real-IP": "198.51.100.200"})
    )


def test_an_ipv4_address_is_the_same_in_ipv6_clothes(rf, db):
    for _ in range(rate.AN_HOUR):
        assert rate.may_send(rf.post("/", REMOTE_ADDR=f"::ffff:{ADDRESS}"))
    assert not rate.may_send(rf.post("/", REMOTE_ADDR=ADDRESS))
    assert rate.may_send(rf.post("/", REMOTE_ADDR="::ffff:198.51.100.9"))


@pytest.mark.parametrize("address", ["", "not an address", "fe80::1%eth0", "::ffff:203.0.113.77"])
def test_an_odd_address_is_counted_too(rf, db, address):
    assert rate.may_send(rf.post("/", REMOTE_ADDR=address))


def test_the_salt_of_a_past_day_is_forgotten_with_its_counts(visitor):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    DailySalt.objects.create(day=yesterday, salt=b"x" * 32)
    long_ago = timezone.now() - datetime.timedelta(days=1, hours=1)
    Sending.objects.create(hour=long_ago, code="abcde", count=4)
    sends(visitor, CORRECT)
    assert list(DailySalt.objects.values_list("day", flat=True)) == [timezone.localdate()]
    assert not Sending.objects.filter(code="abcde").exists()


def test_two_days_give_two_codes(rf, db):
    first = rate._code_of(ADDRESS)
    assert rate._code_of(ADDRESS) == first
    DailySalt.objects.all().delete()
    assert rate._code_of(ADDRESS) != first
