"""What a line of a log says of a request."""

import logging

import pytest

from geo_directory.logs import PathOnly


def logged(*args: object) -> str:
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "%s: %s", args, None)
    assert PathOnly().filter(record)
    return record.getMessage()


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/verification/12-34~AbC_d-9/", "/verification/…"),
        ("/en/verification/12-34~AbC_d-9/", "/en/verification/…"),
        ("/gestion/invitation/MQ/c1a2-b3/", "/gestion/invitation/…"),
        ("/gestion/upkeep/a-verifier/verifie/", "/gestion/upkeep/a-verifier/verifie/"),
        ("/centres/huntington/", "/centres/huntington/"),
    ],
)
def test_a_link_that_opens_by_itself_is_not_written(path: str, kept: str) -> None:
    assert logged("Internal Server Error", path) == f"Internal Server Error: {kept}"
