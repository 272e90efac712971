"""/api/v1/orientations: the answer to "where do I go?" for machines."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request

from foundations.http import GEOJSON, ApiView, answer_privately, as_bytes, json_object, query_values
from foundations.schema import PROBLEM
from routing.answer_json import as_geojson, as_json
from routing.orientation import orient
from routing.question_json import read_question
from routing.serializers import (
    OrientationCollectionSerializer,
    OrientationSerializer,
    QuestionSerializer,
)

EXAMPLES = [
    OpenApiExample(
        "Une commune et une maladie choisies",
        value={"place": {"commune": "94028"}, "disease": {"orpha": 399}, "age": 45},
        request_only=True,
    ),
    OpenApiExample(
        "Ce que la personne a écrit",
        value={
            "place": {"text": "77300 Fontainebleau"},
            "disease": {"text": "drépanocytose"},
            "age": 28,
        },
        request_only=True,
    ),
    OpenApiExample(
        "Sans diagnostic",
        value={"place": {"lon": 2.4554, "lat": 48.7771}, "disease": None, "age": 0.5},
        request_only=True,
    ),
]


class OrientationsView(ApiView):
    """Never in a URL, never in a cache: the question is the body of a POST."""

    @extend_schema(
        operation_id="orientations_create",
        summary="Où aller, dans quel ordre et pourquoi",
        description="Avec l'en-tête `Accept: application/geo+json`, la même réponse sous forme de "
        "FeatureCollection. Ce qui est ambigu n'est pas une erreur : `status` dit ce qu'il reste "
        "à choisir, dans `places`, `diseases` ou `ladders`.",
        request=QuestionSerializer,
        responses={
            (200, "application/json"): OrientationSerializer,
            (200, GEOJSON): OrientationCollectionSerializer,
            **PROBLEM,
        },
        examples=EXAMPLES,
        tags=["orientations"],
    )
    def post(self, request: Request) -> HttpResponse:
        query_values(request)
        orientation = orient(read_question(json_object(request)))
        if wants_geojson(request):
            return answer_privately(as_bytes(as_geojson(orientation)), GEOJSON)
        return answer_privately(as_bytes(as_json(orientation)))


def wants_geojson(request: Request) -> bool:
    """Whether Accept names GeoJSON, without a q=0 that forbids it."""
    accepted: Any = request.META.get("HTTP_ACCEPT", "")
    for choice in accepted.lower().split(","):
        name, _, weight = choice.partition(";")
        if name.strip() == GEOJSON:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
