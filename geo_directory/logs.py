"""Keeps what people ask out of every log and error report."""

import logging
import re
from collections.abc import ItemsView
from typing import Any

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

OPENS_BY_ITSELF = re.compile(r"(/(?:verification|gestion/invitation)/)[^\s?#\"']+")
"""Addresses that hold what opens them: the link of a centre, that of an invited person."""


class PathOnly(logging.Filter):
    """Drops the request object from a record: handlers could print its query string or body.

    A path stays, but for what would let who reads the log open the page.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__.pop("request", None)
        if isinstance(record.args, tuple):
            record.args = tuple(without_link(one) for one in record.args)
        record.msg = without_link(record.msg)
        return True


def without_link(said: Any) -> Any:
    return OPENS_BY_ITSELF.sub(r"\1…", said) if isinstance(said, str) else said


class WithoutRequestData(SafeExceptionReporterFilter):
    """Error reports carry no form data and no local variable of a request."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: Any
    ) -> ItemsView[str, Any]:
        return {}.items()
