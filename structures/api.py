"""/api/v1/structures: the directory for machines, as cards, as one structure, as GeoJSON."""

from functools import lru_cache
from typing import Any

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request

from foundations.http import (
    GEOJSON,
    ApiView,
    Content,
    answer_privately,
    as_bytes,
    json_object,
    publish,
    query_values,
)
from foundations.schema import NOT_FOUND, PROBLEM, GeoJSONSerializer
from foundations.version import current_version
from structures.cards import card, whole, with_card_relations
from structures.filters import (
    Criteria,
    PageParameters,
    StructureParameters,
    read_body,
    read_query,
    select,
    tells_a_private_place,
)
from structures.geojson import feature_collection
from structures.models import Structure
from structures.pages import page_of
from structures.serializers import StructurePageSerializer, WholeStructureSerializer

KEPT_COLLECTIONS = 8  # of some megabytes at most
EXAMPLES = [
    OpenApiExample(
        "Autour d'un lieu, pour une maladie",
        value={"disease": 399, "near": "2.4554,48.7771", "radius_km": 100, "limit": 10},
        request_only=True,
    )
]


class StructuresView(ApiView):
    """Structures that meet the filters, by pages."""

    @extend_schema(
        operation_id="structures_list",
        summary="Structures",
        description="Refusé (`use_post`) quand une maladie et un lieu précis se trouveraient dans "
        "la même adresse : envoyez les mêmes paramètres par POST.",
        parameters=[PageParameters],
        responses={200: StructurePageSerializer, **PROBLEM},
        tags=["structures"],
    )
    def get(self, request: Request) -> HttpResponse:
        criteria = read_query(request, PageParameters)
        content = page_json(criteria)
        if content["next_cursor"]:
            query = request.GET.copy()
            query["cursor"] = content["next_cursor"]
            content["next"] = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
        return public_or_private(request, criteria, as_bytes(content))

    @extend_schema(
        operation_id="structures_search",
        summary="Structures, pour une maladie et un lieu précis",
        request=PageParameters,
        responses={200: StructurePageSerializer, **PROBLEM},
        examples=EXAMPLES,
        tags=["structures"],
    )
    def post(self, request: Request) -> HttpResponse:
        criteria = read_body(json_object(request), PageParameters)
        return answer_privately(as_bytes(page_json(criteria)))


class StructuresGeoJSONView(ApiView):
    """Structures that meet the filters, as one FeatureCollection."""

    @extend_schema(
        operation_id="structures_geojson",
        summary="Structures en GeoJSON (RFC 7946)",
        parameters=[StructureParameters],
        responses={(200, GEOJSON): GeoJSONSerializer, **PROBLEM},
        tags=["structures"],
    )
    def get(self, request: Request) -> HttpResponse:
        criteria = read_query(request, StructureParameters)
        if tells_a_private_place(criteria):
            return answer_privately(feature_collection(select(criteria)), GEOJSON)
        content = kept_collection(current_version(), tuple(sorted(criteria.items())))
        return publish(request, content, GEOJSON)

    @extend_schema(
        operation_id="structures_geojson_search",
        summary="Structures en GeoJSON, pour une maladie et un lieu précis",
        request=StructureParameters,
        responses={(200, GEOJSON): GeoJSONSerializer, **PROBLEM},
        tags=["structures"],
    )
    def post(self, request: Request) -> HttpResponse:
        criteria = read_body(json_object(request), StructureParameters)
        return answer_privately(feature_collection(select(criteria)), GEOJSON)


class StructureView(ApiView):
    """One structure, with where each fact comes from."""

    @extend_schema(
        operation_id="structures_retrieve",
        summary="Une structure, avec sa provenance",
        description="Le doublon d'une autre répond 301 : son adresse est désormais celle-là.",
        responses={200: WholeStructureSerializer, **NOT_FOUND},
        tags=["structures"],
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        query_values(request)
        structure = (
            with_card_relations(Structure.objects.published().filter(slug=slug))
            .prefetch_related("service_areas__communes", "service_areas__departments")
            .first()
        )
        if structure is None:
            return _moved(slug)
        return publish(request, as_bytes(whole(structure)))


def _moved(slug: str) -> HttpResponse:
    """To the row that a duplicate was merged into, for good. Raises Http404 for any other."""
    kept = Structure.objects.kept_for(slug)
    if kept is None:
        raise Http404
    return HttpResponsePermanentRedirect(reverse("api-structure", args=[kept.slug]))


@lru_cache(maxsize=KEPT_COLLECTIONS)
def kept_collection(version: int, criteria: tuple[tuple[str, Any], ...]) -> Content:
    """What is public is written once while the directory stands; a private place is never kept."""
    return Content(feature_collection(select(dict(criteria))))


def page_json(criteria: Criteria) -> dict[str, Any]:
    page = page_of(select(criteria), criteria)
    return {
        "count": page.count,
        "next": None,
        "next_cursor": page.next_cursor,
        "results": [card(structure) for structure in page.structures],
    }


def public_or_private(
    request: Request, criteria: Criteria, body: bytes, content_type: str = "application/json"
) -> HttpResponse:
    """What was asked around a private place is kept by no cache."""
    if tells_a_private_place(criteria):
        return answer_privately(body, content_type)
    return publish(request, body, content_type)
