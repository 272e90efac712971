"""Opens a public form as a person does, waits, and sends it."""

import re
from typing import Any
from unittest import mock

from django.http import HttpResponse
from django.test import Client

CORRECTION = {
    "subject": "phone",
    "proposal": "Le secrétariat répond au 01 49 81 21 11.",
    "knowledge": "works_there",
}
CENTRE = {
    "name": "Consultation de génétique du centre hospitalier de Coulommiers",
    "place": "Coulommiers",
    "knowledge": "elsewhere",
}
NOW = 1_800_000_000.0  # seconds


def token_in(page: HttpResponse) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', page.content.decode())
    assert found, "no token in the form"
    return found[1]


def open_and_send(
    client: Client, address: str, fields: dict[str, Any], *, after: float = 20
) -> HttpResponse:
    """The answer to the form of this address, sent `after` seconds."""
    with mock.patch("django.core.signing.time.time", return_value=NOW):
        token = token_in(client.get(address))
    return send(client, address, {"form_token": token, **fields}, after=after)


def send(
    client: Client, address: str, fields: dict[str, Any], *, after: float = 20
) -> HttpResponse:
    with mock.patch("django.core.signing.time.time", return_value=NOW + after):
        return client.post(address, fields)
