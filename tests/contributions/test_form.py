"""The public forms: what is kept, what is refused, what is never lost."""

import pytest
from django.urls import reverse

from contributions.models import Suggestion
from tests.contributions.conftest import SLUG
from tests.contributions.writing import CENTRE, CORRECTION, open_and_send

CORRECT = f"/signaler/{SLUG}/"


def test_a_correction_waits_for_a_moderator(visitor, centre):
    sent = open_and_send(visitor, CORRECT, CORRECTION)
    assert sent.status_code == 302
    assert sent["Location"] == reverse("suggestion_thanks")
    kept = Suggestion.objects.get()
    assert kept.structure_id == centre.pk
    assert kept.state == Suggestion.State.NEW
    assert kept.proposal == CORRECTION["proposal"]
    assert list(centre.phones.all()) == list(type(centre).objects.get(pk=centre.pk).phones.all())


def test_a_missing_centre_is_told(visitor):
    sent = open_and_send(visitor, "/signaler/", CENTRE)
    assert sent.status_code == 302
    kept = Suggestion.objects.get()
    assert (kept.subject, kept.target_name, kept.place) == (
        "missing",
        CENTRE["name"],
        CENTRE["place"],
    )


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/signaler/", 200),
        (CORRECT, 200),
        (f"/en{CORRECT}", 200),
        ("/signaler/ressource/association/anr/", 200),
        ("/signaler/ressource/association/nobody/", 404),
        ("/signaler/ressource/poster/anr/", 404),
        ("/signaler/nobody/", 404),
        ("/signaler/merci/", 200),
    ],
)
def test_addresses(visitor, address, status):
    assert visitor.get(address).status_code == status
