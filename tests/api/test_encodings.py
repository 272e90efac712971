"""A request that names another encoding than UTF-8 is refused before anything believes it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import RequestFactory
from django.test.client import FakePayload

from geo_directory.wsgi import application

pytestmark = pytest.mark.django_db

FORM = (
    b'--b\r\nContent-Disposition: form-data; name="place"\r\n\r\n+2AA-\r\n'
    b'--b\r\nContent-Disposition: form-data; name="q"\r\n\r\n+2AA-\r\n--b--\r\n'
)
"""Under utf-7, a lone surrogate: no text, and nothing that PostgreSQL reads."""


@pytest.fixture(autouse=True)
def the_connection_of_the_test() -> Iterator[None]:
    """The server closes what another request left open; here that is the test's own transaction."""
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)


def status_of(path: str, content_type: str, body: bytes = b"") -> str:
    environ: dict[str, Any] = RequestFactory(
        headers={"Sec-Fetch-Site": "same-origin"}
    )._base_environ(
        PATH_INFO=path,
        QUERY_STRING="q=%c3%a9" if not body else "",
        REQUEST_METHOD="POST" if body else "GET",
        CONTENT_TYPE=content_type,
        CONTENT_LENGTH=str(len(body)),
        HTTP_HOST="localhost",
    )
    environ["wsgi.input"] = FakePayload(body)
    told: list[str] = []
    answer = application(environ, lambda status, headers, *_: told.append(status))
    b"".join(answer)
    return told[0]


@pytest.mark.parametrize("encoding", ["hex", "utf-7", "idna", "undefined", "latin-1"])
def test_another_encoding_is_refused(encoding: str) -> None:
    for path in ("/annuaire/", "/orientation", "/gestion/login/", "/api/v1/structures"):
        kind = f"multipart/form-data; boundary=b; charset={encoding}"
        assert status_of(path, kind, FORM) == "400 Bad Request", path
        assert status_of(path, f"text/plain; charset={encoding}") == "400 Bad Request", path


@pytest.mark.parametrize(
    "kind",
    ["multipart/form-data; boundary=b", "multipart/form-data; boundary=b; charset=UTF8",
     "multipart/form-data; boundary=b; charset=nobody-knows-it"],
)  # fmt: skip
def test_utf_8_under_its_names_and_what_nobody_knows_are_read(kind: str) -> None:
    assert status_of("/annuaire/", kind, FORM) == "200 OK"
