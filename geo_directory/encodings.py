"""Before Django reads a request: one that says that its text is not in UTF-8 is refused.

No browser sends one from our pages. Django would believe it, and Python knows encodings that make
no text ("hex") or half a character ("utf-7"), on which the making of the request, a form or the
database fails: too early, for the first, for any middleware.
"""

import codecs
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.http import parse_header_parameters

Answer = Callable[..., Any]
Application = Callable[[dict[str, Any], Answer], Iterable[bytes]]

REFUSAL = "Cette demande n’est pas en UTF-8.\n".encode()


class OnlyUtf8:
    """A WSGI application that passes on what is in UTF-8, and what names an encoding that nobody
    knows, which Django ignores; 400 for the rest."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Answer) -> Iterable[bytes]:
        if not is_utf8(environ.get("CONTENT_TYPE", "")):
            start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
            return [REFUSAL]
        return self.application(environ, start_response)


def is_utf8(content_type: str) -> bool:
    _, parameters = parse_header_parameters(content_type)
    try:
        return codecs.lookup(parameters.get("charset", "utf-8")).name in {"utf-8", "ascii"}
    except LookupError:
        return True
