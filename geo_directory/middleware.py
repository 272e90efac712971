"""What every request passes through, beside Django's own."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
OPEN_TO_OTHER_SITES = ("/api/", "/fhir/")
FROM_HERE = {"same-origin", "none"}
BACK_OFFICE = "/gestion/"
LOGIN = "/gestion/login/"


class SameOriginPosts:
    """Lets public forms post without a cookie, and only from our own pages.

    They act in nobody's name, so that a CSRF token, and the cookie it needs, would protect nothing
    (those that add a message to a queue carry a token of their own, docs/decisions/0017); what must
    not happen is another site posting a person's question through their browser. The machine
    interfaces are open to other sites: they carry no cookie at all. The back office keeps Django's
    token, but for its login form, which has no session to protect yet.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE_METHODS and not self._is_token_protected(request.path):
            if not request.path.startswith(OPEN_TO_OTHER_SITES) and not comes_from_here(request):
                raise PermissionDenied("formulaire envoyé depuis un autre site")
            request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        return self.get_response(request)

    @staticmethod
    def _is_token_protected(path: str) -> bool:
        return path.startswith(BACK_OFFICE) and path != LOGIN


def comes_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the request was made by one of our pages.

    Sec-Fetch-Site is sent by every current browser. Older ones send Origin with a POST, but "null"
    from our own pages, whose Referrer-Policy is no-referrer: it cannot be told from another
    site's, and is let through, since a public POST acts in nobody's name.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in FROM_HERE
    origin = request.headers.get("Origin")
    return origin in {None, "null", f"{request.scheme}://{request.get_host()}"}
