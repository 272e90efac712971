"""Problem JSON (RFC 9457) for everything that goes wrong under /api/."""

import logging
import traceback
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views import defaults
from rest_framework import exceptions
from rest_framework.views import set_rollback

from foundations.problems import Problem

PROBLEM_JSON = "application/problem+json"
FOR_MACHINES = ("/api/", "/tiles/")
FORBIDDEN = Problem(code="forbidden", status=403, title="Refusé", detail="Accès refusé.")
NOT_FOUND = Problem(
    code="not_found", status=404, title="Introuvable", detail="Il n'y a rien à cette adresse."
)
SERVER_ERROR = Problem(
    code="server_error",
    status=500,
    title="Erreur du serveur",
    detail="Une erreur est survenue de notre côté. Réessayez dans un moment.",
)
logger = logging.getLogger(__name__)


def problem_response(problem: Problem) -> JsonResponse:
    return JsonResponse(
        problem.as_json(),
        status=problem.status,
        content_type=PROBLEM_JSON,
        headers={"Cache-Control": "no-store"},
        # ASCII: a name that is echoed may hold what UTF-8 cannot write (a lone surrogate)
    )


def problem_handler(error: Exception, context: dict[str, Any]) -> JsonResponse:
    """DRF's exception handler: every error has a stable code and a sentence."""
    set_rollback()
    problem = as_problem(error)
    if problem is None:
        log_without_question(error)
        problem = SERVER_ERROR
    return problem_response(problem)


def log_without_question(error: BaseException) -> None:
    """Where an uncaught error happened, without its message: it may quote what a person asked."""
    trace = "".join(traceback.format_tb(error.__traceback__))
    logger.error("uncaught %s\n%s", type(error).__qualname__, trace)


def no_such_door(request: HttpRequest) -> JsonResponse:
    """404 for an address under the API that leads nowhere."""
    return problem_response(NOT_FOUND)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler400`: what Django itself refuses (a host name, a body) before any view."""
    if request.path.startswith(FOR_MACHINES):
        return problem_response(Problem(code="bad_request", detail="Requête refusée."))
    return defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler403`."""
    if request.path.startswith(FOR_MACHINES):
        return problem_response(FORBIDDEN)
    return defaults.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`handler404`."""
    if request.path.startswith(FOR_MACHINES):
        return problem_response(NOT_FOUND)
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """`handler500`: an error outside DRF's views (middleware, tiles)."""
    if request.path.startswith(FOR_MACHINES):
        return problem_response(SERVER_ERROR)
    return defaults.server_error(request)


def as_problem(error: Exception) -> Problem | None:
    match error:
        case Problem():
            return error
        case Http404():
            return NOT_FOUND
        case PermissionDenied():
            return FORBIDDEN
        case exceptions.ParseError():
            return Problem(
                code="malformed_json", detail="Le corps de la requête n'est pas du JSON."
            )
        case exceptions.ValidationError():
            return Problem(
                code="invalid",
                detail="Un ou plusieurs champs sont invalides.",
                errors=by_field(error.detail),
            )
        case exceptions.MethodNotAllowed():
            return Problem(
                code="method_not_allowed",
                status=405,
                title="Méthode non permise",
                detail="Cette adresse ne prend pas cette méthode.",
            )
        case exceptions.APIException():
            return Problem(
                code=str(error.default_code), status=error.status_code, detail=str(error.detail)
            )
    return None


def by_field(detail: Any, prefix: str = "") -> dict[str, list[str]]:
    """Flatten DRF's nested error details to {"place.commune": ["…"]}."""
    if isinstance(detail, dict):
        flat: dict[str, list[str]] = {}
        for name, inner in detail.items():
            flat.update(by_field(inner, f"{prefix}.{name}" if prefix else str(name)))
        return flat
    if isinstance(detail, list) and any(isinstance(inner, dict) for inner in detail):
        flat = {}
        for index, inner in enumerate(detail):
            flat.update(by_field(inner, f"{prefix}[{index}]"))
        return flat
    messages = detail if isinstance(detail, list) else [detail]
    return {prefix or "non_field_errors": [str(message) for message in messages]}
