"""Somebody says what is wrong, a moderator reads it; a centre verifies its page."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from contributions.models import DailySalt, Sending, Suggestion, VerificationRequest
from contributions.verification.asking import ask
from contributions.verification.link import token_of
from structures.models import Structure
from tests.browser.axe import violations
from tests.browser.conftest import Visitor
from tests.browser.faces import has_no_sideways_scroll
from tests.browser.test_back_office import (  # noqa: F401 (fixtures)
    SLUG,
    Editor,
    account,
    editor,
)

READING = 3_300  # ms: a form sent sooner is asked for again
WIDTHS = [360, 1280]
REQUESTS = "/gestion/contributions/verificationrequest/"


@pytest.fixture
def emptied(server, django_db_blocker) -> Iterator[None]:
    """What is sent is committed, and taken away afterwards."""
    yield
    with django_db_blocker.unblock():
        for table in (Suggestion, VerificationRequest, Sending, DailySalt):
            table.objects.all().delete()


@pytest.mark.django_db  # one mark in the file makes pytest-django prepare the test database
def test_the_thanks_say_nothing_of_what_was_sent(visitor):
    page = visitor.open("/signaler/merci/")
    assert page.title() == "Merci – ESMARA"
    assert "neurofibromatoses" not in page.content()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_mistake_is_told_without_a_script(visitor_with, emptied, width):
    visitor: Visitor = visitor_with(width=width, java_script_enabled=False)
    page = visitor.open(f"/signaler/{SLUG}/")
    page.get_by_label("Le téléphone").check()
    page.get_by_label("Que faudrait-il écrire ?").fill("Le secrétariat : 01 49 81 23 02")
    page.wait_for_timeout(READING)
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("alert")).to_contain_text("Choisissez une réponse.")
    expect(page.get_by_label("Que faudrait-il écrire ?")).to_have_value(
        "Le secrétariat : 01 49 81 23 02"
    )
    page.get_by_label("Je travaille dans ce service").check()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("heading", name="Merci")).to_be_visible()
    assert Suggestion.objects.get().proposal == "Le secrétariat : 01 49 81 23 02"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_public_pages_are_accessible(visitor_with, emptied, width):
    visitor: Visitor = visitor_with(width=width)
    asked = ask(Structure.objects.get(slug=SLUG), None)
    link = reverse("verification", args=[token_of(asked)])
    for name, address in {
        "signaler": f"/signaler/{SLUG}/",
        "signaler-un-centre": "/signaler/",
        "merci": "/signaler/merci/",
        "verification": link,
        "signaler-en": f"/en/signaler/{SLUG}/",
    }.items():
        page = visitor.open(address)
        assert violations(page) == [], address
        assert has_no_sideways_scroll(visitor), address
        visitor.picture(f"{name}-{width}")
    page = visitor.open("/signaler/")
    page.get_by_role("button", name="Envoyer").click()
    page.wait_for_selector(".errors")
    assert violations(page) == []
    assert has_no_sideways_scroll(visitor)


def test_a_centre_corrects_one_line(visitor_with, emptied):
    visitor: Visitor = visitor_with()
    asked = ask(Structure.objects.get(slug=SLUG), None)
    page = visitor.open(reverse("verification", args=[token_of(asked)]))
    page.get_by_label("À corriger : Âges reçus").fill("À partir de 15 ans")
    page.get_by_label("J’ai écrit des corrections").check()
    page.get_by_label("Secrétariat").check()
    page.wait_for_timeout(READING)
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("heading", name="Merci")).to_be_visible()
    assert Suggestion.objects.get().proposal == "À partir de 15 ans"


def test_a_moderator_reads_and_refuses(editor: Editor, emptied):  # noqa: F811
    structure = Structure.objects.get(slug=SLUG)
    row = Suggestion.objects.create(
        structure=structure,
        target_name=structure.name,
        subject="phone",
        proposal="Le secrétariat : 01 49 81 23 02",
        knowledge="works_there",
    )
    asked = ask(structure, None)
    page = editor.log_in()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for name, address in {
            "gestion-signalements": "/gestion/contributions/suggestion/",
            "gestion-signalement": f"/gestion/contributions/suggestion/{row.pk}/change/",
            "gestion-verification": f"{REQUESTS}{asked.pk}/change/",
            "gestion-demander": f"{REQUESTS}demander/{structure.pk}/",
        }.items():
            editor.open(address)
            editor.check_accessibility()
            assert has_no_sideways_scroll(editor), (address, width)
            editor.picture(f"{name}-{width}")
    page.set_viewport_size({"width": 1280, "height": 800})
    page = editor.open(f"/gestion/contributions/suggestion/{row.pk}/change/")
    editor.picture("gestion-signalement", for_readme=True)
    expect(page.get_by_label("Numéro vérifié")).to_have_value("01 49 81 23 02")
    page.get_by_label("Motif du refus").fill("le standard confirme l’ancien")
    page.get_by_role("button", name="Refuser").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Refusé")
    row.refresh_from_db()
    assert row.state == "refused"
