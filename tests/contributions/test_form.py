"""The public forms: what is kept, what is refused, what is never lost."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from contributions.models import Suggestion
from contributions.models.suggestion import LONGEST_PROPOSAL
from foundations.provenance import Evidence
from resources.models import Association
from structures.models import Structure
from tests.contributions.writing import (
    CENTRE,
    CORRECT,
    CORRECTION,
    HOSTILE,
    SLUG,
    open_and_send,
    open_form,
    send,
)


def shown(page) -> str:
    assert page.status_code == 200, page.status_code
    return page.content.decode()


def test_a_correction_waits_for_a_moderator(visitor, centre):
    before = list(centre.phones.values()), centre.updated_at
    sent = open_and_send(visitor, CORRECT, CORRECTION)
    assert sent.status_code == 302
    assert sent["Location"] == reverse("suggestion_thanks")
    kept = Suggestion.objects.get()
    assert kept.structure_id == centre.pk
    assert kept.target_name == centre.name
    assert kept.state == Suggestion.State.NEW
    assert kept.proposal == CORRECTION["proposal"]
    centre.refresh_from_db()
    assert (list(centre.phones.values()), centre.updated_at) == before


def test_a_missing_centre_is_told(visitor):
    sent = open_and_send(visitor, "/signaler/", CENTRE)
    assert sent.status_code == 302
    kept = Suggestion.objects.get()
    assert kept.subject == "missing"
    assert (kept.target_name, kept.place) == (CENTRE["name"], CENTRE["place"])


def test_a_mistake_about_an_association_is_told(visitor):
    sent = open_and_send(visitor, "/signaler/ressource/association/anr/", CORRECTION)
    assert sent.status_code == 302
    kept = Suggestion.objects.get()
    assert (kept.resource, kept.structure) == ("association/anr", None)
    assert "Recklinghausen" in kept.target_name


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/signaler/", 200),
        (CORRECT, 200),
        (f"/en{CORRECT}", 200),
        ("/en/signaler/", 200),
        ("/signaler/ressource/association/anr/", 200),
        ("/signaler/ressource/association/nobody/", 404),
        ("/signaler/ressource/poster/anr/", 404),
        ("/signaler/nobody/", 404),
        ("/signaler/merci/", 200),
    ],
)
def test_addresses(visitor, address, status):
    assert visitor.get(address).status_code == status


def test_every_kind_of_resource_has_a_form(visitor):
    from contributions.targets import RESOURCES

    for kind, model in RESOURCES.items():
        rows = model._default_manager.exclude(evidence=Evidence.GENERAL_KNOWLEDGE)
        slug = rows.values_list("slug", flat=True).first()
        assert slug, kind
        assert visitor.get(f"/signaler/ressource/{kind}/{slug}/").status_code == 200, kind


def test_what_is_not_published_has_no_form(visitor):
    Structure.objects.filter(slug=SLUG).update(evidence=Evidence.GENERAL_KNOWLEDGE)
    assert visitor.get(CORRECT).status_code == 404


def test_an_association_that_is_dissolved_has_no_form(visitor):
    Association.objects.filter(slug="anr").update(dissolved_on="2024-01-01")
    assert visitor.get("/signaler/ressource/association/anr/").status_code == 404


def test_an_error_loses_nothing(visitor):
    typed = {
        **CORRECTION,
        "knowledge": "",
        "link": "pas une adresse",
        "reply_address": "moi",
    }
    page = shown(open_and_send(visitor, CORRECT, typed))
    assert typed["proposal"] in page
    assert 'value="pas une adresse"' in page
    assert 'value="moi"' in page
    assert re.search(r'value="phone" checked', page)
    assert "Choisissez une réponse." in page
    assert "À corriger" in page
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize("subject", ["missing", "page", "", "'; DROP TABLE"])
def test_a_choice_that_is_not_offered_is_refused(visitor, subject):
    page = shown(open_and_send(visitor, CORRECT, {**CORRECTION, "subject": subject}))
    assert "Ce choix n’existe pas." in page or "Choisissez une réponse." in page
    assert not Suggestion.objects.exists()


def test_a_text_too_long_is_given_back_whole(visitor):
    long = "Le secrétariat a changé d’étage. " * 40
    page = shown(open_and_send(visitor, CORRECT, {**CORRECTION, "proposal": long}))
    assert long.strip() in page
    assert f"{len(long.strip())} signes, {LONGEST_PROPOSAL} au plus" in page


def test_a_line_break_counts_once(visitor):
    lines = "\r\n".join(["a"] * (LONGEST_PROPOSAL // 2))
    assert open_and_send(visitor, CORRECT, {**CORRECTION, "proposal": lines}).status_code == 302
    assert Suggestion.objects.get().proposal == lines.replace("\r\n", "\n")


def test_a_huge_body_is_refused(visitor):
    sent = open_and_send(visitor, CORRECT, {**CORRECTION, "proposal": "x" * 1_100_000})
    assert sent.status_code == 400
    assert not Suggestion.objects.exists()


def test_signs_that_do_not_show_are_dropped(visitor):
    hidden = "Standard \u202e01\u202c\x00\x07 : 01 49 81 23 02"
    open_and_send(visitor, CORRECT, {**CORRECTION, "proposal": hidden})
    assert Suggestion.objects.get().proposal == "Standard 01 : 01 49 81 23 02"


def test_a_text_of_hidden_signs_alone_is_empty(visitor):
    page = shown(open_and_send(visitor, CORRECT, {**CORRECTION, "proposal": "\u200b\x00"}))
    assert "Écrivez ce qu’il faudrait lire." in page


def test_hostile_text_is_given_back_as_text(visitor):
    page = shown(
        open_and_send(
            visitor, CORRECT, {**CORRECTION, "proposal": HOSTILE, "link": HOSTILE, "knowledge": ""}
        )
    )
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ 7|add:7 }}" in page


# Robots


def test_a_filled_trap_keeps_nothing_and_loses_nothing(visitor):
    page = shown(open_and_send(visitor, CORRECT, {**CORRECTION, "website": "http://spam.example"}))
    assert CORRECTION["proposal"] in page
    assert "spam.example" not in page
    assert not Suggestion.objects.exists()


def test_a_form_sent_at_once_must_be_sent_again(visitor):
    token = open_form(visitor, CORRECT)
    page = shown(send(visitor, CORRECT, {"form_token": token, **CORRECTION}, after=1))
    assert "Relisez votre message" in page
    assert f'value="{token}"' in page, "the same token works a moment later"
    again = send(visitor, CORRECT, {"form_token": token, **CORRECTION}, after=5)
    assert again.status_code == 302


def test_a_form_opened_long_ago_gets_a_new_token(visitor):
    token = open_form(visitor, CORRECT)
    late = 13 * 3600
    page = send(visitor, CORRECT, {"form_token": token, **CORRECTION}, after=late)
    assert "Relisez votre message" in shown(page)
    fresh = re.search(r'name="form_token" value="([^"]+)"', page.content.decode())[1]
    assert fresh != token
    again = send(visitor, CORRECT, {"form_token": fresh, **CORRECTION}, after=late + 20)
    assert again.status_code == 302
    assert Suggestion.objects.count() == 1


@pytest.mark.parametrize("token", ["", "forged", "a:b:c", "e30:1tJ:x", "\x00", "é" * 5000])
def test_a_token_that_we_did_not_sign(visitor, token):
    assert "Relisez votre message" in shown(
        send(visitor, CORRECT, {"form_token": token, **CORRECTION})
    )
    assert not Suggestion.objects.exists()


def test_the_token_of_another_form(visitor):
    token = open_form(visitor, "/signaler/")
    shown(send(visitor, CORRECT, {"form_token": token, **CORRECTION}))
    assert not Suggestion.objects.exists()


def test_the_same_form_sent_twice_counts_once(visitor):
    token = open_form(visitor, CORRECT)
    for _ in range(3):
        sent = send(visitor, CORRECT, {"form_token": token, **CORRECTION})
        assert sent.status_code == 302
    assert Suggestion.objects.count() == 1


def test_the_database_refuses_a_form_number_used_twice(visitor, centre):
    """Two processes at the same moment: the second finds the first's row."""
    from contributions.views import _keep_once

    token = open_form(visitor, CORRECT)
    send(visitor, CORRECT, {"form_token": token, **CORRECTION})
    number = Suggestion.objects.get().form_number
    _keep_once(Suggestion(target_name="x", subject="other", proposal="y", form_number=number))
    assert Suggestion.objects.get().proposal == CORRECTION["proposal"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
    ],
)
def test_a_form_of_another_site_is_refused(visitor, headers):
    token = open_form(visitor, CORRECT)
    elsewhere = Client(headers=headers)
    sent = send(elsewhere, CORRECT, {"form_token": token, **CORRECTION})
    assert sent.status_code == 403
    assert not Suggestion.objects.exists()


def test_other_methods_are_refused(visitor):
    assert visitor.put(CORRECT).status_code == 405
    assert visitor.delete("/signaler/").status_code == 405


def test_queries(visitor, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        visitor.get(CORRECT)
    with django_assert_max_num_queries(0):
        visitor.get("/signaler/")
    token = open_form(visitor, CORRECT)
    with django_assert_max_num_queries(20):
        send(visitor, CORRECT, {"form_token": token, **CORRECTION})


def test_the_queue_is_read_through_its_index(visitor):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = str(Suggestion.objects.waiting().order_by("received_on", "pk").explain())
    assert "suggestion_queue" in plan
