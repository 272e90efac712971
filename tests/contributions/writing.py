"""Opens a public form as a person does, waits, and sends it."""

import re
from typing import Any
from unittest import mock

from django.http import HttpResponse
from django.test import Client

SLUG = "cerenef-henri-mondor-creteil"
CORRECT = f"/signaler/{SLUG}/"
CORRECTION = {
    "subject": "phone",
    "proposal": "Le secrétariat répond au 01 49 81 23 02.",
    "knowledge": "works_there",
}
CENTRE = {
    "name": "Consultation de génétique du centre hospitalier de Coulommiers",
    "place": "Coulommiers",
    "knowledge": "elsewhere",
}
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{ 7|add:7 }}"
NOW = 1_800_000_000.0  # seconds


def token_in(page: HttpResponse) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', page.content.decode())
    assert found, "no token in the form"
    return found[1]


def open_form(client: Client, address: str) -> str:
    """The token of a form shown at NOW."""
    with mock.patch("django.core.signing.time.time", return_value=NOW):
        return token_in(client.get(address))


def send(
    client: Client, address: str, fields: dict[str, Any], *, after: float = 20, **extra: Any
) -> HttpResponse:
    """Post fields `after` seconds."""
    with mock.patch("django.core.signing.time.time", return_value=NOW + after):
        return client.post(address, fields, **extra)


def open_and_send(
    client: Client, address: str, fields: dict[str, Any], *, after: float = 20, **extra: Any
) -> HttpResponse:
    """The answer to the form of this address, sent `after` seconds."""
    token = open_form(client, address)
    return send(client, address, {"form_token": token, **fields}, after=after, **extra)
