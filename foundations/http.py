"""What every machine door shares: a strict reading of the request, an answer that caches well."""

import gzip
import json
from collections.abc import Iterable
from functools import cached_property
from hashlib import blake2b
from typing import Any

import orjson
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from rest_framework.request import Request
from rest_framework.views import APIView

from foundations.problems import Problem, refuse_unknown_parameters

JSON = "application/json"
GEOJSON = "application/geo+json"

WORTH_COMPRESSING = 1_000  # bytes; below, the header of gzip costs as much as it saves
COMPRESSION = 4  # of 9: a megabyte of GeoJSON in some 15 ms, a sixth of its size


class ApiView(APIView):
    """A public door: nobody to authenticate, one representation unless the view reads Accept.

    Without DRF's content negotiation a client that accepts only text/html still gets its answer
    (and its problem) as JSON, and a request costs less.
    """

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Nothing to negotiate, authenticate or throttle here."""

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """204; DRF adds `Allow`."""
        return HttpResponse(status=204)


def query_values(request: Request | HttpRequest, known: Iterable[str] = ()) -> dict[str, str]:
    """The parameters of a URL by name; Problem for one that is unknown or given twice."""
    refuse_unknown_parameters(set(request.GET), set(known))
    if repeated := [name for name in request.GET if len(request.GET.getlist(name)) > 1]:
        raise Problem(
            code="repeated_parameter",
            detail=f"Paramètre donné plusieurs fois : {', '.join(repeated)}.",
            errors={name: ["donné plusieurs fois"] for name in repeated},
        )
    return request.GET.dict()


def json_object(request: Request | HttpRequest) -> dict[str, Any]:
    """The JSON object that a request carries.

    Raises Problem: 415 when the body is not declared as JSON, 413 when it is too big, 400 when it
    is not JSON (infinities and NaN are not) or not an object.
    """
    declared = request.META.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if declared != JSON:
        raise Problem(
            code="unsupported_media_type",
            status=415,
            title="Format non pris en charge",
            detail="Envoyez un corps JSON avec l'en-tête Content-Type: application/json.",
        )
    try:
        body = json.loads(request.body, parse_constant=_refuse_constant)
    except RequestDataTooBig:
        raise Problem(
            code="too_large", status=413, title="Trop long", detail="La requête est trop longue."
        ) from None
    except (ValueError, RecursionError):
        raise Problem(
            code="malformed_json", detail="Le corps de la requête n'est pas du JSON."
        ) from None
    if not isinstance(body, dict):
        raise Problem(code="invalid", detail="Le corps de la requête doit être un objet JSON.")
    return body


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


class Content:
    """The bytes of an answer, with what caches ask of them; each is computed when first needed."""

    def __init__(self, body: bytes) -> None:
        self.body = body

    @cached_property
    def digest(self) -> str:
        return blake2b(self.body, digest_size=16).hexdigest()

    @cached_property
    def zipped(self) -> bytes:
        return gzip.compress(self.body, COMPRESSION, mtime=0)


def publish(
    request: Request | HttpRequest,
    content: Content | bytes,
    content_type: str = JSON,
    *,
    max_age: int = 60,
) -> HttpResponse:
    """A public answer to GET: strong ETag, 304 when the client has it, gzip when it may.

    The tag is a digest of the body: it is right whatever table the body was made from. `max_age`
    is in seconds; a shared cache may keep the answer that long, then asks again with the tag.
    """
    if isinstance(content, bytes):
        content = Content(content)
    zipped = len(content.body) >= WORTH_COMPRESSING and accepts_gzip(request)
    # A strong tag names bytes: the compressed form is another representation than the plain one.
    tag = f'"{content.digest}{"-gzip" if zipped else ""}"'
    response: HttpResponse
    if has_representation(request, tag):
        response = HttpResponseNotModified()
    else:
        body = content.zipped if zipped else content.body
        response = HttpResponse(body, content_type=content_type)
        if zipped:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={max_age}"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def publish_json(request: Request | HttpRequest, data: Any, *, max_age: int = 60) -> HttpResponse:
    return publish(request, as_bytes(data), max_age=max_age)


def answer_privately(body: bytes, content_type: str = JSON) -> HttpResponse:
    """An answer to a question that may hold a private place: no cache keeps it."""
    return HttpResponse(body, content_type=content_type, headers={"Cache-Control": "no-store"})


def as_bytes(data: Any) -> bytes:
    """Compact JSON in UTF-8; a number that JSON cannot say is null."""
    return orjson.dumps(data)


def accepts_gzip(request: Request | HttpRequest) -> bool:
    """Whether Accept-Encoding lists gzip (or *) without forbidding it by q=0."""
    for choice in request.META.get("HTTP_ACCEPT_ENCODING", "").lower().split(","):
        coding, _, weight = choice.partition(";")
        if coding.strip() in {"gzip", "*"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def has_representation(request: Request | HttpRequest, tag: str) -> bool:
    """Whether If-None-Match names this tag (weak comparison, as RFC 9110 wants for GET)."""
    known = parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
    return "*" in known or tag in {one.removeprefix("W/") for one in known}
